"""What stands again and again in a client's earlier notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from notewizard.checks.vocabulary import words_in
from notewizard.checks.words import fold

NEARLY_ALL = 0.7
"""Of a clause's three-word runs, as many must stand in an earlier note for it to recur there."""


class Recurring:
    """What stands again and again in a client's earlier notes; made once, asked often."""

    def __init__(self, earlier: Iterable[str] = ()) -> None:
        self._notes: dict[tuple[str, ...], list[int]] = {}
        for number, text in enumerate(earlier):
            for run in set(_three(fold(text))):
                self._notes.setdefault(run, []).append(number)

    def times(self, clause: str) -> int:
        """In how many earlier notes the folded clause stands, to the letter or nearly, whatever its figures."""
        runs = _three(clause) if self._notes else []
        shared = Counter(number for run in runs for number in self._notes.get(run, ()))
        return sum(count >= NEARLY_ALL * len(runs) for count in shared.values())


def _three(folded: str) -> list[tuple[str, ...]]:
    """Its runs of three words, figures all alike."""
    words = ["0" if each[:1].isdigit() else each for each in words_in(folded)]
    return [tuple(words[at : at + 3]) for at in range(len(words) - 2)]
