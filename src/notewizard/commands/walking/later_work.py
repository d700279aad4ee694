"""A later writing from its answers: what is asked, what is seen in it, the page, and the record beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from notewizard import __version__
from notewizard.checks.around import Around
from notewizard.checks.finding import Finding
from notewizard.checks.other_members import other_members
from notewizard.commands.desk import Desk
from notewizard.commands.filed.parent import NOTHING, WAITS, Written, refuse_changed
from notewizard.commands.looking.names import names_in
from notewizard.commands.looking.second_look import SecondLook
from notewizard.commands.looking.sources import practice_sources
from notewizard.commands.walking.keeping import as_file
from notewizard.commands.walking.what_holds import WhatHolds, what_holds
from notewizard.definitions.completeness import Asked, answer_at
from notewizard.definitions.later import ELEMENT, with_later_questions
from notewizard.definitions.library import Library
from notewizard.definitions.questions import Question
from notewizard.errors import Refused
from notewizard.interview.chart import Chart
from notewizard.interview.corrected import HOLDS, NOTE, is_fact
from notewizard.interview.state import Interview, sequence
from notewizard.note.later import Kind, LaterWriting, passage_in
from notewizard.note.note import Note
from notewizard.note.people import Author, printed_name
from notewizard.note.text import clean
from notewizard.records.corrected import KEY as CORRECTS
from notewizard.records.draft import Draft
from notewizard.records.fingerprints import Fingerprints
from notewizard.records.finish import Kept, SignedNote
from notewizard.records.front_matter import FrontMatter, with_front_matter
from notewizard.records.history.entry import code_of
from notewizard.records.ids import new_id
from notewizard.records.later import CORRECTION, IN_ERROR, signed_at
from notewizard.records.outbox import bring, waiting_for
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.rendering.later_writing import TITLES, later_page

NOT_ITS_OWN = ("kind", "today", "note_day", "known_from", "note_text", NOTE, HOLDS, "reason")
"""Of its answers: what it is held against, and what its record says elsewhere."""
OF_ANY_TEXT = ("charged", "unfinished")
"""The kinds of rule that hold for what tells of no session as well."""
LONGEST_NAME = 200
"""Bytes of a file's name before " (2)" and its extension: what is longer is shortened at the parent's end."""


@dataclass(frozen=True)
class LaterWork:
    """One later writing: its kind, the note it is about, and who signs it."""

    desk: Desk
    practice: Practice
    written: Written
    kind: Kind
    author: Author

    @property
    def zone(self) -> str:
        """The practice's time zone, else the machine's; empty where neither says one."""
        return self.practice.settings().time_zone or self.desk.world.time_zone()

    def here(self, moment: datetime) -> datetime:
        """A moment in the practice's time zone."""
        return moment.astimezone(ZoneInfo(self.zone)) if self.zone else moment

    def fresh(self) -> Interview:
        """The interview before its first question: the kind, today, and the note that the answers are held against."""
        library = self._library()
        today = self.here(self.desk.world.now()).date()
        chart = Chart(today=today, date_order=self.practice.settings().date_order, task=self.kind)
        written = self.written.moment_written
        note_day = written.date() if written else self.written.parent.session
        # Nobody says in which zone a day was counted: one that is before the note in both is.
        known_from = min(note_day, self.here(written).date()) if written else note_day
        held_against = {
            "kind": self.kind,
            "today": today.isoformat(),
            "note_day": note_day.isoformat(),
            "known_from": known_from.isoformat(),
            "note_text": self.written.text,
            NOTE: self.holds.answers if self.holds is not None else {},
        }
        return Interview(library, library.no_format(), chart, {ELEMENT: held_against})

    def _library(self, further: tuple[Question, ...] = ()) -> Library:
        return with_later_questions(self.desk.library, self.practice.dot, TITLES[self.kind], further)

    @cached_property
    def holds(self) -> WhatHolds | None:
        """For a correction: what it may change of the answers of the note it is about; None where none are kept."""
        return what_holds(self.desk.library, self.practice, self.written) if self.kind == CORRECTION else None

    def asking(self, state: Interview) -> Interview:
        """`state` with the question what holds now, for each answer of the note that the correction may be about."""
        questions = self.holds.questions(state) if self.holds is not None else ()
        return replace(state, library=self._library(questions))

    def words(self, state: Interview) -> LaterWriting:
        """The answers as one; `Refused` where they do not keep the rule of their kind (any more)."""
        try:
            words = LaterWriting.model_validate(state.answers[ELEMENT])
            if words.wrong is None:
                return words
            # As the note has them, letter by letter: they are quoted.
            return words.model_copy(update={"wrong": passage_in(words.wrong, words.note_text) or words.wrong})
        except ValidationError as error:
            said = str(error.errors(include_input=False, include_url=False)[0].get("ctx", {}).get("error", ""))
            what, _, allowed = said.partition("|")
            raise Refused(f"This {what or 'cannot stand'}.", hint=allowed, not_done=NOTHING) from None

    @cached_property
    def look(self) -> SecondLook:
        """The checks of wording and of what stands elsewhere; a correction is not held against what it corrects."""
        sources = practice_sources(
            self.practice,
            self.written.client.id,
            fingerprints=Fingerprints(self.desk.state, self.practice.root),
            waits=waiting_for(self.desk.state, self.practice),
        )
        if self.kind == CORRECTION:
            sources = sources.without(str(self.written.path))
        rules, _ = self.desk.rules
        return SecondLook(self.desk.library, rules, sources, names=names_in(self.practice, self.written.client.id))

    def findings_in(self, asked: Asked, text: str) -> tuple[Finding, ...]:
        """What is seen in one answer: nothing in the note's own words, and nothing in what no chart will hold."""
        if asked.path[-1] in ("wrong", "comments") or is_fact(asked):
            return ()
        found = self.look.answer(asked, text, Note())
        if self.kind == IN_ERROR:  # it tells of the chart, and of no session: "the wrong client's" confesses nothing
            found = tuple(each for each in found if each.category in OF_ANY_TEXT)
        elif asked.path[-1] == "reason":  # it tells of the writing, whose oversight may be why
            found = tuple(each for each in found if each.category not in ("process_note", "legal_risk"))
        return (*found, *self._others_in(asked, text))

    def _others_in(self, asked: Asked, text: str) -> list[Finding]:
        """Another client's name or id, as it is looked for in a note of that session."""
        if not clean(text).strip():
            return []
        note = Note.model_validate(
            {
                "encounter": {"participants": "group" if self.written.in_group else "individual"},
                "author": {"name": self.author.name},
                "presenting": {"concerns": text},
            }
        )
        names = self.look.names
        around = Around(own_names=(*names.own, self.written.parent.author), other_names=names.others)
        found = [replace(each, where=asked.key) for each in other_members(note, around)]
        if self.kind == IN_ERROR:  # the very chart in which that client must not be named
            return [replace(each, level="must-resolve", suggestion="Say “another client”.") for each in found]
        return found

    def findings(self, state: Interview) -> tuple[Finding, ...]:
        """What is seen in all of it."""
        texts = ((asked, answer_at(state.answers, asked.path)) for asked in sequence(state))
        return tuple(
            finding for asked, text in texts if isinstance(text, str) for finding in self.findings_in(asked, text)
        )

    def signed(self, state: Interview, kept: Sequence[Mapping[str, str]] = ()) -> SignedNote:
        """The page and its record, signed now; `Refused` where the clock stands before the note's own signature."""
        words, now = self.words(state), self.desk.world.now()
        self._not_back_dated(now)
        parent, client = self.written.parent, self.written.client
        elements = {"client": {"id": client.id}, "author": _said(self.author), **_answered(words)}
        changed = self.holds.changed(state) if self.holds is not None else []
        if self.holds is not None:
            elements[CORRECTS] = changed
        self._not_twice(elements)
        elsewhere = self.practice.settings().signature == "elsewhere"
        heads = self.desk.history.heads()
        code = code_of(heads) if heads and not elsewhere else ""
        holds = tuple(str(each["said"]) for each in changed)
        page = later_page(words, parent, self.author, self.here(now), elsewhere, code, holds)
        record = Record(
            id=new_id(),
            kind=self.kind,
            client=client.id,
            date=parent.session.isoformat(),
            author=printed_name(self.author),
            file="",
            sha256="",
            body_sha256="",
            format={},
            template={},
            program=__version__,
            clock=_clock(now, self.zone),
            elements=elements,
            rules={f"{id_} {version}": sha for id_, version, sha in self.desk.rules[0].packs},
            kept=tuple(kept),
            parent={"id": parent.id, "sha256": parent.sha256, "file": parent.file},
            reason=words.reason or "",
            anchor=tuple(heads),
            detached=bool(self.practice.settings().ssh_key),
        )
        path = self.written.path.with_name(self._name())
        body = as_file(page, path)
        front = FrontMatter(record.id, client.id, record.date, record.author, self.kind, "1")
        data = with_front_matter(body, front if self.practice.settings().front_matter else None)
        return SignedNote(record, path.relative_to(self.practice.root).as_posix(), data.decode("utf-8"))

    def _name(self) -> str:
        room = LONGEST_NAME - len(self.kind)
        stem = self.written.path.stem.encode("utf-8")[:room].decode("utf-8", "ignore").rstrip(" .")
        return f"{stem} {self.kind}{self.practice.settings().extension}"

    def _not_twice(self, elements: Mapping[str, Any]) -> None:
        """The same command again would make a second one of the same words."""
        parent = self.written.parent
        for each in self.written.on_record.records:
            about = each.parent.get("id") == parent.id and each.parent.get("sha256") == parent.sha256
            if about and each.kind == self.kind and each.elements == elements and self.written.on_record.holds(each):
                raise Refused(
                    f"The same {self.kind} {'stands there' if each.sha256 else 'is signed'} already.",
                    where=str(self.practice.root / each.file) if each.sha256 else "",
                    hint="" if each.sha256 else WAITS,
                    not_done=NOTHING,
                )

    def _not_back_dated(self, now: datetime) -> None:
        before = signed_at(self.written.record) if self.written.record else ""
        if before and now.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") < before:
            raise Refused(
                "The clock of this computer stands before the signature of the note: nothing later is dated earlier.",
                hint="Set the clock, and do it again.",
                not_done=NOTHING,
            )

    def keep(self, draft: Draft, signed: SignedNote) -> Kept:
        """The writing beside its note, under the next free name; every file that is there stays as it is.

        `NotKept` where the note was changed while this was written: the draft stays.
        """
        refuse_changed(self.written)
        taken = [each.file for each in self.written.on_record.records]
        free = self.practice.free_file(self.practice.root / signed.file, taken)
        signed = SignedNote(signed.record, free.relative_to(self.practice.root).as_posix(), signed.text)
        return bring(self.desk.state, draft, self.practice, signed, taken)


def _answered(words: LaterWriting) -> dict[str, Any]:
    given = words.model_dump(mode="json", exclude_none=True)
    return {key: given[key] for key in given if key not in NOT_ITS_OWN}


def _said(author: Author) -> dict[str, Any]:
    return author.model_dump(mode="json", exclude_none=True)


def _clock(now: datetime, zone: str) -> dict[str, Any]:
    offset = now.strftime("%z")
    utc = now.astimezone(UTC).isoformat(timespec="seconds")
    return {"utc": utc, "offset": f"{offset[:3]}:{offset[3:]}", "zone": zone}


def warnings_of(findings: Iterable[Finding]) -> list[Finding]:
    """What may stand."""
    return [each for each in findings if each.level == "warning"]
