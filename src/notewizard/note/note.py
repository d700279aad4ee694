"""One clinical document with its answers, whole or still being written."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from notewizard.note.answer import Day, Piece, Words
from notewizard.note.encounter import Encounter
from notewizard.note.interventions import Intervention
from notewizard.note.mental_status import MentalStatus
from notewizard.note.people import Author, Client, Line
from notewizard.note.plan import Plan
from notewizard.note.presenting import Presenting
from notewizard.note.response import Response
from notewizard.note.safety import Safety
from notewizard.note.timing import Timing
from notewizard.note.treatment import Treatment

SCHEMA = 1
"""Version of the answers schema that this program writes."""

ELEMENTS = (
    "encounter",
    "presenting",
    "mental_status",
    "safety",
    "interventions",
    "response",
    "plan",
    "timing",
)
"""The eight elements, in the order in which they are asked."""

AdditionalAnswer = Words | bool | int | float | Day | tuple[Words, ...]


class Note(Piece):
    """A note: eight elements, its author, its client, and the treatment it belongs to. None is an open question."""

    model_config = ConfigDict(title="notewizard answers")

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    """Version of this shape."""
    format: Line | None = None
    """The format to render in, unless another is asked for."""
    author: Author | None = None
    client: Client | None = None
    treatment: Treatment | None = None
    """A snapshot of diagnoses and goals; taken from the treatment plan when left out."""
    encounter: Encounter | None = None
    presenting: Presenting | None = None
    mental_status: MentalStatus | None = None
    safety: Safety | None = None
    interventions: tuple[Intervention, ...] | None = None
    response: Response | None = None
    plan: Plan | None = None
    timing: Timing | None = None
    additional: dict[str, AdditionalAnswer] | None = None
    """A practice format's own questions, by id."""

    def answers(self) -> dict[str, Any]:
        """The answers as plain JSON values, open questions left out; `Note.model_validate` takes them back."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
