"""Sentences of an answer that are the clinician's alone, moved to the process notes before they leave the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from notewizard.checks.sentences import sentences
from notewizard.errors import Failure, NotKept
from notewizard.records.keys import NAME, Keys, has_age, keys_of
from notewizard.terminal.screen import HALF

if TYPE_CHECKING:
    from notewizard.checks.finding import Finding
    from notewizard.commands.desk import Desk
    from notewizard.records.practice import Practice

CATEGORY = "process_note"
"""The category of the findings whose sentences can be moved."""
NO_KEYS = "Nothing was moved: no keys are set up on this computer. notewizard process setup"
NOTHING = "Nothing here is marked as yours alone, so nothing was moved."
WHY = (
    "The progress note goes to the client, payers and courts; what is kept apart from the record is protected as a "
    "psychotherapy note (45 CFR 164.501)."
)


@dataclass(frozen=True)
class Moving:
    """The process notes of one client, as a walk reaches them."""

    desk: Desk
    keys: Keys
    client: str
    author: str

    def move(self, text: str, found: Sequence[Finding], session: date | None) -> tuple[str, str]:
        """`text` without the sentences of the findings, which are durable and encrypted by then; what was done.

        Where they cannot be kept, the text is as it was.
        """
        from notewizard.commands.apart.bringing import keep_apart
        from notewizard.commands.apart.place import notes_of
        from notewizard.records.process_notes import new_note

        spans = marked_sentences(text, found)
        if not spans:
            return text, NOTHING
        words = "\n".join(text[start:end].replace(HALF, "") for start, end in spans)
        written = self.desk.world.now().isoformat(timespec="seconds")
        day = session.isoformat() if session else ""
        try:
            note = new_note(self.client, written, self.author, words, day)
            _, said = keep_apart(self.desk, self.keys, notes_of(self.desk), note)
        except Failure as trouble:
            return text, f"Nothing was moved. {trouble.what} {trouble.hint}".strip()
        return without(text, spans), said


def moving_for(desk: Desk, practice: Practice, client: str) -> Moving | None:
    """The way to the client's process notes; None where no keys are set up, or nothing can be encrypted."""
    if not (desk.state.keys / NAME).is_file():
        return None
    try:
        keys = keys_of(desk.state) if has_age() else None
    except NotKept:
        return None  # said by `doctor` and wherever a process note is wanted
    author = practice.settings().author
    return Moving(desk, keys, client, author.printed) if keys else None


def marked_sentences(text: str, found: Sequence[Finding]) -> tuple[tuple[int, int], ...]:
    """The sentences in which something is marked as the clinician's alone, in the order of the text."""
    marks = [(each.start or 0, each.end or 0) for each in found if each.category == CATEGORY]
    plain = text.replace(HALF, " ")
    return tuple(
        (start, end) for start, end in sentences(plain) if any(start < till and at < end for at, till in marks)
    )


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """`text` without those stretches, the blank beside each, and a line that held nothing else."""
    for start, end in reversed(spans):
        before, after = text[:start].rstrip(" \t"), text[end:].lstrip(" \t")
        if before[-1:] in ("", "\n") and after[:1] == "\n":
            after = after[1:]
        elif before[-1:] == "\n" and not after:
            before = before[:-1]
        elif before and after and before[-1] not in f"\n{HALF}" and after[0] != "\n":
            before += " "
        text = f"{before}{after}"
    return text
