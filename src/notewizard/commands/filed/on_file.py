"""The notes that a person names, with all that was written to them, as far as the files can be trusted.

Nothing goes on from here that `verify` says is not what was signed, unless somebody accepted it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from notewizard.commands.desk import Desk
from notewizard.commands.filed.at_paths import meant, to_type
from notewizard.commands.filed.said_to_be_about import said_to_be_about
from notewizard.errors import Failure, NotKept, Refused
from notewizard.records.history.acceptances import OF_FILE
from notewizard.records.history.entry import FINISHES, Event
from notewizard.records.history.verdicts import BROKEN, Verdict
from notewizard.records.history.verifying import Verified, verify
from notewizard.records.later import LATER, NOTE, OnRecord, parent_id, signed_at
from notewizard.records.outbox import written_records
from notewizard.records.practice import Practice
from notewizard.records.record import Record

NOTHING = "Nothing was written."
_COPIES = ("duplicate", "conflict copy", "signed copy")
_RECORD = ("record untrusted", "record changed")
"""Of a later writing: its record is there, and what it says that it is about is not to be trusted."""
_NOTES = ("sign", "create")
"""The actions of the history that are no later writing."""


@dataclass(frozen=True)
class OnFile:
    """What the practice has on file, verified once, when it is first asked for."""

    desk: Desk

    @property
    def practice(self) -> Practice:
        """The practice folder."""
        return self.desk.practice_here()

    @cached_property
    def on_record(self) -> OnRecord:
        """What was written to what. What waits to get into the folder counts: a mark of an error marks at once."""
        return OnRecord.of(written_records(self.desk.state, self.practice))

    def notes(self, named: Sequence[str]) -> tuple[Record, ...]:
        """The notes that are named, by file or id, in the order of their sessions, each once.

        A later writing that is named goes with its note. Raises one refusal for everything that is wrong: what is no
        note, what cannot be trusted, and notes of more than one client.
        """
        found: dict[str, Record] = {}
        troubles: list[Failure] = []
        later: list[tuple[str, Record]] = []
        for each in named:
            try:
                record = self._named(each)
            except Failure as trouble:
                troubles.append(trouble)
                continue
            if record.kind == NOTE:
                found[record.id] = record
            else:
                later.append((each, record))
        for each, record in later:
            if (note := self.on_record.root(record)) not in found:
                troubles.append(self._no_note(each, record, note))
        for record in found.values():
            troubles += self._not_to_be_trusted(record)
        if len({each.client for each in found.values()}) > 1:
            lines = "\n".join(f"  {each.client}: {each.file}" for each in _by_session(found.values()))
            troubles.append(
                Refused(f"These notes are of more than one client:\n{lines}", hint="Export those of one at a time.")
            )
        if troubles:
            raise _together(troubles)
        return _by_session(found.values())

    def later(self, note: Record) -> tuple[Record, ...]:
        """Everything on file that is about the note, or about that again, in the order of the signatures."""
        return tuple(each for each in self.written(note) if each.sha256)

    def waits(self, note: Record) -> tuple[Record, ...]:
        """The same of what is signed on this computer and not in its folder yet."""
        return tuple(each for each in self.written(note) if not each.sha256)

    def written(self, note: Record) -> tuple[Record, ...]:
        """Both, in the order of the signatures."""
        others = (each for each in self.on_record.records if each.kind in LATER and each.client == note.client)
        return tuple(each for each in others if self.on_record.root(each) == note.id)

    def stands(self, record: Record) -> Verdict:
        """How its file stands: what `verify` says of the file, of all that it says."""
        for each in self._verdicts:
            if each.note == record.id and each.kind not in _COPIES:
                return each
        raise NotKept("A record came just now.", where=record.file, hint="Try again.", not_done=NOTHING)

    def path(self, record: Record) -> Path:
        """Where its file is now."""
        return self.practice.root.joinpath(*self.stands(record).file.split("/"))

    def is_witnessed(self, record: Record) -> bool:
        """Whether the history knows of its signature."""
        return record.id in self._signed

    def accepted(self, record: Record) -> tuple[Event, ...]:
        """What somebody accepted of its file as it is now, in order: each that is about these bytes."""
        verdict, accepted = self.stands(record), self._verified.told.accepted
        newest = accepted.files.get(record.id)
        if newest is None or bool(newest.sha256) != bool(verdict.sha256):
            return ()  # what was accepted as gone is back: it is told as what it is
        about = (each for each in accepted.newest.values() if (each.note, each.sha256) == (record.id, verdict.sha256))
        mine = [each for each in about if each.why in OF_FILE.values()]
        return tuple(sorted(mine, key=lambda each: each.utc))

    def said_of(self, accepted: Event) -> str:
        """An acceptance with its reason, as sentences."""
        return self._verified.told.accepted.sentence(accepted)

    def accepted_of_record(self, record: Record) -> tuple[str, ...]:
        """What somebody accepted of its record, as sentences."""
        file = self.stands(record)
        mine = (each for each in self._verdicts if each.note == record.id and each.kind == "accepted")
        return tuple(each.said for each in mine if each is not file)

    def lost(self) -> int:
        """How many signed files and records there are, or were, of which nobody can tell what they are about.

        That somebody accepted the loss tells it no more.
        """
        gone = {
            each.note
            for each in self._verdicts
            if each.note and each.note not in self._records and (each.level == BROKEN or each.note in self._later)
        }
        return len(gone | {note for note in self._untrusted if not self._about(note)})

    @cached_property
    def _verified(self) -> Verified:
        return verify(self.practice, self.desk.state)

    @property
    def _verdicts(self) -> tuple[Verdict, ...]:
        return self._verified.verdicts

    @cached_property
    def _signed(self) -> Mapping[str, Event]:
        """By id: how each note and later writing was signed, as the history says."""
        found: dict[str, Event] = {}
        for entry in self._verified.told.entries:
            if entry.event.action in FINISHES and entry.event.note:
                found.setdefault(entry.event.note, entry.event)
        return found

    @cached_property
    def _later(self) -> Mapping[str, Event]:
        return {note: event for note, event in self._signed.items() if event.action not in _NOTES}

    @cached_property
    def _untrusted(self) -> Mapping[str, str]:
        """By the id of a later writing whose record is not to be trusted: what its file says that it is about."""
        found: dict[str, str] = {}
        for each in self._verdicts:
            if each.kind in _RECORD and each.note in self._later and each.note in self._records:
                path = self.practice.root.joinpath(*each.file.split("/"))
                found[each.note] = said_to_be_about(path, self._later[each.note])
        return found

    def _about(self, writing: str) -> str:
        """The id of the note that a later writing is about in the end, read from the files where no record tells it.

        Empty where nobody can tell.
        """
        seen: set[str] = set()
        while writing not in seen:
            seen.add(writing)
            record = self._records.get(writing)
            if writing in self._untrusted:
                writing = self._untrusted[writing]
            elif record is None or record.kind not in LATER:
                return writing
            else:
                writing = parent_id(record)
        return ""

    @cached_property
    def _records(self) -> Mapping[str, Record]:
        return {each.id: each for each in self.on_record.records if each.sha256}

    def _named(self, named: str) -> Record:
        path = self.desk.world.folder / named
        files, ids = {each.file for each in self._verdicts}, {each.note for each in self._verdicts if each.note}
        name, note = meant(self.practice, self.desk.world.folder, named, files, ids)
        mine = [each for each in self._verdicts if (each.note == note if note else each.file == name)]
        if not mine and os.path.isdir(path):
            raise Refused("A folder is no note.", where=named, hint="Name its notes, all of one client.")
        if not mine:
            what = "This is no note of this practice." if os.path.exists(path) else "There is no such note."
            raise NotKept(what, where=named, hint="Only notes that notewizard wrote here are exported.")
        first = mine[0]
        if first.kind in _COPIES:
            raise NotKept(f"This is a second copy, and no note. {first.said}", where=named, hint="Name the note.")
        record = self._records.get(first.note)
        if record is None:
            raise self._untrustworthy(next((each for each in mine if each.level == BROKEN), first))
        return record

    def _no_note(self, named: str, record: Record, note: str) -> Refused:
        hint = f"Name the note: {self._to_type(self._records[note].file, note)}" if note in self._records else ""
        return Refused(f"This is no note but the {record.kind} of one: it goes with its note.", where=named, hint=hint)

    def _not_to_be_trusted(self, note: Record) -> Iterator[Failure]:
        theirs = {note.id, *(each.id for each in self.later(note))}
        # A record that was tampered with may say that it is about something else; what was signed still says it.
        theirs |= {each for each in self._untrusted if self._about(each) == note.id}
        broken = [
            each for each in self._verdicts if each.note in theirs and (each.level == BROKEN or self._is_made_up(each))
        ]
        yield from map(self._untrustworthy, broken)
        stands = self.stands(note)
        if not stands.sha256 and stands.level != BROKEN:
            gone = f"The file of this note is gone: there is nothing to hand on. {stands.said}"
            yield NotKept(gone, where=note.file, hint="Put it back from a backup, if there is one.")

    def _is_made_up(self, verdict: Verdict) -> bool:
        """Whether it is a later writing that the history does not know: each had an entry from the first day on."""
        record = self._records.get(verdict.note)
        begun = bool(self._verified.told.entries)
        return begun and verdict.kind == "not in history" and record is not None and record.kind != NOTE

    def _untrustworthy(self, verdict: Verdict) -> NotKept:
        word = self._to_type(verdict.file, verdict.note) if verdict.file else verdict.note
        return NotKept(
            f"{verdict.kind.capitalize()}: {verdict.said}",
            where=verdict.file or verdict.note,
            hint=f"What to do: notewizard verify {word}",
        )

    def _to_type(self, file: str, note: str) -> str:
        return to_type(self.practice, self.desk.world.folder, file, note)


def _together(troubles: Sequence[Failure]) -> Failure:
    """One refusal for all: that of the highest exit code, with every one in it."""
    first = max(troubles, key=lambda each: each.exit_code)
    if len(troubles) == 1:
        first.not_done = NOTHING
        return first
    lines = [f"{each.what}{f' ({each.where})' if each.where else ''} {each.hint}".rstrip() for each in troubles]
    return type(first)("\n".join(dict.fromkeys(lines)), not_done=NOTHING)


def _by_session(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda each: (each.date, signed_at(each), each.id)))
