"""The answers behind a note's file: those of its record, where the note is one of ours and its record can be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from notewizard.commands.record_of import note_in, record_of
from notewizard.definitions.formats import Format
from notewizard.definitions.library import Library
from notewizard.errors import Failure
from notewizard.note.note import Note
from notewizard.records.practice import Practice, find_practice
from notewizard.records.record import Record, all_records


@dataclass(frozen=True)
class KeptNote:
    """A note of ours with what it was answered from."""

    note: Note
    form: Format
    record: Record
    practice: Practice

    def earlier(self) -> tuple[Note, ...]:
        """The client's notes of earlier days, newest first; a record that cannot be read is left to `doctor`."""
        records = [
            each
            for each in all_records(self.practice)[0]
            if each.client == self.record.client and each.date < self.record.date and each.kind == self.record.kind
        ]
        found = []
        for each in sorted(records, key=lambda one: (one.date, one.id), reverse=True):
            try:
                found.append(note_in(each, self.practice.root / each.file))
            except Failure:
                continue
        return tuple(found)


def kept_note(path: Path, library: Library) -> KeptNote | None:
    """The note at `path` with its answers; None where it is nobody's record here, or the record cannot be trusted."""
    path = path.absolute()
    practice = find_practice(path.parent)
    if practice is None:
        return None
    try:
        record = record_of(path, practice, aloud=False)
        note = note_in(record, path)
    except Failure:
        return None
    form = library.formats.get(str(record.format.get("id", "")))
    return KeptNote(note, form, record, practice) if form else None
