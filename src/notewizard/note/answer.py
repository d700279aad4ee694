"""The kinds of answer a note is made of, and the base of its models."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    PlainSerializer,
    Tag,
)

from notewizard.note.clock import clock_time
from notewizard.note.text import clean


class Piece(BaseModel):
    """Base of every part of a note: frozen, no unknown keys, no patient text in error messages."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
        ser_json_timedelta="iso8601",
        allow_inf_nan=False,
    )


def _words(text: str) -> str:
    words = clean(text).strip()
    if not words:
        raise ValueError("must not be empty|leave the key out when the question was not asked")
    return words


Words = Annotated[str, AfterValidator(_words)]
"""Text in the clinician's own words: cleaned of control characters, trimmed, never empty."""


class NotAssessed(Piece):
    """An answer that could not be had, with the reason; never a finding."""

    not_assessed: Words
    """Why it was not assessed."""


def _which(value: Any) -> str:
    has_reason = isinstance(value, NotAssessed) or (isinstance(value, dict) and "not_assessed" in value)
    return "(not assessed)" if has_reason else "(answer)"


T = TypeVar("T")
Answer = Annotated[
    Annotated[T, Tag("(answer)")] | Annotated[NotAssessed, Tag("(not assessed)")],
    Discriminator(_which),
]
"""A value, or the reason why there is none. A field of this kind that is None is an unanswered question."""


YEARS = range(1900, 2200)
"""A day outside these years is a slip of the pen, and too near the ends of the calendar to be reckoned with."""


D = TypeVar("D", bound=date | time)


def _of_our_time(value: D) -> D:
    if isinstance(value, date) and value.year not in YEARS:
        raise ValueError(f"is not a day of our time|a year from {YEARS[0]} to {YEARS[-1]}")
    return value


def _clock_text(value: time | datetime) -> str:
    return value.isoformat() if isinstance(value, datetime) else value.strftime("%H:%M")


ClockTime = Annotated[
    time | datetime,
    BeforeValidator(clock_time),
    AfterValidator(_of_our_time),
    PlainSerializer(_clock_text, return_type=str),
]
"""A time of day on the day of the encounter, or a full timestamp with offset where the hour happens twice."""


def _moment(value: Any) -> Any:
    if isinstance(value, datetime) or (isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", value)):
        return value
    raise ValueError("must be a date and time|for example 2026-11-20T14:00:00")


Moment = Annotated[datetime, BeforeValidator(_moment), AfterValidator(_of_our_time)]
"""A date and time; without an offset it is local to the encounter's time zone."""

Stamp = Annotated[AwareDatetime, BeforeValidator(_moment), AfterValidator(_of_our_time)]
"""A date and time with its offset, so that it can be read in one way only."""


def _day(value: Any) -> Any:
    if isinstance(value, datetime) or not isinstance(value, date | str):
        raise ValueError("must be a date|for example 2026-11-20")
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise ValueError("must be a date|for example 2026-11-20")
    return value


Day = Annotated[date, BeforeValidator(_day), AfterValidator(_of_our_time)]
"""A calendar day, written 2026-11-20."""
