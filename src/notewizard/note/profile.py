"""What a jurisdiction decides about one note: when it is due, and how a long crisis is counted.

`DEFAULT` is the shipped profile "default"; the sources stand in its file.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from pydantic import Field, model_validator

from notewizard.note.answer import Piece
from notewizard.note.working_days import Holiday, Weekday, is_business_day

Hours = Annotated[int, Field(ge=1, le=8760, strict=True)]
Days = Annotated[int, Field(ge=0, le=366, strict=True)]


class Deadline(Piece):
    """How long one kind of note may wait. Days are counted from the day of service, which is day 0, and end with it."""

    target_hours: Hours | None = None
    """Hours after the session within which the note is expected; past it the reason is asked. None: the limit."""
    limit_hours: Hours | None = None
    """Hours after the session past which the note is a late note."""
    limit_days: Days | None = None
    """The same in calendar days, to the end of that day."""
    limit_business_days: Days | None = None
    """The same in business days, to the end of that day."""

    @model_validator(mode="after")
    def has_one_limit(self) -> Deadline:
        given = [self.limit_hours, self.limit_days, self.limit_business_days]
        if sum(each is not None for each in given) != 1:
            raise ValueError("needs exactly one limit|limit_hours, limit_days or limit_business_days")
        if self.limit_hours is not None and (self.target_hours or 0) > self.limit_hours:
            raise ValueError("has its target after its limit|target_hours not above limit_hours")
        return self

    def in_words(self) -> str:
        """ "3 business days", "48 hours (expected within 24)" """
        for count, unit in (
            (self.limit_hours, "hour"),
            (self.limit_days, "calendar day"),
            (self.limit_business_days, "business day"),
        ):
            if count is not None:
                expected = f" (expected within {self.target_hours})" if self.target_hours else ""
                return f"{count} {unit}{'' if count == 1 else 's'}{expected}"
        return ""


class Profile(Piece):
    """Deadlines by kind of session, the days that count, and what the codes of a practice leave open."""

    routine: Deadline = Deadline(target_hours=24, limit_hours=48)
    """For every session that is not named below."""
    crisis: Deadline | None = None
    """None: as routine."""
    intake: Deadline | None = None
    """None: as routine."""
    weekend: tuple[Weekday, ...] = ("saturday", "sunday")
    holidays: tuple[Holiday, ...] = ()
    crisis_add_on_from: Annotated[int, Field(ge=1, le=30, strict=True)] = 1
    """The minute of a further half hour of crisis, past the 74th, from which it counts for the add-on code."""

    def deadline(self, session_type: str | None) -> Deadline:
        """The deadline of a note on that kind of session."""
        own = {"crisis": self.crisis, "intake": self.intake}.get(session_type or "")
        return own or self.routine

    def limit(self, session_type: str | None, begins: datetime, ends: datetime) -> datetime:
        """The moment from which the note is a late note; the session's own zone decides when a day ends."""
        deadline = self.deadline(session_type)
        if deadline.limit_hours is not None:
            return _later(ends, deadline.limit_hours)
        if deadline.limit_days is not None:
            return _end_of(begins.date() + timedelta(days=deadline.limit_days), ends)
        return _end_of(self._business_day(begins.date(), deadline.limit_business_days or 0), ends)

    def target(self, session_type: str | None, begins: datetime, ends: datetime) -> datetime:
        """The moment from which the reason for the delay is asked."""
        hours = self.deadline(session_type).target_hours
        limit = self.limit(session_type, begins, ends)
        return min(_later(ends, hours), limit) if hours is not None else limit

    def _business_day(self, day: date, count: int) -> date:
        """The `count`-th business day after `day`; `day` itself for none."""
        for _ in range(count):
            day += timedelta(days=1)
            for _ in range(366):  # a profile may call every day a holiday
                if is_business_day(day, self.weekend, self.holidays):
                    break
                day += timedelta(days=1)
        return day


def _later(moment: datetime, hours: int) -> datetime:
    """Hours that pass, not hours on the clock: a change to daylight saving between them does not count."""
    return (moment.astimezone(UTC) + timedelta(hours=hours)).astimezone(moment.tzinfo)


def _end_of(day: date, beside: datetime) -> datetime:
    """Midnight after `day`, in the zone of `beside`."""
    return datetime.combine(day + timedelta(days=1), time(0), beside.tzinfo)


DEFAULT = Profile(crisis=Deadline(limit_hours=24))
"""What holds where no profile was chosen."""
