"""Promised contacts of a chart whose outcome no note tells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from notewizard.note.note import Note
from notewizard.note.safety import SafetyContact


def open_contacts(notes: Iterable[Note], day: date) -> tuple[SafetyContact, ...]:
    """Contacts promised in `notes` (any order) for `day` or before, for which none of them has an outcome.

    Two contacts are the same when they were due on the same day with the same person; the first due comes first.
    """
    promised: dict[tuple[date, str], SafetyContact] = {}
    settled = set()
    for note in notes:
        for contact in (note.safety.contacts or ()) if note.safety else ():
            key = contact.due, contact.with_.casefold()
            if contact.outcome:
                settled.add(key)
            elif contact.due <= day:
                promised[key] = contact
    return tuple(promised[key] for key in sorted(promised.keys() - settled))
