"""What the treatment aims at: the snapshot inside a note, and the treatment plan of a client beside it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from notewizard.note.answer import Day, Piece, Words
from notewizard.note.people import ClientId, Line


def _code(text: str) -> str:
    # ICD-10-CM: a letter, a digit, a letter or digit, then up to four more after a point.
    if not re.fullmatch(r"[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?", text):
        raise ValueError('is not a diagnosis code|for example "F41.1"')
    return text


def _upper(value: Any) -> Any:
    return value.strip().upper() if isinstance(value, str) else value


DiagnosisCode = Annotated[str, BeforeValidator(_upper), AfterValidator(_code)]
"""An ICD-10-CM code, judged by its shape only."""


class Diagnosis(Piece):
    """One diagnosis that the session was billed or planned under."""

    code: DiagnosisCode
    """ICD-10-CM, for example F41.1."""
    name: Line
    """Its name as it stands in the chart."""


class Goal(Piece):
    """One goal of the treatment plan, as it stood when the note was written."""

    id: Line
    """How answers refer to it, for example g1."""
    text: Words
    """The goal's own words."""


class Treatment(Piece):
    """Diagnoses and goals at the time of the note, so that the note reads alone."""

    diagnoses: tuple[Diagnosis, ...] | None = None
    """What is treated; an empty list means none was given."""
    goals: tuple[Goal, ...] | None = None
    """What the treatment aims at."""


GoalStatus = Literal["active", "deferred", "met", "ended"]
"""Where a goal of the treatment plan stands: worked on, put off for now, reached, or given up."""


class PlannedGoal(Piece):
    """One goal of a treatment plan, with how it is measured."""

    id: Line
    """How notes refer to it, for example g1; never given to another goal."""
    goal: Words
    """The goal in plain words."""
    objective: Words | None = None
    """What will have been reached, by when."""
    modalities: tuple[Line, ...] = ()
    """Modality ids of the treatment, for example emdr."""
    measure: Line | None = None
    """The measure that follows it, for example PCL-5."""
    baseline: float | None = None
    """Score at the start."""
    target: float | None = None
    """Score aimed at."""
    status: GoalStatus = "active"
    """Where it stands."""
    reason: Words | None = None
    """Why it was put off or given up, or how it was reached."""
    since: Day | None = None
    """Since when it is a goal; left out: since the plan began."""


class Problem(Piece):
    """One entry of a problem list, where a plan needs no goal for it (California BHIN 23-068); notes may cite it."""

    id: Line
    """How notes refer to it, for example p1; never that of a goal."""
    problem: Words
    """The problem in plain words."""
    code: DiagnosisCode | None = None
    """ICD-10-CM, where it has one, for example Z59.1."""
    resolved: bool = False
    """It is no problem any more."""


def _version(value: Any) -> Any:
    if value != 1:
        raise ValueError("is a version that this program does not know|1")
    return value


class TreatmentPlan(Piece):
    """The treatment plan of one client, as its file holds it."""

    schema_: Annotated[Literal[1], BeforeValidator(_version), Field(alias="schema")]
    """Version of the file's shape."""
    client: ClientId
    """Whose plan it is."""
    started: Day
    """When this plan began."""
    written: Day | None = None
    """When this version of it was written."""
    author: Line | None = None
    """Who wrote this version, with the credential."""
    why: Words | None = None
    """What a review found, or what was changed and why; a first version has none."""
    reviewed: Day | None = None
    """When it was last reviewed."""
    review_due: Day | None = None
    """When it must be reviewed."""
    frequency: Line | None = None
    """How often sessions are planned, for example weekly."""
    duration: Line | None = None
    """How long a session and the treatment are planned to take."""
    diagnoses: tuple[Diagnosis, ...] = ()
    """What is treated."""
    goals: tuple[PlannedGoal, ...] = ()
    """What the treatment aims at."""
    problems: tuple[Problem, ...] = ()
    """The problem list, where the plan keeps one."""
    part2: Annotated[bool, Field(strict=True)] = False
    """Substance use records under 42 CFR Part 2: what leaves with the client's consent carries the notice of 2.32."""

    def snapshot(self) -> Treatment:
        """Diagnoses and goals as a note keeps them; an entry of the problem list stands as a goal does."""
        goals = [Goal(id=each.id, text=each.goal) for each in self.goals]
        problems = [Goal(id=each.id, text=each.problem) for each in self.problems]
        return Treatment(diagnoses=self.diagnoses, goals=(*goals, *problems))

    @property
    def active(self) -> tuple[PlannedGoal, ...]:
        """The goals that are worked on."""
        return tuple(goal for goal in self.goals if goal.status == "active")

    @property
    def open_ids(self) -> tuple[str, ...]:
        """What a session may serve: the ids of the active goals and of the problems that are still there."""
        return (*(each.id for each in self.active), *(each.id for each in self.problems if not each.resolved))

    @property
    def modalities(self) -> tuple[str, ...]:
        """The modalities planned for the active goals, by id, each once."""
        return tuple(dict.fromkeys(each for goal in self.active for each in goal.modalities))

    def since(self, goal: PlannedGoal) -> date:
        """Since when it is a goal of this plan."""
        return goal.since or self.started
