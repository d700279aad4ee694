"""Risk from note to note: what was raised last time is taken up, what was promised has its outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.checks.late import late
from notewizard.note.derived import derive
from notewizard.note.note import Note
from notewizard.note.promised import open_contacts

NOTES_LOOKED_AT = 26
"""Of the client's latest notes, so many are looked through for promises: half a year of weekly ones."""
_TAKEN_UP = late(r"suicid|\bsi\b|\bhi\b|self-harm|\bharm|\bsafety|\brisk|\bdie\b|\bdead\b|\burges?\b", re.IGNORECASE)


def risk_over_time(note: Note, around: Around) -> Iterator[Finding]:
    """A raised risk of the last note is addressed in this one; a promise of an earlier note is settled."""
    if note.safety is None or not around.earlier:
        return
    yield from _carried_over(note, around.earlier[0])
    written = note.timing.written if note.timing else None
    if written is None:
        return
    here = {(each.due, each.with_.casefold()) for each in note.safety.contacts or ()}
    for contact in open_contacts((note, *around.earlier[:NOTES_LOOKED_AT]), written.date(), around.later):
        if (contact.due, contact.with_.casefold()) not in here:
            yield about(
                "safety.contact-open",
                "safety",
                "must-resolve",
                "safety.contacts",
                f"An earlier note promised a contact by {contact.due:%B} {contact.due.day} "
                f"({contact.with_}), and no note tells its outcome.",
                "What is not documented did not happen.",
                "Enter the contact here with when it took place and what came of it, or that it did not and why.",
                "Clinical reference, safety: next contact date and its follow-up",
            )


def _carried_over(note: Note, last: Note) -> Iterator[Finding]:
    before, block = derive(last), note.safety
    if block is None or not before.at_risk or derive(note).at_risk or block.suicidal_ideation is None:
        return
    risk = block.risk
    since = note.presenting.since_last if note.presenting else None
    if (risk and (risk.changed or risk.rationale)) or (isinstance(since, str) and _TAKEN_UP.search(since)):
        return
    yield about(
        "safety.risk-carried-over",
        "safety",
        "warning",
        "safety.risk.changed",
        "The last note names a raised risk, and this one does not say what became of it.",
        "A risk that disappears without a word looks as if nobody had asked.",
        "Say what changed since last time.",
        "Clinical reference, risk: the next note takes up a positive risk of the last one",
    )
