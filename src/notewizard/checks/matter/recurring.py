"""What stands again and again in a client's earlier notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from notewizard.checks.sections import section_called
from notewizard.checks.vocabulary import words_in
from notewizard.checks.words import fold

NEARLY_ALL = 0.7
"""Of a clause's three-word runs, as many must stand in an earlier note for it to recur there."""


class Recurring:
    """What stands again and again in a client's earlier notes; made once, asked often."""

    def __init__(self, earlier: Iterable[str] = ()) -> None:
        self._notes: dict[tuple[str, ...], list[int]] = {}
        self._labels: set[str] = set()
        for number, text in enumerate(earlier):
            folded = fold(text)
            self._labels.update(label_in(folded, found.end()) for found in _BEFORE_A_LABEL.finditer(folded))
            for run in set(_three(folded)):
                self._notes.setdefault(run, []).append(number)

    def label(self, folded: str, start: int) -> str:
        """The label of a form that stands at `start`, colon and all, if an earlier note has it too; else nothing."""
        begins = _MARKS.match(folded, start)
        at = begins.end() if begins is not None else start
        label = label_in(folded, at)
        if section_called(label.strip("*: ")) in _TOLD_UNDER:
            return ""
        return folded[start : at + len(label)] if label and label in self._labels else ""

    def times(self, clause: str) -> int:
        """In how many earlier notes the folded clause stands, to the letter or nearly, whatever its figures."""
        runs = _three(clause) if self._notes else []
        shared = Counter(number for run in runs for number in self._notes.get(run, ()))
        return sum(count >= NEARLY_ALL * len(runs) for count in shared.values())


_BEFORE_A_LABEL = re.compile(r"(?:^|(?<=\n)|(?<=[.;|] )|(?<=[.;|]  ))[\s>*#_•·-]*")
_LABEL = re.compile(r"[a-z][\w /&'#+,()-]{1,38}?\**:(?=\s)\**")
_TOLD_UNDER = frozenset({"subjective", "data", "behavior", "assessment", "response"})
"""Sections whose headings are no labels of a form: what stands there is told."""
_MARKS = re.compile(r"[ \t>*#_•·-]{0,12}")
MOST_WORDS_OF_A_LABEL = 5


def label_in(folded: str, start: int) -> str:
    """The label of a form that stands at `start` of a folded text, with its colon: `brought by:`; else nothing.

    A single letter names a section, and what is longer is a sentence that ends in a colon.
    """
    found = _LABEL.match(folded, start)
    return found[0] if found is not None and len(found[0].split()) <= MOST_WORDS_OF_A_LABEL else ""


def _three(folded: str) -> list[tuple[str, ...]]:
    """Its runs of three words, figures all alike."""
    words = ["0" if each[:1].isdigit() else each for each in words_in(folded)]
    return [tuple(words[at : at + 3]) for at in range(len(words) - 2)]
