"""The record that belongs to a note's file, where the note is one of ours."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.note.migrations import migrated
from notewizard.note.note import Note
from notewizard.records.durable import read_whole
from notewizard.records.history.in_chart import head_of
from notewizard.records.known_files import KnownFiles
from notewizard.records.practice import Practice
from notewizard.records.record import Record, all_records, read_record
from notewizard.terminal.report import say


def record_of(path: Path, practice: Practice) -> Record:
    """The record of the note at `path`, as `KnownFiles` has it; `NotKept` where there is none that can be read."""
    try:
        data = read_whole(path)
    except OSError as error:
        why = (error.strerror or "input error").lower()
        raise NotKept(f"The note cannot be read: {why}.", where=str(path), not_done="Nothing was written.") from None
    records, unreadable = all_records(practice)
    inside = path.relative_to(practice.root).as_posix() if path.is_relative_to(practice.root) else ""
    files, front = KnownFiles(practice, records), head_of(data, str(path))
    if (record := files.record_of(data, inside)) is not None:
        return record
    if front is not None and (files.in_place(inside) or files.signed(front.id)):
        raise _damaged(path)
    for each in unreadable:
        if front is not None and each.path.stem == front.id:
            read_record(each.path)  # says why not
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


def _damaged(path: Path) -> NotKept:
    return NotKept(
        "The head of this note does not fit its record.",
        where=str(path),
        hint="Compare it with a backup: somebody may have changed it.",
        not_done="Nothing was written.",
    )
