"""The folder is the record, the history is the witness: where they disagree it is said, and neither is corrected."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from notewizard.records.accepted import acceptances
from notewizard.records.history.acceptances import OF_RECORD
from notewizard.records.history.beside import beside
from notewizard.records.history.entry import FINISHES, Event
from notewizard.records.history.folder import Folder, read_files, read_folder
from notewizard.records.history.judging import Judge
from notewizard.records.history.reading import Told, read_history
from notewizard.records.history.troubles import HistoryTrouble
from notewizard.records.history.verdicts import Verdict
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.records.ssh_signature import is_over_other_bytes, signature_path, signature_trouble
from notewizard.records.state import State

NO_RECORD = OF_RECORD["no record"]
NO_SIGNATURE = "config.toml named a key for detached signatures when it was signed, and it has none."
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
    besides, foreign = beside(judge, verdicts)
    lacking = _without_signature(practice, folder, {each.note: each.file for each in reversed(verdicts)})
    return Verified((*verdicts, *besides, *lacking), told.troubles, told, foreign)


def verify_files(
    practice: Practice, told: Told, records: Iterable[Record], also: Iterable[str] = ()
) -> Iterator[tuple[Verdict, ...]]:
    """What `verify` says of the file of each of these notes, where what was signed lies in none but the places known,
    of its record, and that clients.toml gives its folder to somebody else.

    Those are where it was signed, where it was accepted and the files that the caller knows `also`; no other note is
    read, so nothing is found that moved elsewhere.
    """
    records = tuple(records)
    accepted = (one.file for each in records for one in acceptances(practice, each.id))
    folder = read_files(practice, records, (*(each.file for each in records), *accepted, *also))
    signed, _ = signed_in(told)
    judge = Judge(folder, told.accepted, signed, told.hashes)
    for each in records:
        event = signed.get(each.id)
        file = judge.file(event) if event is not None else next(judge.unwitnessed(each))
        yield file, *(judge.record(event, file) if event is not None else ())


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


def _inside(practice: Practice, path: Path) -> str:
    return path.relative_to(practice.root).as_posix() if path.is_relative_to(practice.root) else path.name
