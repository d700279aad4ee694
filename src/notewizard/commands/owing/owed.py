"""The notes that are still owed: appointments of the calendar, open drafts, and sessions that were agreed on before.

An appointment is written when a finished note of that client has its day, that of a group when every member who was
there has one. Nothing is guessed: what names no client, or several, is listed as such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from notewizard.commands.desk import Desk
from notewizard.commands.owing.believed import Believed
from notewizard.commands.owing.draft_lines import given_in, practice_of
from notewizard.commands.owing.group_appointments import GroupHeld, groups_held, groups_of
from notewizard.commands.owing.whose_appointment import named_in
from notewizard.documents.calendar import Appointment, Calendar, read_calendar
from notewizard.errors import Problem
from notewizard.note.derived import safe_span
from notewizard.note.note import Note
from notewizard.note.profile import Profile
from notewizard.note.span import local
from notewizard.records.drafts import DraftSummary
from notewizard.records.earlier import earlier_notes
from notewizard.records.later import LATER, OnRecord
from notewizard.records.practice import Practice
from notewizard.records.record import Record

PLAN = "treatment plan"
"""What the draft of a treatment plan has where a note's has its format."""
LOOKED_BACK = 30
"""Days before today whose appointments are looked at, unless another number is asked for."""
AHEAD = timedelta(days=60)
"""So far ahead an appointment shows that the calendar knows a client."""
Source = Literal["calendar", "draft", "agreed"]


@dataclass(frozen=True)
class Owed:
    """One note that is owed."""

    client: str
    source: Source
    """Where it is known from; "agreed": the next session that the client's last note names."""
    begins: datetime | None = None
    ends: datetime | None = None
    """When the session ended, or was to end; None while a draft does not say."""
    target: datetime | None = None
    limit: datetime | None = None
    """From then on it is a late note."""
    draft: str = ""
    line: int = 0
    """Of the calendar."""

    @property
    def day(self) -> date | None:
        """The day of the session, where it is known."""
        return self.begins.date() if self.begins else None

    @property
    def urgency(self) -> tuple[bool, float, str]:
        """What to sort by."""
        return self.limit is None, self.limit.timestamp() if self.limit else 0.0, self.client

    def is_within(self, since: datetime, until: datetime) -> bool:
        """Whether it began between the two."""
        return self.begins is not None and since <= self.begins <= until

    def hours_left(self, now: datetime) -> float | None:
        """Hours until the limit; below zero when it has passed, None while it is not known."""
        return None if self.limit is None else (self.limit.timestamp() - now.timestamp()) / 3600


@dataclass(frozen=True)
class Written:
    """An appointment whose note is there."""

    client: str
    """Empty where it is a group's."""
    appointment: Appointment
    group: GroupHeld | None = None


@dataclass(frozen=True)
class Unclear:
    """An appointment that names no client of the practice, or several."""

    appointment: Appointment
    could_be: tuple[str, ...] = ()
    group: GroupHeld | None = None
    """The group session that it is, of which notes are missing."""


@dataclass(frozen=True)
class Due:
    """Everything that was found."""

    owed: tuple[Owed, ...]
    """The most urgent first; those whose time is not known come last."""
    written: tuple[Written, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    whole_days: int = 0
    broken: tuple[Problem, ...] = ()
    """Events of the calendar that cannot be read."""
    unreadable: tuple[str, ...] = ()
    """Notes and records that cannot be read: whether they are one of these notes nobody knows."""


def calendar_of(practice: Practice, home: Path) -> Path | None:
    """The calendar that config.toml names; None where it names none."""
    named = practice.settings().calendar
    if not named:
        return None
    return home / named[2:] if named.startswith("~/") else practice.root / named


def what_is_owed(desk: Desk, practice: Practice, calendar: Path | None, by: Believed, days: int = LOOKED_BACK) -> Due:
    """The notes owed now, by these records; raises `Broken` where the calendar cannot be read at all."""
    now, profile = desk.world.now(), desk.library.jurisdiction
    zone = ZoneInfo(practice.settings().time_zone or desk.world.time_zone() or "UTC")
    since = datetime.combine(now.astimezone(zone).date() - timedelta(days=days), datetime.min.time(), zone)
    read = read_calendar(calendar, since, now + AHEAD, zone) if calendar else Calendar((), 0, ())
    clients = practice.clients.all()
    named = [(each, tuple(client.id for client in named_in(each.title, clients))) for each in read.appointments]
    notes, unreadable = _notes(practice, by)
    owed, written = _owed_and_written(
        ((each, ids[0]) for each, ids in named if len(ids) == 1 and each.ends <= now), notes
    )
    sessions = [_of_appointment(each, client, profile) for each, client in owed]
    in_calendar = {client for _, ids in named for client in ids}
    known = {each.id for each in clients} - in_calendar
    sessions += [
        each for each in _agreed(by.records, profile, notes) if each.client in known and each.is_within(since, now)
    ]
    drafts = [_of_draft(each, profile, zone.key) for each in _drafts(desk, practice)]
    no_ones = [(each, ids) for each, ids in named if len(ids) != 1 and each.ends <= now]
    groups = groups_of(no_ones, groups_held(by.records)) if no_ones else {}
    settled = {each: group for each, group in groups.items() if group.is_written}
    return Due(
        tuple(sorted(_with_drafts(sessions, drafts), key=lambda each: each.urgency)),
        (*(Written(client, each) for each, client in written), *(Written("", *each) for each in settled.items())),
        tuple(Unclear(each, ids, groups.get(each)) for each, ids in no_ones if each not in settled),
        read.whole_days,
        read.broken,
        unreadable,
    )


def _owed_and_written(
    appointments: Iterable[tuple[Appointment, str]], notes: Mapping[tuple[str, str], int]
) -> tuple[list[tuple[Appointment, str]], list[tuple[Appointment, str]]]:
    """Appointments without a note and those with one: each note of a client and day is that of one appointment."""
    left = dict(notes)
    owed, written = [], []
    for appointment, client in appointments:
        key = client, appointment.begins.date().isoformat()
        if left.get(key, 0):
            left[key] -= 1
            written.append((appointment, client))
        else:
            owed.append((appointment, client))
    return owed, written


def _with_drafts(sessions: Iterable[Owed], drafts: list[Owed]) -> Iterator[Owed]:
    """Each session with the draft of that client and day, then the drafts of no session that is known."""
    left = list(drafts)
    for session in sessions:
        day = session.begins.date() if session.begins else None
        mine = [each for each in left if each.client == session.client and each.begins and each.begins.date() == day]
        if not mine:
            yield session
            continue
        left.remove(mine[0])
        times = session if mine[0].limit is None else mine[0]
        yield replace(times, source="draft", draft=mine[0].draft, line=session.line)
    yield from left


def _notes(practice: Practice, by: Believed) -> tuple[Counter[tuple[str, str]], tuple[str, ...]]:
    """How many finished notes each client has of each day, those on their way to the folder too.

    An addendum is not a note of the session, and one that was entered in error is none any more.
    """
    found = earlier_notes(practice, "", by.records)
    counts = Counter((each.client, each.date.isoformat()) for each in found.others if each.date and each.is_note)
    there = {each.id for each in found.others}
    # A stop may leave its file without its record: where the file names no note either, it is taken for that one.
    nameless = {(each.client, each.path) for each in found.others if not each.id}
    coming = (each for each in OnRecord.of(by.records).notes() if each.id in by.waiting and each.id not in there)
    counts.update(
        (each.client, each.date) for each in coming if (each.client, practice.root / each.file) not in nameless
    )
    return counts, tuple(f"{each.why}. ({each.path})" for each in (*by.unreadable, *found.unreadable))


def _drafts(desk: Desk, practice: Practice) -> Iterator[DraftSummary]:
    for draft in desk.state.drafts.list():
        where = practice_of(draft, desk)
        if draft.format in (*LATER, PLAN):
            continue  # a draft, but of no note that is owed
        if draft.client and not draft.signed and where is not None and where.root == practice.root:
            yield draft


def _of_draft(draft: DraftSummary, profile: Profile, zone: str) -> Owed:
    """As far as the draft says when its session was; the zone is the practice's where none was given."""
    due = Owed(draft.client, "draft", draft=draft.id)
    try:
        note = Note.model_validate({"encounter": {"time_zone": zone, **given_in(draft).get("encounter", {})}})
    except ValueError:
        return due
    encounter = note.encounter
    if encounter is None or encounter.date is None:
        return due
    span = safe_span(note)
    if span is None:
        return replace(due, begins=local(datetime.combine(encounter.date, datetime.min.time()), encounter.time_zone))
    kind = encounter.session_type
    return replace(
        due,
        begins=span.begins,
        ends=span.ends,
        target=profile.target(kind, span.begins, span.ends),
        limit=profile.limit(kind, span.begins, span.ends),
    )


def _of_appointment(appointment: Appointment, client: str, profile: Profile) -> Owed:
    begins, ends = appointment.begins, appointment.ends
    target, limit = profile.target(None, begins, ends), profile.limit(None, begins, ends)
    return Owed(client, "calendar", begins, ends, target, limit, line=appointment.line)


def _agreed(records: Iterable[Record], profile: Profile, notes: Iterable[tuple[str, str]]) -> Iterator[Owed]:
    """The next session that each client's newest note names: without a note since, one is owed, a no-show's too."""
    newest: dict[str, Record] = {}
    for record in OnRecord.of(records).notes():
        if record.date >= newest.get(record.client, record).date:
            newest[record.client] = record
    last = {client: max(day for of, day in notes if of == client) for client in {of for of, _ in notes}}
    for client, record in sorted(newest.items()):
        begins = _next_session(record)
        if begins is not None and begins.date().isoformat() > max(record.date, last.get(client, "")):
            target, limit = profile.target(None, begins, begins), profile.limit(None, begins, begins)
            yield Owed(client, "agreed", begins, begins, target, limit)


def _next_session(record: Record) -> datetime | None:
    elements: Mapping[str, Any] = record.elements
    try:
        note = Note.model_validate({key: elements.get(key) for key in ("encounter", "plan")})
    except ValueError:
        return None  # of another version, or damaged: `doctor` says so
    coming = note.plan.next_session if note.plan else None
    zone = note.encounter.time_zone if note.encounter else None
    if not isinstance(coming, datetime):
        return None
    moment = local(coming, zone)
    return moment if moment.tzinfo is not None else None
