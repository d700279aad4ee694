"""The notes that are there already: this client's, the other clients', and those nobody can tell whose they are.

Only names, records and the first lines of files are read here; the texts are read by `documents`.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath

from notewizard.errors import Failure, NotKept
from notewizard.records.clients import Client
from notewizard.records.durable import plain_reason, read_whole
from notewizard.records.file_kinds import NOTE_EXTENSIONS, foreign_because
from notewizard.records.folders import client_folder_of, is_office
from notewizard.records.front_matter import MOST_BYTES
from notewizard.records.history.in_chart import head_of
from notewizard.records.ids import composed
from notewizard.records.known_files import TEXTS, KnownFiles
from notewizard.records.later import IN_ERROR, LATER, NOTE, OnRecord, parent_id
from notewizard.records.naming import Naming, Said
from notewizard.records.practice import Practice, note_files
from notewizard.records.record import Record, Unreadable, all_records


@dataclass(frozen=True)
class EarlierNote:
    """One finished note in the folder."""

    path: Path
    client: str
    """The client's id; empty when nothing says whose note it is."""
    date: date | None
    """Of the session, as corrected; None when nothing says it."""
    id: str = ""
    """The note's own id, for notes of ours."""
    kind: str = ""
    """`progress note`, `addendum`, …, for notes of ours."""
    format: str = ""
    in_error: bool = False
    """It, or the note that it was written to, was marked as entered in error, and no longer counts."""

    @property
    def is_note(self) -> bool:
        """Whether it is a note of a session that holds: no later writing, and not entered in error."""
        return self.kind in ("", NOTE) and not self.in_error


@dataclass(frozen=True)
class EarlierNotes:
    """Everything in the folder, sorted out."""

    own: tuple[EarlierNote, ...]
    """The client's, the newest session first; undated ones last."""
    others: tuple[EarlierNote, ...]
    """Other clients' (R9: for comparison only, never to be shown)."""
    unclear: tuple[EarlierNote, ...]
    """Files that may be notes and of which nobody can tell whose; reported, never taken for `own`."""
    unreadable: tuple[Unreadable, ...]
    """Files that should say something and cannot be read."""


def earlier_notes(practice: Practice, client_id: str, believed: tuple[Record, ...] | None = None) -> EarlierNotes:
    """The notes in the practice folder, seen from one client. A file is the client's only when exactly one fits.

    `believed`: the records to go by, where the caller has read them; which of them are broken the caller knows then.
    """
    records, unreadable = all_records(practice) if believed is None else (believed, ())
    on_record = OnRecord.of(records)
    # A note of another tool has no record: a mark on one names its bytes, and what its file was called.
    marked = {str(each.parent.get("file")) for each in records if each.kind == IN_ERROR and not parent_id(each)}
    clients, naming = practice.clients.all(), practice.settings().naming
    notes: list[EarlierNote] = []
    troubles = list(unreadable)

    def closed(trouble: NotKept) -> None:
        troubles.append(Unreadable(Path(trouble.where), trouble.what.rstrip(".")))

    files = note_files(practice.root, closed=closed)
    there = frozenset(files)
    known = KnownFiles(practice, records)
    for path in files:
        inside = path.relative_to(practice.root)
        foreign = foreign_because(path) and not _is_note_as_pdf(path, inside, naming, there)
        if foreign or is_office(inside):
            continue
        try:
            record = _record_of(path, inside.as_posix(), known)
            record = on_record.corrected(record) if record is not None and record.kind == NOTE else record
            note = _note(path, inside, record, clients, naming)
            in_error = _in_error(path, note, record, on_record, marked)
            notes.append(replace(note, in_error=in_error))
        except (OSError, NotKept) as error:
            why = plain_reason(error) if isinstance(error, OSError) else error.what.rstrip(".")
            troubles.append(Unreadable(path, why[:1].upper() + why[1:]))
    notes.sort(key=lambda note: (note.date or date.min, note.path.as_posix()), reverse=True)
    return EarlierNotes(
        own=tuple(note for note in notes if note.client == client_id),
        others=tuple(note for note in notes if note.client not in {"", client_id}),
        unclear=tuple(note for note in notes if not note.client),
        unreadable=tuple(troubles),
    )


def _record_of(path: Path, file: str, known: KnownFiles) -> Record | None:
    """The record of the file at `path`. Of one that names its note in its head only that is read.

    `NotKept` for a head that says otherwise than its record whose note it is: nobody can tell then.
    """
    if path.suffix.lower() not in TEXTS:
        return known.in_place(file)
    data = read_whole(path, MOST_BYTES)
    try:
        front = head_of(data, str(path))
    except NotKept:
        return known.whose(data, file)
    found = known.whose(data if front is not None else read_whole(path), file)
    if front is not None and found is None and known.signed(front.id) is not None:
        raise NotKept("The head of this note does not fit its record.", where=str(path))
    return found


def _is_note_as_pdf(path: Path, inside: PurePath, naming: Naming, there: frozenset[Path]) -> bool:
    """A PDF is what others sent, unless it is named as this practice's notes are and is not one of them printed."""
    if path.suffix.lower() != ".pdf" or naming.read_path(inside) is None:
        return False
    return not any(path.with_suffix(ending) in there for ending in NOTE_EXTENSIONS)


def note_at(practice: Practice, path: Path, record: Record | None) -> EarlierNote:
    """One file of the practice folder as a note: whose it is, and of which day, as far as anything says it."""
    inside = path.relative_to(practice.root)
    return _note(path, inside, record, practice.clients.all(), practice.settings().naming)


def client_of(practice: Practice, path: Path) -> str:
    """The id of the client whose note a file of another tool is; empty where nobody can tell."""
    try:
        return note_at(practice, path, None).client
    except (OSError, Failure):
        return ""


def _in_error(
    path: Path, note: EarlierNote, record: Record | None, on_record: OnRecord, marked: Container[str]
) -> bool:
    if record is not None:
        return not on_record.holds(record)
    return on_record.in_error(note.id) if note.id else path.name in marked and _bytes_marked(path, note, on_record)


def _bytes_marked(path: Path, note: EarlierNote, on_record: OnRecord) -> bool:
    written = on_record.about_file(sha256(read_whole(path)).hexdigest(), note.client)
    return any(each.kind == IN_ERROR for each in written)


def _note(
    path: Path, inside: PurePath, record: Record | None, clients: tuple[Client, ...], naming: Naming
) -> EarlierNote:
    if record is not None:
        return EarlierNote(
            path, record.client, day_of(record.date), record.id, record.kind, str(record.format.get("id", ""))
        )
    front = head_of(read_whole(path, MOST_BYTES)) if path.suffix.lower() in TEXTS else None
    if front is not None:
        kind = front.format if front.format in LATER else ""
        return EarlierNote(path, front.client, day_of(front.date), front.id, kind, "" if kind else front.format)
    said = naming.read_path(inside) or Said(None)
    owner = _owner(inside, said.client, clients, naming)
    return EarlierNote(path, owner.id if owner else "", said.date, "", "", said.format)


def _owner(inside: PurePath, called: str, clients: tuple[Client, ...], naming: Naming) -> Client | None:
    """The one client that folder and name agree on; None when several fit, or when they disagree."""
    home = composed(client_folder_of(inside).as_posix())
    fitting = [one for one in clients if composed(one.folder) == ("" if home == "." else home)]
    if home == "." or len(fitting) != 1:
        fitting = [one for one in fitting if called and naming.means(called, one)]
    elif called and not naming.means(called, fitting[0]):
        # A file that names another client lies in this folder: nobody guesses whose it is.
        fitting = [] if any(naming.means(called, one) for one in clients) else fitting
    return fitting[0] if len(fitting) == 1 else None


def day_of(text: str) -> date | None:
    """The day that a record or a head names; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
