"""The folder is the record, the history is the witness: where they disagree it is said, and neither is corrected."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from notewizard.records.accepted import acceptances
from notewizard.records.history.acceptances import OF_RECORD, UNPROVED
from notewizard.records.history.entry import FINISHES, Event
from notewizard.records.history.folder import Folder, read_files, read_folder
from notewizard.records.history.judging import Judge
from notewizard.records.history.names import copied_from
from notewizard.records.history.reading import Told, read_history
from notewizard.records.history.troubles import HistoryTrouble
from notewizard.records.history.verdicts import Verdict, belongs_in, copy_in_anothers
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.records.ssh_signature import is_over_other_bytes, signature_path, signature_trouble
from notewizard.records.state import State

NO_RECORD = OF_RECORD["no record"]
NO_SIGNATURE = "config.toml named a key for detached signatures when it was signed, and it has none."
AS_SIGNED = "It is what was signed, to the letter; the note's own file is not."
AS_RECORDED = (
    "It is what its record says was kept, to the letter; the note's own file is not. The history knows of neither."
)
TWICE = (
    "The history says more than once that it was signed, and not the same each time: one of these entries was made up,"
    " or written by a copy of a computer."
)


@dataclass(frozen=True)
class Verified:
    """The whole practice, verified."""

    verdicts: tuple[Verdict, ...]
    """One at least for each note that the history or a record knows, then what lies beside them."""
    troubles: tuple[HistoryTrouble, ...]
    told: Told
    foreign: int = 0
    """Files of other programs and people: none of our business, and only counted."""


def verify(practice: Practice, state: State | None = None) -> Verified:
    """Every note held against history, record and code; nothing is changed.

    With the state folder, this machine's own copy of the history is a witness as well.
    """
    told = read_history(practice, state)
    folder = read_folder(practice)
    signed, twice = signed_in(told)
    judge = Judge(folder, told.accepted, signed, told.hashes)
    verdicts = [each for event in signed.values() for each in judge.verdicts(event)]
    verdicts += [Verdict("signed twice", each.file, each.note, TWICE) for each in _first(verdicts, twice)]
    unknown = (record for note, (record, _) in folder.records.items() if note not in signed)
    verdicts += chain.from_iterable(judge.unwitnessed(record) for record in unknown)
    verdicts += chain.from_iterable(judge.parent(record) for record, _ in folder.records.values())
    for each in folder.broken_records:
        if (digest := folder.broken.get(each.path.stem)) and told.accepted.said(each.path.stem, NO_RECORD, digest):
            continue
        verdicts.append(Verdict("unreadable", _inside(practice, each.path), each.path.stem, f"{each.why}."))
    told_of = {each.file for each in verdicts}
    for file, why in folder.unreadable.items():
        if file not in told_of:
            verdicts.append(Verdict("unreadable", file or ".", said=f"It cannot be read: {why}."))
    beside, foreign = _beside(judge, verdicts, signed)
    lacking = _without_signature(practice, folder, {each.note: each.file for each in reversed(verdicts)})
    return Verified((*verdicts, *beside, *lacking), told.troubles, told, foreign)


def verify_files(practice: Practice, told: Told, records: Iterable[Record]) -> Iterator[tuple[Verdict, ...]]:
    """What `verify` says of the file of each of these notes, where what was signed lies in none but the places known,
    and that clients.toml gives its folder to somebody else.

    Those are where it was signed and where it was accepted; no other note is read, so nothing is found that moved.
    """
    records = tuple(records)
    accepted = (one.file for each in records for one in acceptances(practice, each.id))
    folder = read_files(practice, records, (*(each.file for each in records), *accepted))
    signed, _ = signed_in(told)
    judge = Judge(folder, told.accepted, signed, told.hashes)
    for each in records:
        event = signed.get(each.id)
        file = judge.file(event) if event is not None else next(judge.unwitnessed(each))
        yield file, *(judge.handed_over(file, each.client) if event is not None else ())


def not_its_signature(practice: Practice, records: Iterable[Record], files: Mapping[str, str]) -> Iterator[Verdict]:
    """Those of these notes, by id in `files`, whose detached signature was made over something else.

    `ssh-keygen` is asked about each, where it is there: for what somebody names, and not for all that `verify` sees.
    """
    for each in records:
        if each.id in files and is_over_other_bytes(practice, each.id, each.sha256):
            path = _inside(practice, signature_path(practice, each.id))
            said = f"Its detached signature stands in {path} and was made over something else."
            yield Verdict("bad ssh signature", files[each.id], each.id, said)


def _without_signature(practice: Practice, folder: Folder, now: Mapping[str, str]) -> list[Verdict]:
    """What was to have a detached signature and has none, or something else there, by the files it is in `now`.

    That it is as it was signed others say.
    """
    found = []
    for record, _ in folder.records.values():
        trouble = signature_trouble(practice, record.id) if record.detached else ""
        if trouble == "":
            continue
        kind, said = "no ssh signature", NO_SIGNATURE
        if trouble is not None:
            path = _inside(practice, signature_path(practice, record.id))
            kind, said = "bad ssh signature", f"Its detached signature should stand in {path}. {trouble}"
        found.append(Verdict(kind, now.get(record.id, record.file), record.id, said))
    return found


def signed_in(told: Told) -> tuple[dict[str, Event], set[str]]:
    """By note id, what was signed, the first time; and the notes of which a later entry says something else.

    A note is signed once. The same entry from a second computer, to which the private folder was copied, is no other.
    """
    found: dict[str, Event] = {}
    twice = set()
    for entry in told.entries:
        event = entry.event
        if event.action in FINISHES and event.note:
            first = found.setdefault(event.note, event)
            if _signature(first) != _signature(event):
                twice.add(event.note)
    return found, twice


def _signature(event: Event) -> tuple[str, ...]:
    return event.actor, event.utc, event.sha256, event.record


def _first(verdicts: Iterable[Verdict], notes: Container[str]) -> list[Verdict]:
    """The first of what is said of each of these notes."""
    found: dict[str, Verdict] = {}
    for each in verdicts:
        if each.note in notes:
            found.setdefault(each.note, each)
    return list(found.values())


def _beside(judge: Judge, verdicts: Sequence[Verdict], signed: Mapping[str, Event]) -> tuple[list[Verdict], int]:
    """What else lies there: copies of our notes, notes of ours that nobody knows, and the rest, counted.

    A copy with the bytes that were `signed`, of a note whose file has others, is the only signed one there is. Which
    bytes those are says the history; a record, only where the history does not know the note.
    """
    folder, accepted = judge.folder, judge.accepted
    taken = {each.file for each in verdicts}
    known = {each.sha256: each for each in verdicts if each.sha256}
    ours = {record.file: note for note, (record, _) in folder.records.items()}
    told = {*signed, *(each.note for each in verdicts if each.kind == "record untrusted")}
    originals = {record.sha256: note for note, (record, _) in folder.records.items() if note not in told}
    originals |= {event.sha256: note for note, event in signed.items()}
    found, foreign = [], 0
    for file, digest in sorted(folder.digests.items()):
        if file in taken:
            continue
        parent, _, name = file.rpartition("/")
        origin = copied_from(name)
        source = f"{parent}/{origin}" if parent and origin else origin
        note = folder.ids.get(file, "")
        if digest in known:
            same = known[digest]
            said = f"It is the same as {same.file}, to the letter."
            if chart := judge.chart(same.note, file):
                found.append(copy_in_anothers(file, chart, said, digest))
                continue
            kind = "conflict copy" if source in ours else "duplicate"
            found.append(Verdict(kind, file, same.note, said, digest))
        elif mine := originals.get(digest, ""):
            said = AS_SIGNED if mine in signed else AS_RECORDED
            chart = judge.chart(mine, file)
            kind = "wrong chart" if chart else "signed copy"
            said = f"{said} {belongs_in(chart)}" if chart else said
            found.append(Verdict(kind, file, mine, said, digest, chart=chart))
        elif source in ours:
            said = f"It is a second version of {source}, and differs from it."
            found.append(Verdict("conflict copy", file, ours[source], said, digest))
        elif note in folder.records:
            said = f"It says that it is the note in {folder.records[note][0].file}, and differs from it."
            chart = judge.chart(note, file)
            copy = Verdict("conflict copy", file, note, said, digest)
            found.append(copy_in_anothers(file, chart, said, digest) if chart else copy)
        elif note:
            said = "It says that it is a note of this program, and neither a record nor the history knows of it."
            by = accepted.said(note, UNPROVED["not known"], digest)
            found.append(Verdict("unproved" if by else "not known", file, note, f"{said} {by}".strip(), digest))
        else:
            foreign += 1
    return found, foreign


def _inside(practice: Practice, path: Path) -> str:
    return path.relative_to(practice.root).as_posix() if path.is_relative_to(practice.root) else path.name
