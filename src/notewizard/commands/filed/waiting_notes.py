"""Signed notes that wait: said on every screen, and brought by themselves as soon as their folder is there.

Tried once a run, beside the first question and never before it; what cannot be brought waits on without a word.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notewizard.commands.counting import counted
from notewizard.errors import Failure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from notewizard.records.finish import Kept
    from notewizard.records.outbox import Waiting
    from notewizard.records.state import State

    Witness = Callable[[Path, Kept], object]


@dataclass
class Bringing:
    """What is tried in this run, and what came of it. Safe from several threads."""

    state: Callable[[], State]
    """The private folder of this machine, loaded only when it is needed."""
    _one: threading.Lock = field(default_factory=threading.Lock, init=False)
    """Held while one note is on its way."""
    _kept: dict[str, Kept] = field(default_factory=dict, init=False)
    _lines: list[str] = field(default_factory=list, init=False)

    def try_now(self, witness: Witness) -> None:
        """Each note whose folder answers is brought; nothing is said of the others, and nothing is raised.

        `witness` writes into the history of a practice folder that a note was brought there.
        """
        from notewizard.records.outbox import waiting

        try:
            state = self.state()
            for each in waiting(state):
                self._try(state, each, witness)
        except Exception:
            return  # drafts that cannot be listed are said where they are asked for, and no thread prints an error

    def _try(self, state: State, each: Waiting, witness: Witness) -> None:
        from notewizard.records.outbox import answers, deliver

        try:
            if not answers(each):
                return
            with self._one:
                kept = deliver(state, each.draft)
                witness(each.practice, kept)
                self._kept[each.draft] = kept
                self._lines.append(f"The signed note of {each.date} for {each.client} was brought: {kept.path}")
        except Failure:
            return

    def said(self) -> tuple[str, ...]:
        """What has been brought since this was last asked, a line each."""
        lines, self._lines = self._lines, []
        return tuple(lines)

    def brought(self, draft_id: str) -> Kept | None:
        """The note of this draft, if it was brought in this run; waits for one that is on its way."""
        with self._one:
            return self._kept.get(draft_id)


def still_waiting(state: State) -> str:
    """That signed notes wait, and what to do, in a line; empty when every signed note is in its folder."""
    from notewizard.records.outbox import waiting

    number = len(waiting(state))
    if not number:
        return ""
    are = "is not in its" if number == 1 else "are not in their"
    return f"{counted(number, 'signed note')} {are} folder yet. The text is safe here. Bring it: notewizard deliver"
