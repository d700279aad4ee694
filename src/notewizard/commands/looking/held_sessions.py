"""The other sessions of the practice around one day, as times alone: what a clinician held besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from notewizard.checks.around import Held
from notewizard.checks.time import joint_of
from notewizard.note.derived import safe_span
from notewizard.note.migrations import migrated
from notewizard.note.note import Note
from notewizard.records.record import Record


def held_around(records: Iterable[Record], day: date) -> tuple[Held, ...]:
    """The sessions of that day, the day before and the day after, of whichever client (R9: times, no names)."""
    days = {(day + timedelta(days=each)).isoformat() for each in (-1, 0, 1)}
    return tuple(_held(record for record in records if record.date in days and record.kind == "progress note"))


def _held(records: Iterable[Record]) -> Iterator[Held]:
    for record in records:
        try:
            encounter = migrated(record.elements).get("encounter")
            note = Note.model_validate({"encounter": encounter})
        except (TypeError, ValueError):
            continue  # of another version, or damaged: `doctor` says so
        if span := safe_span(note):
            yield Held(span, record.author, joint_of(note))
