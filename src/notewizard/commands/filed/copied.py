"""Signed notes as they are handed on: to the letter, with all that was written to them, and what proves it.

Nothing is handed on that `verify` says is not what was signed, unless somebody accepted it: then the copy says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from notewizard.commands.desk import Desk
from notewizard.commands.filed.at_paths import name_in, quoted
from notewizard.commands.filed.note_stands import Stands, told_of
from notewizard.documents.reading import MARKDOWN
from notewizard.errors import Failure, NotKept, Refused
from notewizard.exporters.copied import NoteCopy, Page
from notewizard.records.accepted import acceptances
from notewizard.records.durable import or_not_kept, read_whole
from notewizard.records.front_matter import split_note
from notewizard.records.history.entry import code_of, plain_lines
from notewizard.records.history.judging import BROKEN, Verdict
from notewizard.records.history.verifying import verify
from notewizard.records.later import LATER, NOTE, WRITINGS, OnRecord, signed_at
from notewizard.records.record import Record, all_records
from notewizard.rendering import when
from notewizard.rendering.wording import sentence
from notewizard.terminal.show import show, show_line

NOTHING = "Nothing was written."
_COPIES = ("duplicate", "conflict copy")
_UNCHANGED = {
    "intact": "Unchanged since it was finished, as the history of the practice says.",
    "moved": "Unchanged since it was finished, as the history of the practice says; its file was moved.",
    "line ends": "Its words are those that were finished; line ends or encoding of its file differ.",
    "not in history": "As its record says; the history of the practice does not know of it.",
}
"""How a file stands, by the class that `verify` gives it."""
_ACCEPTED = "It was changed outside of this program after it was finished."


@dataclass(frozen=True)
class OnFile:
    """What the practice has on file, verified once."""

    desk: Desk

    @cached_property
    def _verdicts(self) -> tuple[Verdict, ...]:
        return verify(self.desk.practice_here(), self.desk.state).verdicts

    @cached_property
    def _on_record(self) -> OnRecord:
        return OnRecord.of(all_records(self.desk.practice_here())[0])

    @cached_property
    def _records(self) -> Mapping[str, Record]:
        return {each.id: each for each in self._on_record.records}

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
            if (note := self._on_record.root(record)) not in found:
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

    def copy(self, note: Record, notice: str = "") -> NoteCopy:
        """The note with what was written to it; `NotKept` where a file was changed since it was verified.

        `notice`: what a copy for this client must carry, in sentences.
        """
        later = self._later(note)
        pages = [self._page(each) for each in (note, *later)]
        in_error, waits = self._on_record.in_error(note.id), self._waits_for(note)
        this = f"The note of {_day(note.date)}"
        on_each_page = [f"{this} was entered in error and no longer counts."] if in_error else []
        on_each_page += [f"{this} is not yet co-signed by {waits}."] if waits else []
        return NoteCopy(
            client=show_line(_client_in(note)),
            session=_day(note.date),
            note=pages[0],
            later=tuple(pages[1:]),
            about=tuple(show_line(each) for each in self._about(notice)),
            on_each_page=tuple(show_line(each) for each in on_each_page),
        )

    def path(self, record: Record) -> Path:
        """Where its file is now."""
        return self.desk.practice_here().root.joinpath(*self._file(record).file.split("/"))

    def _named(self, named: str) -> Record:
        practice, path = self.desk.practice_here(), self.desk.world.folder / named
        name = name_in(practice, path)
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
            raise self._untrusted(next((each for each in mine if each.level == BROKEN), first))
        return record

    def _no_note(self, named: str, record: Record, note: str) -> Refused:
        hint = f"Name the note: {quoted(self._records[note].file)}" if note in self._records else ""
        return Refused(f"This is no note but the {record.kind} of one: it goes with its note.", where=named, hint=hint)

    def _later(self, note: Record) -> tuple[Record, ...]:
        """Everything that is about the note, or about that again, in the order of the signatures."""
        others = (each for each in self._on_record.records if each.kind in LATER and each.client == note.client)
        return tuple(each for each in others if self._on_record.root(each) == note.id)

    def _not_to_be_trusted(self, note: Record) -> Iterator[Failure]:
        for record in (note, *self._later(note)):
            broken = [each for each in self._verdicts if each.note == record.id and each.level == BROKEN]
            yield from map(self._untrusted, broken)

    @staticmethod
    def _untrusted(verdict: Verdict) -> NotKept:
        word = quoted(verdict.file) if verdict.file else verdict.note
        return NotKept(
            f"{verdict.kind.capitalize()}: {verdict.said}",
            where=verdict.file or verdict.note,
            hint=f"What to do: notewizard verify {word}",
        )

    def _file(self, record: Record) -> Verdict:
        """How its file stands, of everything that is said of it."""
        return next(each for each in self._verdicts if each.note == record.id and each.kind not in _COPIES)

    def _page(self, record: Record) -> Page:
        path, verdict = self.path(record), self._file(record)
        with or_not_kept("The note cannot be read", path):
            data = read_whole(path)
        if sha256(data).hexdigest() != verdict.sha256:
            raise NotKept("This file was changed just now.", where=str(path), hint="Try again.", not_done=NOTHING)
        body = split_note("\n".join([*plain_lines(data), ""]).encode("utf-8"), str(path)).body.decode("utf-8")
        return Page(
            name=show_line(_name(record)),
            text=show(body.strip("\n")),
            markdown=path.suffix.lower() in MARKDOWN,
            said=tuple(show_line(each) for each in self._said(record, verdict)),
            proof=tuple((word, show_line(value)) for word, value in _proof(record, verdict, path.name)),
        )

    def _said(self, record: Record, verdict: Verdict) -> Iterator[str]:
        yield from Stands(record, self._on_record).marked()
        if waits := self._waits_for(record):
            yield f"Not yet co-signed by {waits}."
        if verdict.kind == "accepted":
            accepted = acceptances(self.desk.practice_here(), record.id)
            same = [each.reason for each in accepted if each.sha256 == verdict.sha256]
            yield f"{_ACCEPTED} {verdict.said}{f' {sentence(same[-1])}' if same else ''}"

    def _waits_for(self, record: Record) -> str:
        """The supervisor; what is signed elsewhere is co-signed there, and marks and co-signatures wait for nobody."""
        here = self.desk.practice_here().settings().signature != "elsewhere" and record.kind in (NOTE, *WRITINGS)
        return Stands(record, self._on_record).waits_for if here else ""

    def _about(self, notice: str) -> Iterator[str]:
        if notice:
            yield notice
        lost = {each.note or each.file for each in self._verdicts if self._says_nothing(each)}
        if lost:
            yield (
                f"Records of this practice are missing or cannot be read ({len(lost)}): whether something else was "
                "written to this note cannot be told."
            )

    def _says_nothing(self, verdict: Verdict) -> bool:
        """Whether something is there, or was, of which nobody can tell what it is about."""
        return verdict.level == BROKEN and bool(verdict.note) and verdict.note not in self._records


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


def _name(record: Record) -> str:
    if record.kind != NOTE:
        return told_of(record)
    return f"Progress note of {_day(record.date)}, by {record.author}"


def _day(said: str) -> str:
    try:
        return when.day(date.fromisoformat(said))
    except ValueError:
        return said


def _client_in(note: Record) -> str:
    """The client as the note prints them: by name where it gives one, and by id."""
    client = note.elements.get("client")
    name = client.get("name") if isinstance(client, Mapping) else None
    return f"{name} ({note.client})" if name else note.client


def _proof(record: Record, verdict: Verdict, file: str) -> Iterator[tuple[str, str]]:
    yield "File", file
    yield "Record", record.id
    yield "SHA-256", verdict.sha256
    if verdict.sha256 != record.sha256:
        yield "As finished", record.sha256
    if record.anchor:
        yield "History code", code_of(record.anchor)
    yield "State", _UNCHANGED.get(verdict.kind) or f"{_ACCEPTED} {verdict.said}"
