"""An answers file held against everything the walk would ask: a whole note, or every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from notewizard.definitions.completeness import Asked, answers_out_of_place, open_domains, open_goals, open_questions
from notewizard.definitions.conditions import look_up
from notewizard.definitions.formats import Format
from notewizard.definitions.library import Library
from notewizard.definitions.measures import Measure
from notewizard.definitions.questions import Question
from notewizard.definitions.reading import line_of, problems_of
from notewizard.errors import Broken, Problem
from notewizard.interview.chart import Chart
from notewizard.interview.writes import without
from notewizard.note.derived import derive
from notewizard.note.migrations import migrated
from notewizard.note.note import Note
from notewizard.note.presenting import Score
from notewizard.note.span import UnclearTime, moment, session_span
from notewizard.note.treatment import TreatmentPlan

SAID_ANYWAY = frozenset({"timing.late_reason"})
"""Answers that a file may give where nothing asks for them, and that the note prints as they were given.

Whether a reason for writing late was needed depends on the hours of the practice's profile, which the author of a file
need not know. Beside the time of writing it is true on either side of the limit; only "Late note" is not said.
"""


@dataclass(frozen=True)
class AnswersText:
    """The answers as read from a file: its values, and its text for line numbers."""

    path: Path | None
    text: str
    values: Mapping[str, Any]


def whole_note(
    source: AnswersText, library: Library, form: Format | None, plan: TreatmentPlan | None, today: date | None
) -> Note:
    """The note in `source`, with the treatment of `plan` where the file leaves it out; raises `Broken`.

    `today` is the last day that a session may have (None: not judged). `form` adds its own questions.
    """
    note, problems = _shaped(source)
    if plan is not None and (note.client is None or note.client.id == plan.client):
        note = _with_fitting_plan(note, plan, library, form)
    elif plan is not None:
        problems.append(Problem("client.id", "is not the client of the treatment plan", "the plan of this client"))
    answers = note.answers()
    facts = {
        "derived": derive(note, library.jurisdiction).facts(),
        "chart": Chart(today=today or date.min, planned=plan is not None, risk_before=True).facts(answers),
    }
    wrong = tuple(problem.where for problem in problems)
    extra = form.additional if form else ()
    problems += [each for each in _missing(library, answers, facts, extra) if not _within(each.where, wrong)]
    if form is not None or not answers.get("additional"):
        misplaced = answers_out_of_place(library, answers, facts, extra)
        problems += [Problem(key, why) for key, why in misplaced if key not in SAID_ANYWAY]
    problems += _impossible(note, library, today)
    if problems:
        raise Broken(
            f"The answers are not a whole note: {len(problems)} problem{'s' if len(problems) > 1 else ''}.",
            [_placed(problem, source) for problem in problems],
            hint="Mend the file and run the command again. `notewizard schema` prints what is allowed.",
            not_done="Nothing was written.",
        )
    return note


def with_plan(note: Note, plan: TreatmentPlan) -> Note:
    """`note` with diagnoses, goals and frequency from `plan` where it has none of its own."""
    changes: dict[str, Any] = {}
    if note.treatment is None:
        changes["treatment"] = plan.snapshot()
    if plan.frequency and note.plan is not None and note.plan.frequency is None and _has_sessions(note):
        changes["plan"] = note.plan.model_copy(update={"frequency": plan.frequency})
    return note.model_copy(update=changes) if changes else note


def _with_fitting_plan(note: Note, plan: TreatmentPlan, library: Library, form: Format | None) -> Note:
    """`note` with as much of the plan as this kind of session is asked for: an intake has no goals yet."""
    filled = with_plan(note, plan)
    answers, given = filled.answers(), note.answers()
    derived = derive(filled, library.jurisdiction)
    facts = {"derived": derived.facts(), "chart": Chart(today=date.min, planned=True, risk_before=True).facts(answers)}
    extra = form.additional if form else ()
    keys = [key for key, _ in answers_out_of_place(library, answers, facts, extra) if look_up(given, key) is None]
    return Note.model_validate(without(answers, keys)) if keys else filled


def _has_sessions(note: Note) -> bool:
    return note.plan is not None and note.plan.next_session is not None


def _shaped(source: AnswersText) -> tuple[Note, list[Problem]]:
    """The note as far as its shape is right, and what is wrong with the rest."""
    values = migrated(deepcopy(dict(source.values)))
    problems: list[Problem] = []
    for round_ in range(20):
        try:
            return Note.model_validate(values), problems
        except ValidationError as error:
            # What later rounds find wrong is wrong only because of what the first one took out.
            problems = problems if round_ else [*map(_derived, problems_of(error, source.path, source.text, Note))]
            for item in error.errors(include_input=False, include_url=False):
                _remove(values, tuple(item["loc"]))
    return Note(), problems


_FOLLOWS = frozenset(
    f"encounter.{key}"
    for key in ("minutes", "duration", "length", "code", "codes", "cpt", "cpt_code", "service_code", "pos")
)
"""What people look for in an answers file and what follows from other answers."""


def _derived(problem: Problem) -> Problem:
    if problem.where not in _FOLLOWS:
        return problem
    return replace(
        problem, said="is never given: it follows from start, end and kind of session", allowed="take it out"
    )


def _remove(values: Any, loc: tuple[str | int, ...]) -> None:
    """Take out the answer at `loc`; where it is a missing part of a row, the whole row."""
    trail: list[tuple[Any, str | int]] = []
    for part in loc:
        if isinstance(part, str) and part.startswith("("):
            continue
        trail.append((values, part))
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            break
    for holder, part in reversed(trail):
        if isinstance(holder, list) and isinstance(part, int):
            if part < len(holder):
                del holder[part]
            return
        if isinstance(holder, dict) and part in holder:
            del holder[part]
            return


def _missing(
    library: Library, answers: Mapping[str, Any], facts: Mapping[str, Any], extra: tuple[Question, ...]
) -> Iterator[Problem]:
    for asked in open_questions(library, answers, facts, extra):
        if asked.question.kind == "domains":
            for choice in open_domains(asked.element, answers):
                where = " or ".join(f"mental_status.{domain}" for domain in choice)
                yield Problem(where, "is missing", "observed descriptors, or mental_status.not_assessed = the reason")
        elif asked.question.one_for:
            for goal in open_goals(asked, answers):
                yield Problem(
                    asked.key, f"has no row for {_named(goal)}", "status and evidence for each goal worked on"
                )
        else:
            yield Problem(asked.key, "is missing", _how(asked))


def _named(goal: str) -> str:
    """The goal by its id; where a sentence stands in its place, without the person's words."""
    return f'the goal "{goal}"' if _ID.fullmatch(goal) else "a goal that was worked on"


_ID = re.compile(r"[A-Za-z0-9_.-]{1,16}")


def _how(asked: Asked) -> str:
    question = asked.question
    if question.options:
        return ", ".join(f'"{option.value}"' for option in question.options)
    if question.kind in ("lines", "many") and not question.least:
        return f"{question.ask}; [] when it was asked and there was none"
    return question.ask


def _within(where: str, wrong: tuple[str, ...]) -> bool:
    """Whether a missing answer is missing only because what was given there could not be taken."""
    return any(where == each or where.startswith((f"{each}.", f"{each}[")) for each in wrong)


def _impossible(note: Note, library: Library, today: date | None) -> Iterator[Problem]:
    encounter, timing = note.encounter, note.timing
    if encounter is not None:
        try:
            span = session_span(encounter)
        except UnclearTime as error:
            span = None
            yield Problem(error.key, error.said, error.allowed)
        if span and span.minutes <= 0:
            yield Problem("encounter.interruptions", "leave no time for the session", "")
        if today and encounter.date and encounter.date > today:
            yield Problem("encounter.date", "is still to come", "a note is about a session that took place")
        if span and timing and timing.written and timing.written.astimezone(UTC) < span.ends.astimezone(UTC):
            yield Problem("timing.written", "is before the end of the session", "when the note was written")
        yield from _not_yet(note)
        coming = note.plan.next_session if note.plan else None
        if isinstance(coming, datetime) and encounter.date and _day_of(coming, encounter.time_zone) < encounter.date:
            yield Problem("plan.next_session", "is before this session", "")
    yield from _scores(note, library)
    yield from _goals(note)


def _not_yet(note: Note) -> Iterator[Problem]:
    """Nobody has failed to come before the appointment, or been called after the note was written."""
    encounter, written = note.encounter, note.timing.written if note.timing else None
    if encounter is None or written is None or not (encounter.date and encounter.time_zone):
        return
    if encounter.session_type == "no-show" and encounter.scheduled is not None:
        zone = ZoneInfo(encounter.time_zone)
        try:
            agreed = moment(encounter.date, encounter.scheduled, zone, "encounter.scheduled")
        except UnclearTime:
            return
        if written.astimezone(UTC) < agreed.astimezone(UTC):
            yield Problem("encounter.scheduled", "is after the note was written", "a no-show is known from then on")
    for position, each in enumerate(encounter.outreach or ()):
        if each.at.astimezone(UTC) > written.astimezone(UTC):
            yield Problem(
                f"encounter.outreach[{position}].at", "is after the note was written", "what was done by then"
            )


def _day_of(stamp: datetime, zone: str | None) -> date:
    return (stamp.astimezone(ZoneInfo(zone)) if stamp.tzinfo and zone else stamp).date()


def _scores(note: Note, library: Library) -> Iterator[Problem]:
    for position, row in enumerate(note.presenting.measures or () if note.presenting else ()):
        where = f"presenting.measures[{position}]"
        measure = library.measure(row.name)
        for key, score in (("score", row.score), ("previous_score", row.previous_score)):
            if measure and score is not None and not measure.in_range(score):
                yield Problem(f"{where}.{key}", f"is not a score of the {measure.name}", measure.range)
        if row.suicide_item is not None and (why := no_suicide_item(row, measure)):
            yield Problem(f"{where}.suicide_item", *why)
        if note.encounter and note.encounter.date and row.date > note.encounter.date:
            yield Problem(f"{where}.date", "is after the session", "")
        if row.previous_date and row.previous_date >= row.date:
            yield Problem(f"{where}.previous_date", "is not before the score", "the day of the score before it")


def no_suicide_item(row: Score, measure: Measure | None) -> tuple[str, str] | None:
    """Why what is given as the score of a suicide item cannot be one: what is wrong, what is allowed."""
    if row.suicide_item is None:
        return None
    item = measure.suicide_item if measure else None
    if measure is None or item is None:
        return f"is given, and the {measure.name if measure else row.name} is not known to have such an item", ""
    if row.suicide_item > item.most:
        return f"is not a score of item {item.number} of the {measure.name}", f"0 to {item.most}"
    if row.suicide_item > row.score - measure.least:
        return f"is more than the {measure.name} as a whole", "one of the two is not as it was scored"
    return None


def _goals(note: Note) -> Iterator[Problem]:
    known = [goal.id for goal in (note.treatment.goals or () if note.treatment else ())]
    if not known:
        return
    named = [(f"interventions[{n}].goal", each.goal) for n, each in enumerate(note.interventions or ())]
    rows = note.response.progress or () if note.response else ()
    named += [(f"response.progress[{n}].goal", each.goal) for n, each in enumerate(rows)]
    for where, goal in named:
        if goal is not None and goal not in known:
            ids = ", ".join(each for each in known if _ID.fullmatch(each))
            yield Problem(where, "is not a goal of the treatment", ids or "the id of a goal")


def _placed(problem: Problem, source: AnswersText) -> Problem:
    if problem.path:
        return problem
    path = str(source.path) if source.path else ""
    line = line_of(source.text, _loc(problem.where)) if problem.line is None else problem.line
    return Problem(problem.where, problem.said, problem.allowed, path, line)


def _loc(where: str) -> tuple[str | int, ...]:
    parts: list[str | int] = []
    for name in where.split(" or ")[0].split("."):
        head, *indices = name.replace("]", "").split("[")
        parts += [head, *map(int, indices)]
    return tuple(parts)
