"""The course of each measure of one client: from the records, from the treatment plan, from notes of other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from notewizard.checks.scores_told import scores_told
from notewizard.commands.filed.corrected_scores import as_corrected, corrections_of, tells_a_score
from notewizard.definitions.library import Library
from notewizard.definitions.measures import Measure, plain_name
from notewizard.documents import read_document
from notewizard.errors import NotKept
from notewizard.note.migrations import migrated
from notewizard.note.note import Note
from notewizard.note.treatment import PlannedGoal, TreatmentPlan
from notewizard.records.earlier import EarlierNote, earlier_notes
from notewizard.records.later import OnRecord
from notewizard.records.outbox import waiting_records, with_waiting
from notewizard.records.practice import Practice
from notewizard.records.record import all_records
from notewizard.records.state import State

Source = Literal["record", "note", "text", "plan"]
Verdict = Literal["improved", "worse", "unchanged", "within measurement error", ""]

_WEIGHT: dict[Source, int] = {"record": 0, "text": 1, "note": 2, "plan": 3}
"""Which of two scores of one day is believed: a note's own, what its text says, what a later note says, the plan."""
READ = (".md", ".txt", ".docx", ".pdf")


@dataclass(frozen=True)
class Point:
    """One score of a course."""

    day: date
    score: float
    source: Source
    """A note's own answers, a later note's answers, the text of a note of another program, the treatment plan."""
    path: str = ""
    """The note it stands in, relative to the practice folder."""
    suicide_item: int | None = None


@dataclass(frozen=True)
class Change:
    """From one score to a later one."""

    points: float
    verdict: Verdict
    """Empty where the measure has no figure for such a change."""


@dataclass(frozen=True)
class Course:
    """Every score of one measure, oldest first."""

    name: str
    measure: Measure | None
    points: tuple[Point, ...]
    goal: PlannedGoal | None = None
    """The goal that the treatment plan follows by it."""
    planned: date | None = None
    """Since when it is a goal of the plan."""
    disagree: tuple[str, ...] = ()
    """A sentence for each day of which two notes give different scores."""

    def band(self, point: Point) -> str:
        """Its band, or where it stands to the cut; empty where neither is known."""
        measure = self.measure
        if measure is None:
            return ""
        if not measure.in_range(point.score):
            return f"outside {measure.range}"
        return measure.standing(point.score)

    def change(self, point: Point, since: Point) -> Change:
        """From `since` to `point`."""
        measure, points = self.measure, point.score - since.score
        if measure is None or not (measure.in_range(point.score) and measure.in_range(since.score)):
            return Change(points, "")
        if not points:
            return Change(0, "unchanged")
        exceeds = measure.exceeds(point.score, since.score)
        if exceeds is None:
            return Change(points, "")
        if not exceeds:
            return Change(points, "within measurement error")
        return Change(points, "improved" if measure.moved(point.score, since.score) == "better" else "worse")


@dataclass(frozen=True)
class Courses:
    """All of one client's, and what could not be read on the way."""

    courses: tuple[Course, ...]
    unreadable: tuple[str, ...]
    """A sentence for each note whose text could not be read."""
    damaged: tuple[str, ...]
    """A sentence for each record that cannot be read: it may hold a score of this client."""
    corrected: tuple[str, ...] = ()
    """A sentence for each note whose score a correction is about."""


def courses_of(practice: Practice, state: State, client: str, library: Library, plan: TreatmentPlan | None) -> Courses:
    """The courses of the client's scores, those of the treatment plan's measures first; what waits counts."""
    waits = waiting_records(state, practice)
    records, broken = all_records(practice)
    records = with_waiting(records, waits)
    damaged = [f"{each.path}: {each.why}." for each in broken]
    on_record = OnRecord.of(records)
    mine = as_corrected([each for each in on_record.notes() if each.client == client], on_record, library)
    given: list[tuple[str, Point]] = []
    corrected: list[str] = []
    for record in mine:
        try:
            note = Note.model_validate(migrated(record.elements))
        except (TypeError, ValueError):
            damaged.append(f"{practice.records / record.id}.json: Its answers are not as this version knows them.")
            continue
        given += _in_answers(note, record.file)
        corrected += [
            f"The note of {_day(date.fromisoformat(record.date))} has a correction of a score: {each.file}"
            for each in corrections_of(record, on_record)
            if tells_a_score(each, library)
        ]
    unreadable: list[str] = []
    ours = {record.id for record in records}
    for found in earlier_notes(practice, client, records).own:
        inside = found.path.relative_to(practice.root).as_posix()
        if found.date is not None and found.is_note and found.id not in ours and found.path.suffix.lower() in READ:
            given += _in_text(found, inside, library, unreadable)
    given += _in_plan(plan)
    return Courses(tuple(_courses(given, library, plan)), tuple(unreadable), tuple(damaged), tuple(corrected))


def _in_answers(note: Note, path: str) -> Iterator[tuple[str, Point]]:
    for each in (note.presenting.measures or ()) if note.presenting else ():
        yield each.name, Point(each.date, each.score, "record", path, each.suicide_item)
        if each.previous_score is not None and each.previous_date is not None:
            yield each.name, Point(each.previous_date, each.previous_score, "note", path)


def _in_text(note: EarlierNote, inside: str, library: Library, unreadable: list[str]) -> Iterator[tuple[str, Point]]:
    try:
        document = read_document(note.path)
    except NotKept as trouble:
        unreadable.append(f"{note.path.name} was not read. {trouble.what}")
        return
    assert note.date is not None
    for name, score in scores_told(document.text[document.body_start :], library.measures.values()).items():
        yield name, Point(note.date, score, "text", inside)


def _in_plan(plan: TreatmentPlan | None) -> Iterator[tuple[str, Point]]:
    for goal in plan.goals if plan else ():
        if plan and goal.measure and goal.baseline is not None:
            yield goal.measure, Point(goal.since or plan.started, goal.baseline, "plan")


def _courses(given: Iterable[tuple[str, Point]], library: Library, plan: TreatmentPlan | None) -> Iterator[Course]:
    by_name: dict[str, list[Point]] = {}
    called: dict[str, str] = {}
    for name, point in given:
        measure = library.measure(name)
        key = measure.id if measure else plain_name(name)
        called.setdefault(key, measure.name if measure else name)
        by_name.setdefault(key, []).append(point)
    goals = _goals(library, plan)
    for key in sorted(by_name, key=lambda each: (each not in goals, called[each].lower())):
        points, disagree = _one_a_day(by_name[key])
        goal = goals.get(key)
        yield Course(
            called[key],
            library.measures.get(key),
            points,
            goal,
            (goal.since or plan.started) if plan and goal else None,
            disagree,
        )


def _goals(library: Library, plan: TreatmentPlan | None) -> dict[str, PlannedGoal]:
    found: dict[str, PlannedGoal] = {}
    for goal in (*plan.active, *plan.goals) if plan else ():
        if goal.measure:
            measure = library.measure(goal.measure)
            found.setdefault(measure.id if measure else plain_name(goal.measure), goal)
    return found


def _one_a_day(points: Sequence[Point]) -> tuple[tuple[Point, ...], tuple[str, ...]]:
    """One score for each day, the one that is believed; the plan's baseline only where no score is as early."""
    first = min((each.day for each in points if each.source != "plan"), default=None)
    kept: dict[date, Point] = {}
    disagree: list[str] = []
    for each in sorted(points, key=lambda one: (one.day, _WEIGHT[one.source])):
        if each.source == "plan" and first is not None and first <= each.day:
            continue
        before = kept.setdefault(each.day, each)
        if before.score != each.score:
            disagree.append(
                f"{_day(each.day)}: {before.score:g} ({before.path}), and {each.score:g} ({each.path or 'the plan'})."
                " The first is used."
            )
    return tuple(kept[day] for day in sorted(kept)), tuple(disagree)


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
