"""That a note was signed and stands in its folder, written down once, however often a delivery is tried again."""

from __future__ import annotations

from notewizard.errors import Failure
from notewizard.records.history.entry import Event, place_of
from notewizard.records.history.writing import History
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.records.state import State

ACTION_OF = {"progress note": "sign", "co-signature": "co-sign"}
"""What signing a record of this kind is called; the later writings by their own names."""
RELEASED = "create"
"""What finishing a note is called in a practice that signs in another system."""


def note_signed(
    state: State, practice: Practice, record: Record, record_sha256: str, ids: frozenset[str] = frozenset()
) -> str:
    """The history says that this record's file was signed; why it is not in the practice folder yet, as a sentence.

    `ids`: what its practice is known by. `NotKept` when the entry is not even durable on this machine, or another
    practice is in the folder by now.
    """
    history = History(practice, state)
    if history.holds(record.id, record.sha256):
        return history.catch_up()
    clock = record.clock
    event = Event(
        action=_action(practice, record),
        actor=record.author,
        utc=str(clock.get("utc", "")),
        offset=str(clock.get("offset", "")),
        zone=str(clock.get("zone", "")),
        note=record.id,
        place=place_of(record.file),
        sha256=record.sha256,
        size=record.size,
        text_sha256=record.text_sha256,
        record=record_sha256,
        program=record.program,
    )
    return history.append(event, ids).owed


def _action(practice: Practice, record: Record) -> str:
    if record.kind != "progress note":
        return ACTION_OF.get(record.kind, record.kind)
    try:
        return RELEASED if practice.settings().signature == "elsewhere" else ACTION_OF[record.kind]
    except Failure:  # settings that were damaged since: it was signed in this program as far as is known
        return ACTION_OF[record.kind]
