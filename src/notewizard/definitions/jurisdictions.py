"""Jurisdiction profiles: what a state or payer asks of a note's time. A practice chooses one in its config.toml.

A profile is data of `formats/jurisdictions/`; a practice may add its own, or change a copy. Its holidays are a file of
their own, in `holidays/` beside it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from notewizard.definitions.questions import Text
from notewizard.definitions.vocabularies import Source
from notewizard.note.answer import Piece
from notewizard.note.profile import Profile
from notewizard.note.working_days import Holiday

DEFAULT_ID = "default"
"""The profile of a practice that has chosen none."""


class HolidayCalendar(Piece):
    """The days off of one country or state, by rule."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    id: Text
    name: Text
    source: Source
    holidays: tuple[Holiday, ...] = ()


class Telehealth(Piece):
    """What a claim for a remote session may want besides its place of service."""

    video_modifier: Text | None = None
    audio_modifier: Text | None = None
    printed: bool = False
    """The note's header shows the modifier; otherwise it is only suggested where the note is signed."""


class Jurisdiction(Profile):
    """One profile: deadlines, the days that count, the interval of plan reviews, modifiers."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    id: Text
    name: Text
    """As it is spoken of: "California Medi-Cal"."""
    source: tuple[Source, ...] = ()
    """Where its figures come from."""
    holiday_calendar: Text | None = None
    """The id of a file in `holidays/`; its days come to the profile's own."""
    plan_review_days: Annotated[int, Field(ge=30, le=366, strict=True)] | None = None
    """Days after which a treatment plan is to be reviewed, where the plan names no day itself."""
    telehealth: Telehealth = Telehealth()

    def with_holidays(self, calendar: HolidayCalendar) -> Jurisdiction:
        """The profile with the days of its calendar besides its own."""
        return self.model_copy(update={"holidays": (*self.holidays, *calendar.holidays)})

    def in_words(self) -> str:
        """ "Default: 48 hours (expected within 24); crisis 24 hours" """
        parts = [self.routine.in_words()]
        parts += [f"{kind} {own.in_words()}" for kind in ("crisis", "intake") if (own := getattr(self, kind))]
        return f"{self.name}: {'; '.join(parts)}"

    def modifier(self, delivery: str | None) -> str:
        """The modifier of a claim for a session held that way; empty for none."""
        return {"video": self.telehealth.video_modifier, "audio": self.telehealth.audio_modifier}.get(
            delivery or ""
        ) or ""
