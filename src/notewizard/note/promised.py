"""Promised contacts of a chart whose outcome no note tells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the first screen asks with plain values, and must not wait for the models
    from notewizard.note.note import Note
    from notewizard.note.safety import SafetyContact


class Promise(NamedTuple):
    """One contact as a note gives it."""

    due: date
    with_: str
    """Who was to be reached, and how."""
    settled: bool
    """The note tells its outcome."""


def still_open(promises: Iterable[Promise], day: date) -> tuple[Promise, ...]:
    """Contacts promised for `day` or before for which none of `promises` has an outcome, the first due first.

    Two contacts are the same when they were due on the same day with the same person.
    """
    promised: dict[tuple[date, str], Promise] = {}
    settled = set()
    for each in promises:
        key = each.due, each.with_.casefold()
        if each.settled:
            settled.add(key)
        elif each.due <= day:
            promised[key] = each
    return tuple(promised[key] for key in sorted(promised.keys() - settled))


def open_contacts(notes: Iterable[Note], day: date, later: Iterable[Note] = ()) -> tuple[SafetyContact, ...]:
    """`still_open` of the contacts in `notes` (any order), as they stand there; `later` notes only settle them."""
    contacts = [*_contacts(notes), *(each for each in _contacts(later) if each.outcome)]
    by_promise = {Promise(each.due, each.with_, bool(each.outcome)): each for each in contacts}
    return tuple(by_promise[each] for each in still_open(by_promise, day))


def _contacts(notes: Iterable[Note]) -> list[SafetyContact]:
    return [each for note in notes for each in ((note.safety.contacts or ()) if note.safety else ())]
