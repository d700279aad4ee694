"""The folder is the record, the history is the witness: where they disagree it is said, and neither is corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from notewizard.records.history.entry import FINISHES, Event
from notewizard.records.history.folder import Folder, read_folder
from notewizard.records.history.judging import Judge, Verdict
from notewizard.records.history.names import copied_from
from notewizard.records.history.reading import HistoryTrouble, Told, read_history
from notewizard.records.practice import Practice
from notewizard.records.ssh_signature import has_signature
from notewizard.records.state import State


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
    signed = _signed(told)
    acceptances = [entry.event for entry in told.entries if entry.event.action == "accept"]
    accepted = {event.note: event for event in acceptances}
    places = (accepted.get(note, event).place for note, event in signed.items())
    homes = frozenset(folder.by_place[place] for place in places if place in folder.by_place)
    judge = Judge(folder, told.hashes, accepted, homes, frozenset((each.note, each.why) for each in acceptances))
    verdicts = [each for event in signed.values() for each in judge.verdicts(event)]
    unknown = (record for note, (record, _) in folder.records.items() if note not in signed)
    verdicts += chain.from_iterable(judge.unwitnessed(record) for record in unknown)
    verdicts += chain.from_iterable(judge.parent(record) for record, _ in folder.records.values())
    for each in folder.broken_records:
        verdicts.append(Verdict("unreadable", _inside(practice, each.path), each.path.stem, f"{each.why}."))
    told_of = {each.file for each in verdicts}
    for file, why in folder.unreadable.items():
        if file not in told_of:
            verdicts.append(Verdict("unreadable", file or ".", said=f"It cannot be read: {why}."))
    beside, foreign = _beside(folder, verdicts)
    lacking = _without_signature(practice, folder, {each.note: each.file for each in reversed(verdicts)})
    return Verified((*verdicts, *beside, *lacking), told.troubles, told, foreign)


def _without_signature(practice: Practice, folder: Folder, now: Mapping[str, str]) -> list[Verdict]:
    """What was to have a detached signature and has none, `now` in these files; that it is as signed, others say."""
    said = "config.toml named a key for detached signatures when it was signed, and it has none."
    wanted = [record for record, _ in folder.records.values() if record.detached]
    lacking = [each for each in wanted if not has_signature(practice, each.id)]
    return [Verdict("no ssh signature", now.get(each.id, each.file), each.id, said) for each in lacking]


def _signed(told: Told) -> dict[str, Event]:
    """By note id, what was signed; the first time counts, because a note is signed once."""
    found: dict[str, Event] = {}
    for entry in told.entries:
        if entry.event.action in FINISHES and entry.event.note:
            found.setdefault(entry.event.note, entry.event)
    return found


def _beside(folder: Folder, verdicts: Iterable[Verdict]) -> tuple[list[Verdict], int]:
    """What else lies there: copies of our notes, notes of ours that nobody knows, and the rest, counted."""
    taken = {each.file for each in verdicts}
    known = {each.sha256: each for each in verdicts if each.sha256}
    ours = {record.file: note for note, (record, _) in folder.records.items()}
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
            kind = "conflict copy" if source in ours else "duplicate"
            found.append(Verdict(kind, file, same.note, f"It is the same as {same.file}, to the letter.", digest))
        elif source in ours:
            said = f"It is a second version of {source}, and differs from it."
            found.append(Verdict("conflict copy", file, ours[source], said, digest))
        elif note in folder.records:
            said = f"It says that it is the note in {folder.records[note][0].file}, and differs from it."
            found.append(Verdict("conflict copy", file, note, said, digest))
        elif note:
            said = "It is a note of this program, and neither a record nor the history knows of it."
            found.append(Verdict("no record", file, note, said, digest))
        else:
            foreign += 1
    return found, foreign


def _inside(practice: Practice, path: Path) -> str:
    return path.relative_to(practice.root).as_posix() if path.is_relative_to(practice.root) else path.name
