"""Element 3 of the field, `presenting` here: what the client came with, and how things stand."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from notewizard.note.answer import Answer, Day, Piece, Words
from notewizard.note.people import Line


class Score(Piece):
    """One score of a measure, with the one before it where there is one. Bands and change are derived."""

    name: Line
    """The measure, for example GAD-7."""
    score: Annotated[float, Field(ge=0, strict=True)]
    """The total; never item answers."""
    date: Day
    """When it was filled in."""
    previous_score: Annotated[float, Field(ge=0, strict=True)] | None = None
    """The total before this one."""
    previous_date: Day | None = None
    """When that was."""
    suicide_item: Annotated[int, Field(ge=0, strict=True)] | None = None
    """What the measure's suicide item alone scored, where it has one: item 9 of the PHQ-9."""


class History(Piece):
    """Intake: what came before, by area. None is an area that was not asked about, or not yet."""

    referral: Answer[Words] | None = None
    """Who referred the client, and for what."""
    psychiatric: Answer[Words] | None = None
    medical: Answer[Words] | None = None
    substance_use: Answer[Words] | None = None
    family: Answer[Words] | None = None
    developmental: Answer[Words] | None = None
    social: Answer[Words] | None = None
    trauma: Answer[Words] | None = None
    legal: Answer[Words] | None = None
    strengths: Answer[Words] | None = None
    culture: Answer[Words] | None = None


class Presenting(Piece):
    """What was brought and reported: concerns, symptoms, functioning, what changed, medication, scores."""

    purpose: Words | None = None
    """Collateral: what the contact was for."""
    concerns: Answer[Words] | None = None
    """What the client came with today."""
    symptoms: Answer[Words] | None = None
    """Frequency, intensity, duration."""
    functioning: Answer[Words] | None = None
    """Work, school, home, relationships, self-care."""
    since_last: Answer[Words] | None = None
    """What became of last time: homework, events, risk."""
    medications: Answer[Words] | None = None
    """As reported by the client."""
    history: History | None = None
    """Intake: referral, histories, strengths, culture."""
    measures: tuple[Score, ...] | None = None
    """Scores given in this session; an empty list: asked, none."""
