"""What the treatment aims at: the snapshot inside a note, and the treatment plan of a client beside it."""

from __future__ import annotations

import re
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


class PlannedGoal(Piece):
    """One goal of a treatment plan, with how it is measured."""

    id: Line
    """How notes refer to it, for example g1."""
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
    review_due: Day | None = None
    """When it must be reviewed."""
    frequency: Line | None = None
    """How often sessions are planned, for example weekly."""
    diagnoses: tuple[Diagnosis, ...] = ()
    """What is treated."""
    goals: tuple[PlannedGoal, ...] = ()
    """What the treatment aims at."""

    def snapshot(self) -> Treatment:
        """Diagnoses and goals as a note keeps them."""
        return Treatment(diagnoses=self.diagnoses, goals=tuple(Goal(id=g.id, text=g.goal) for g in self.goals))
