"""The answers behind a note's file: those of its record, where the note is one of ours and its record can be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from notewizard.commands.filed.as_signed import how_it_stands
from notewizard.commands.filed.corrected_scores import as_corrected
from notewizard.commands.filed.facts_on_file import lines_ever
from notewizard.commands.filed.note_stands import Stands
from notewizard.commands.filed.plan_in_force import plan_on
from notewizard.commands.filed.record_of import note_in
from notewizard.definitions.formats import Format
from notewizard.definitions.library import Library
from notewizard.errors import Failure
from notewizard.note.note import Note
from notewizard.note.treatment import TreatmentPlan
from notewizard.records.durable import read_whole
from notewizard.records.earlier import client_of
from notewizard.records.history.borne_out import borne_out_records
from notewizard.records.history.reading import Told, read_history
from notewizard.records.known_files import KnownFiles, says_what_was_signed
from notewizard.records.later import NOTE, OnRecord
from notewizard.records.outbox import waiting_records
from notewizard.records.practice import Practice, find_practice
from notewizard.records.record import Record, all_records, hashed_records
from notewizard.records.state import State


@dataclass(frozen=True)
class KeptNote:
    """A note of ours with what it was answered from."""

    note: Note
    form: Format
    earlier: tuple[Note, ...]
    """The client's notes of earlier days, newest first."""
    later: tuple[Note, ...]
    """Those of later days, newest first: they tell what became of a promise, and no more."""
    plan: TreatmentPlan | None
    """The treatment plan that was in force on the day of the session, where one is kept and can be used."""
    standing: tuple[str, ...] = ()
    """The standing facts that the client's chart has or had: they are meant to repeat."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """The warnings that its author let stand, by fingerprint, each with the reason or none."""
    intact: bool = False
    """The file reads as it was signed: whatever its answers do not hold was written by a template."""


@dataclass
class KeptNotes:
    """The kept notes of the practices that are looked into; the records of each are read once, when first needed."""

    library: Library
    state: State | None = None
    """With it, what is signed on this computer and waits to get into its folder counts as well."""
    _shelves: dict[Path, _Shelf] = field(default_factory=dict)

    def at(self, path: Path) -> KeptNote | None:
        """The note at `path` with its answers; None where no record here is its own, or the record cannot be trusted.

        What cannot be trusted is said by `doctor`; here the file is read as anybody's.
        """
        path = path.absolute()
        shelf = self._shelf_of(path)
        record = shelf.record_of(path) if shelf else None
        if shelf is None or record is None or record.kind != NOTE:
            return None
        note, form = shelf.note(record), self.library.formats.get(str(record.format.get("id", "")))
        if not (note and form):
            return None
        standing = lines_ever(shelf.practice, record.client)
        plan = shelf.plan(record, note, self.library)
        earlier, later = shelf.before(record, self.library), shelf.after(record, self.library)
        return KeptNote(note, form, earlier, later, plan, standing, _reasons(record), _is_intact(path, record))

    def stands(self, path: Path) -> Stands | None:
        """How the note or later writing at `path` stands now; None where no record here is about it."""
        path = path.absolute()
        shelf = self._shelf_of(path)
        record = shelf.record_of(path) if shelf else None
        if shelf is None or record is not None:
            return Stands(record, shelf.on_record) if shelf else None
        if not any(each.parent.get("file") == path.name for each in shelf.on_record.records):
            return None
        with suppress(OSError):
            digest = sha256(read_whole(path)).hexdigest()
            stands = Stands(None, shelf.on_record, digest, client_of(shelf.practice, path))
            return stands if stands.marks or stands.later else None
        return None

    def changed(self, path: Path) -> tuple[str, ...]:
        """A sentence where the file at `path` is one of ours and not what was signed, or not where it was."""
        path = path.absolute()
        shelf = self._shelf_of(path)
        record = shelf.record_of(path) if shelf else None
        try:
            return tuple(how_it_stands(shelf.practice, shelf.told, record, path)) if shelf and record else ()
        except (OSError, Failure):
            return ("Whether this file is as it was signed cannot be told: notewizard verify",)

    def _shelf_of(self, path: Path) -> _Shelf | None:
        practice = find_practice(path.parent)
        return self._shelves.setdefault(practice.root, _Shelf(practice, self.state)) if practice else None


def _is_intact(path: Path, record: Record) -> bool:
    """Whether the file reads as it was signed; not where it cannot be read."""
    try:
        return says_what_was_signed(read_whole(path), record)
    except OSError:
        return False


def _reasons(record: Record) -> dict[str, str]:
    kept = [each for each in record.kept if isinstance(each, Mapping)]
    return {str(each.get("fingerprint", "")): str(each.get("reason", "")) for each in kept}


@dataclass
class _Shelf:
    practice: Practice
    state: State | None

    @cached_property
    def on_record(self) -> OnRecord:
        """Notes that hold, what was written to them later, what was entered in error: no record that was made up."""
        waits = waiting_records(self.state, self.practice) if self.state else ()
        return OnRecord.of(borne_out_records(self.told, hashed_records(self.practice)[0], waits))

    @cached_property
    def told(self) -> Told:
        """What the history tells."""
        return read_history(self.practice, self.state)

    @cached_property
    def _known(self) -> KnownFiles:
        return KnownFiles(self.practice, all_records(self.practice)[0])

    def record_of(self, path: Path) -> Record | None:
        """The record of the note at `path`; None where there is none, or the file cannot be read."""
        return self._known.at(path)

    def note(self, record: Record) -> Note | None:
        """The answers in `record`, where this version can read them."""
        try:
            return note_in(record, self.practice.root / record.file)
        except Failure:
            return None

    def plan(self, record: Record, note: Note, library: Library) -> TreatmentPlan | None:
        """The plan of that day; a broken one is said by whatever works with it, and holds nothing against a note."""
        day = note.encounter.date if note.encounter else None
        try:
            return plan_on(self.practice, record.client, day, library) if day else None
        except Failure:
            return None

    def before(self, record: Record, library: Library) -> tuple[Note, ...]:
        """The client's notes of earlier days as corrected, newest first."""
        day = self.on_record.corrected(record).date
        return self._notes(each for each in self._alike(record, library) if each.date < day)

    def after(self, record: Record, library: Library) -> tuple[Note, ...]:
        """The client's notes of later days as corrected, newest first."""
        day = self.on_record.corrected(record).date
        return self._notes(each for each in self._alike(record, library) if each.date > day)

    def _alike(self, record: Record, library: Library) -> tuple[Record, ...]:
        own = (each for each in self.on_record.notes() if each.client == record.client)
        return as_corrected(own, self.on_record, library)

    def _notes(self, records: Iterable[Record]) -> tuple[Note, ...]:
        newest_first = sorted(records, key=lambda one: (one.date, one.id), reverse=True)
        return tuple(note for each in newest_first if (note := self.note(each)) is not None)
