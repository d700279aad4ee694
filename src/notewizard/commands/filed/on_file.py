"""The notes that a person names, with all that was written to them, as far as the files can be trusted.

Nothing goes on from here that `verify` says is not what was signed, unless somebody accepted it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from notewizard.commands.desk import Desk
from notewizard.commands.filed.at_paths import name_in, quoted
from notewizard.errors import Failure, NotKept, Refused
from notewizard.records.history.judging import BROKEN, Verdict
from notewizard.records.history.verifying import verify
from notewizard.records.later import LATER, NOTE, OnRecord, signed_at
from notewizard.records.practice import Practice
from notewizard.records.record import Record, all_records

NOTHING = "Nothing was written."
_COPIES = ("duplicate", "conflict copy")


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
        """What was written to what."""
        return OnRecord.of(all_records(self.practice)[0])

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
        """Everything that is about the note, or about that again, in the order of the signatures."""
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

    def lost(self) -> int:
        """How many signed files and records there are, or were, of which nobody can tell what they are about."""
        lost = (each for each in self._verdicts if each.level == BROKEN and each.note)
        return len({each.note for each in lost if each.note not in self._records})

    @cached_property
    def _verdicts(self) -> tuple[Verdict, ...]:
        return verify(self.practice, self.desk.state).verdicts

    @cached_property
    def _records(self) -> Mapping[str, Record]:
        return {each.id: each for each in self.on_record.records}

    def _named(self, named: str) -> Record:
        path = self.desk.world.folder / named
        name = name_in(self.practice, path)
        mine = [each for each in self._verdicts if named in (each.note, each.file) or each.file == name]
        if not mine and path.is_dir():
            raise Refused("A folder is no note.", where=named, hint="Name its notes, all of one client.")
        if not mine:
            what = "This is no note of this practice." if path.exists() else "There is no such note."
            raise NotKept(what, where=named, hint="Only notes that notewizard wrote here are exported.")
        first = mine[0]
        if first.kind in _COPIES:
            raise NotKept(f"This is a second copy, and no note. {first.said}", where=named, hint="Name the note.")
        record = self._records.get(first.note)
        if record is None:
            raise _untrusted(next((each for each in mine if each.level == BROKEN), first))
        return record

    def _no_note(self, named: str, record: Record, note: str) -> Refused:
        hint = f"Name the note: {quoted(self._records[note].file)}" if note in self._records else ""
        return Refused(f"This is no note but the {record.kind} of one: it goes with its note.", where=named, hint=hint)

    def _not_to_be_trusted(self, note: Record) -> Iterator[Failure]:
        for record in (note, *self.later(note)):
            broken = [each for each in self._verdicts if each.note == record.id and each.level == BROKEN]
            yield from map(_untrusted, broken)


def _untrusted(verdict: Verdict) -> NotKept:
    word = quoted(verdict.file) if verdict.file else verdict.note
    return NotKept(
        f"{verdict.kind.capitalize()}: {verdict.said}",
        where=verdict.file or verdict.note,
        hint=f"What to do: notewizard verify {word}",
    )


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
