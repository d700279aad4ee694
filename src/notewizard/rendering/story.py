"""The treatment plan and its notes as one thread: goal by goal what was done, when, with what result.

Nothing is judged and nothing summed up: every line is an answer of a note, or an entry of a version of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from notewizard.definitions.library import Library
from notewizard.note.interventions import Intervention
from notewizard.note.note import Note
from notewizard.note.treatment import PlannedGoal, Problem, TreatmentPlan
from notewizard.rendering import when
from notewizard.rendering.markdown import heading, inline
from notewizard.rendering.treatment_plan import STANDS, measured, modality_names
from notewizard.rendering.wording import capitalized, fragment, sentence

_KINDS = {
    "intake": "intake",
    "crisis": "crisis session",
    "discharge": "discharge",
    "no-show": "no-show",
    "late-cancellation": "late cancellation",
    "collateral": "collateral contact",
    "contact": "contact",
}


@dataclass(frozen=True)
class Story:
    """One client's plan and notes."""

    client: str
    versions: tuple[tuple[int, TreatmentPlan], ...]
    """Every version of the plan with its number, the first one first."""
    notes: tuple[Note, ...]
    """The client's notes, the first session first."""
    apart: tuple[str, ...] = ()
    """What could not be told, one sentence each."""

    def page(self, library: Library) -> str:
        """The whole thread as Markdown."""
        blocks = [f"# {inline(self.client)}: the treatment plan and its notes"]
        if self.versions:
            blocks += ["## The plan", _list(self._plan_lines())]
            blocks += [block for goal in self._goals() for block in self._goal_blocks(goal, library)]
            blocks += [block for each in self._plan.problems for block in self._problem_blocks(each, library)]
        if beside := list(self._beside(library)):
            blocks += ["## Beside the goals" if self.versions else "## Sessions", _list(beside)]
        if not self.notes:
            blocks.append("No note of this client has its answers kept here yet.")
        apart = [inline(" ".join(each.split())) for each in self.apart]
        blocks += [_list(apart)] if apart else []
        return "\n\n".join(blocks) + "\n"

    @property
    def _plan(self) -> TreatmentPlan:
        return self.versions[-1][1]

    def _plan_lines(self) -> Iterator[str]:
        for number, plan in self.versions:
            day = plan.written or plan.started
            why = capitalized(_said(plan.why)) if plan.why else _size(plan)
            reviewed = ", reviewed" if plan.reviewed == day else ""
            yield f"**{when.day(day)}, version {number}{reviewed}.** {why}"
        if due := self._plan.review_due:
            yield f"**Next review.** {when.day(due)}"

    def _goals(self) -> list[PlannedGoal]:
        """The goals as they stand now, then those that only earlier versions had."""
        found = {goal.id: goal for goal in self._plan.goals}
        for _, plan in reversed(self.versions):
            for goal in plan.goals:
                found.setdefault(goal.id, goal)
        return list(found.values())

    def _goal_blocks(self, goal: PlannedGoal, library: Library) -> Iterator[str]:
        ids = [each.id for each in self._plan.goals]
        number = f"Goal {ids.index(goal.id) + 1}" if goal.id in ids else "A goal of an earlier version"
        yield f"## {number}. {heading(fragment(goal.goal))}"
        lines = [f"**Objective.** {capitalized(_said(goal.objective))}"] if goal.objective else []
        if goal.modalities:
            lines.append(f"**Planned.** {', '.join(map(inline, modality_names(goal.modalities, library)))}")
        if goal.measure or goal.target is not None:
            lines.append(f"**Measure.** {measured(goal)}")
        if goal.status != "active":
            lines.append(
                f"**Stands.** {capitalized(STANDS[goal.status])}{f': {_said(goal.reason)}' if goal.reason else ''}"
            )
        sessions = [line for note in self._since(goal.id) if (line := _of_goal(note, goal.id, library))]
        if scores := self._scores(goal):
            lines.append(f"**Scores.** {scores}")
        yield _list([*lines, *(sessions or ["No session has worked on it yet."])])

    def _problem_blocks(self, problem: Problem, library: Library) -> Iterator[str]:
        resolved = " (resolved)" if problem.resolved else ""
        yield f"## Problem {inline(problem.id)}. {heading(fragment(problem.problem))}{resolved}"
        sessions = [line for note in self._since(problem.id) if (line := _of_goal(note, problem.id, library))]
        yield _list(sessions or ["No session has worked on it yet."])

    def _scores(self, goal: PlannedGoal) -> str:
        """ "17 (September 11, 2026), 14 (October 2)": every score of the goal's measure that a note gives."""
        found: dict[date, float] = {}
        for note in self.notes:
            for row in note.presenting.measures or () if note.presenting else ():
                if goal.measure and row.name.casefold() == goal.measure.casefold():
                    found[row.date] = row.score
        return ", ".join(f"{score:g} ({when.day(day)})" for day, score in sorted(found.items()))

    def _since(self, id_: str) -> list[Note]:
        """The notes since this was a goal: the same id in an earlier note meant another one."""
        days = {each.id: plan.started for _, plan in self.versions for each in plan.problems}
        days |= {each.id: plan.since(each) for _, plan in self.versions for each in plan.goals}
        return [each for each in self.notes if id_ in days and (day := _day(each)) and day >= days[id_]]

    def _beside(self, library: Library) -> Iterator[str]:
        """Sessions of which no goal tells, and departures from the plan."""
        ids = {goal.id for _, plan in self.versions for goal in plan.snapshot().goals or ()}
        of = {id_: {id(note) for note in self._since(id_)} for id_ in ids}
        for note in self.notes:
            goals = {id_ for id_ in ids if id(note) in of[id_]}
            work = [each for each in note.interventions or () if each.goal not in goals]
            told = [each for each in (note.response.progress or () if note.response else ()) if each.goal in goals]
            served = len(work) < len(note.interventions or ()) or told
            deviation = note.response.deviation if note.response else None
            if self.versions and served and not work and not deviation:
                continue
            parts = [_work(each, library) for each in work]
            parts += [f"Departure from the plan: {_said(deviation)}"] if deviation else []
            yield f"{_when(note)} {' '.join(parts)}".strip()


def _size(plan: TreatmentPlan) -> str:
    """ "2 goals." """
    counts = (("goal", len(plan.goals)), ("problem", len(plan.problems)))
    held = [f"{count} {name}{'s' * (count != 1)}" for name, count in counts if count]
    return f"{', '.join(held) or 'No goals'}."


def _of_goal(note: Note, id_: str, library: Library) -> str:
    """What the session did for the goal of that id and where it then stood; empty where the note says nothing of it."""
    parts = [_work(each, library) for each in note.interventions or () if each.goal == id_]
    for row in note.response.progress or () if note.response else ():
        if row.goal == id_:
            status = row.status.replace("-", " ") if isinstance(row.status, str) else "not assessed"
            evidence = f": {_said(row.evidence)}" if isinstance(row.evidence, str) else "."
            parts.append(f"{capitalized(status)}{evidence}")
    return f"{_when(note)} {' '.join(parts)}" if parts else ""


def _work(work: Intervention, library: Library) -> str:
    name = "".join(modality_names((work.modality,), library)) if work.modality else ""
    done = ", ".join(map(fragment, work.techniques or ()))
    return inline(sentence(f"{capitalized(name)}: {done}" if name and done else capitalized(name or done)))


def _day(note: Note) -> date | None:
    return note.encounter.date if note.encounter else None


def _when(note: Note) -> str:
    encounter = note.encounter
    day = when.day(encounter.date) if encounter and encounter.date else "Without a date"
    kind = _KINDS.get(str(encounter.session_type), "") if encounter else ""
    number = f"session {encounter.session_number}" if encounter and encounter.session_number else ""
    return f"**{', '.join(filter(None, (day, number, kind)))}.**"


def _said(words: str) -> str:
    return inline(sentence(" ".join(words.split())))


def _list(lines: Sequence[str] | Iterator[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
