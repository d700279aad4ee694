"""Signed notes that wait: said on every screen, and brought by themselves as soon as their folder is there.

Tried once a run, beside the first question and never before it.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notewizard.commands.counting import counted
from notewizard.errors import Failure
from notewizard.terminal.report import say

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
    _told: bool = field(default=False, init=False)
    _tried: bool = field(default=False, init=False)
    """Whether every note that waits has been tried in this run."""

    def try_now(self, witness: Witness) -> None:
        """Each note whose folder answers is brought, and that others wait is said once; nothing is raised.

        `witness` writes into the history of a practice folder that a note was brought there.
        """
        from notewizard.records.outbox import waiting

        try:
            state = self.state()
            for each in waiting(state):
                self._try(state, each, witness)
            self._tried = True
            self._lines += filter(None, (self.waits(),))
        except Exception:
            return  # drafts that cannot be listed are said where they are asked for, and no thread prints an error
        finally:
            self._tried = True

    def _try(self, state: State, each: Waiting, witness: Witness) -> None:
        from notewizard.commands.filed.detached import LACKS_ONE, lacks_signature
        from notewizard.records.outbox import answers, deliver

        try:
            if not answers(each):
                return
            with self._one:
                kept = deliver(state, each.draft)
                witness(each.practice, kept)
                self._kept[each.draft] = kept
                lacks = f" {LACKS_ONE}" if lacks_signature(each.practice, kept) else ""
                self._lines.append(f"The signed {what_waits(each)} was brought: {kept.path}{lacks}")
        except Failure:
            return

    def waits(self) -> str:
        """That signed notes wait, for the beginning of a screen: once a run, and empty after that.

        Before they have been tried nobody can say that they are not there yet: it is said that they are tried now, and
        what came of it later.
        """
        tried = self._tried  # asked first: what is brought meanwhile is in no list any more
        if self._told or not (line := still_waiting(self.state(), tried=tried)):
            return ""
        self._told = tried
        return line

    def said(self) -> tuple[str, ...]:
        """What has been brought since this was last asked, a line each, and that others wait."""
        lines, self._lines = self._lines, []
        return tuple(lines)

    def brought(self, draft_id: str) -> Kept | None:
        """The note of this draft, if it was brought in this run; waits for one that is on its way."""
        with self._one:
            return self._kept.get(draft_id)


WHAT = {
    "progress note": "progress note of {date}",
    "addendum": "addendum to the note of {date}",
    "late entry": "late entry to the note of {date}",
    "correction": "correction of the note of {date}",
    "entered in error": "mark “entered in error” about the session of {date}",
    "co-signature": "co-signature of the note of {date}",
}
"""What waits, by its kind; the day is that of the session."""


def what_waits(note: Waiting) -> str:
    """ "addendum to the note of November 20, 2026 for c-1042" """
    from datetime import date

    from notewizard.rendering import when

    what, day = WHAT.get(note.kind, f"{note.kind} of {{date}}"), note.date
    with suppress(ValueError):  # of a draft that is not as it was signed, the day may be anything
        day = when.day(date.fromisoformat(day))
    return f"{what.format(date=day)} for {note.client}"


def still_waiting(state: State, *, tried: bool = True) -> str:
    """That signed notes wait, and what to do, in a line; empty when every signed note is in its folder.

    Not `tried`: whether their folder takes them is found out in this moment.
    """
    from notewizard.records.later import NOTE
    from notewizard.records.outbox import waiting

    notes = waiting(state)
    if not notes:
        return ""
    what, many = ("signed note", "") if {each.kind for each in notes} == {NOTE} else ("signed file", "")
    if not tried:
        wait, folder = ("waits", "its folder is") if len(notes) == 1 else ("wait", "their folders are")
        said = f"{counted(len(notes), what, many)} {wait}; {folder} tried now. The text is safe here."
        return f"{said} What goes on waiting: notewizard deliver"
    are = "is not in its" if len(notes) == 1 else "are not in their"
    return f"{counted(len(notes), what, many)} {are} folder yet. The text is safe here. Bring it: notewizard deliver"


def say_what_waits(state: State) -> None:
    """The same at the end of a report, on stderr, where a program that reads the report is not disturbed."""
    with suppress(Failure):  # drafts that cannot be listed are said where they are asked for
        if waits := still_waiting(state):
            say(waits)
