"""The record that belongs to a note's file, where the note is one of ours."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from notewizard.errors import NotKept, Refused
from notewizard.note.migrations import migrated
from notewizard.note.note import Note
from notewizard.records.durable import read_whole
from notewizard.records.front_matter import FrontMatter, split_note
from notewizard.records.practice import Practice
from notewizard.records.record import Record, all_records, read_record, record_path
from notewizard.terminal.report import say


def record_of(path: Path, practice: Practice) -> Record:
    """The record of the note at `path`: by its front matter, or by the file that a record names; raises `NotKept`."""
    try:
        front = split_note(read_whole(path), str(path)).front
    except OSError as error:
        why = (error.strerror or "input error").lower()
        raise NotKept(f"The note cannot be read: {why}.", where=str(path), not_done="Nothing was written.") from None
    if front is not None and _path_of(practice, front, path).exists():
        record = read_record(_path_of(practice, front, path))
        if record.client != front.client:
            raise _damaged(path)
        return record
    records, unreadable = all_records(practice)
    for record in records:
        if practice.root / record.file == path:
            return record
    for each in unreadable:
        say(f"{each.path.name}: {each.why}.")
    raise NotKept(
        "This note has no record: its answers were not kept here.",
        where=str(path),
        hint="Only notes that notewizard wrote have one.",
        not_done="Nothing was written.",
    )


def note_in(record: Record, path: Path) -> Note:
    """The answers in a record; raises `NotKept` where they are not those of its client as this version knows them."""
    try:
        note = Note.model_validate(migrated(record.elements))
    except (TypeError, ValueError):  # A ValidationError is one; the rest where the record holds no table of answers.
        note = Note()
    if note.client is None or note.client.id != record.client:
        raise NotKept(
            "The record of this note does not hold the answers of its client as this version knows them.",
            where=str(path),
            hint="The note itself may be whole: look at it, and restore the record from a backup.",
            not_done="Nothing was written.",
        )
    return note


def notes_of(records: Iterable[Record], client: str) -> tuple[Note, ...]:
    """The client's notes among `records`, newest session first; one that this version cannot read is left out.

    `doctor` says which those are.
    """
    mine = sorted((each for each in records if each.client == client), key=lambda one: (one.date, one.id), reverse=True)
    found = []
    for record in mine:
        try:
            found.append(Note.model_validate(migrated(record.elements)))
        except (TypeError, ValueError):
            continue
    return tuple(found)


def _path_of(practice: Practice, front: FrontMatter, path: Path) -> Path:
    try:
        return record_path(practice, front.id)
    except Refused:
        raise _damaged(path) from None


def _damaged(path: Path) -> NotKept:
    return NotKept(
        "The head of this note does not fit its record.",
        where=str(path),
        hint="Compare it with a backup: somebody may have changed it.",
        not_done="Nothing was written.",
    )
