"""Which days count as business days: not the weekend, not a holiday, and holidays by rule, for any year."""

from __future__ import annotations

import calendar
import datetime
from datetime import timedelta
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, model_validator

from notewizard.note.answer import Day, Piece, Words

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Holiday(Piece):
    """One holiday: a day of the calendar every year, the nth of a weekday in a month, or one date alone."""

    name: Words
    month: Annotated[int, Field(ge=1, le=12, strict=True)] | None = None
    day: Annotated[int, Field(ge=1, le=31, strict=True)] | None = None
    """Of the month, every year."""
    weekday: Weekday | None = None
    nth: Literal[1, 2, 3, 4, 5, -1] | None = None
    """Which of that weekday in the month; -1: the last."""
    date: Day | None = None
    """One date alone, such as a day of mourning."""
    observed: bool = False
    """On a Saturday it is kept the Friday before, on a Sunday the Monday after."""
    since: int | None = None
    """The first year it is kept."""

    @model_validator(mode="after")
    def says_one_day(self) -> Holiday:
        given = {key for key in ("month", "day", "weekday", "nth", "date") if getattr(self, key) is not None}
        if given not in ({"month", "day"}, {"month", "weekday", "nth"}, {"date"}):
            raise ValueError("does not say which day|month and day, or month, weekday and nth, or date")
        if given == {"month", "day"} and (self.day or 0) > calendar.monthrange(2024, self.month or 1)[1]:
            raise ValueError("is not a day of that month|")
        return self

    def in_year(self, year: int) -> datetime.date | None:
        """The day off in `year`; None where there is none."""
        if self.date is not None:
            return self.date if self.date.year == year else None
        if self.since is not None and year < self.since:
            return None
        if self.day is not None:
            if self.day > calendar.monthrange(year, self.month or 1)[1]:
                return None
            fixed = datetime.date(year, self.month or 1, self.day)
            return fixed + timedelta({5: -1, 6: 1}.get(fixed.weekday(), 0) if self.observed else 0)
        return _nth(year, self.month or 1, WEEKDAYS.index(self.weekday or "monday"), self.nth or 1)


def _nth(year: int, month: int, weekday: int, nth: int) -> datetime.date | None:
    length = calendar.monthrange(year, month)[1]
    days = [day for day in range(1, length + 1) if datetime.date(year, month, day).weekday() == weekday]
    position = nth - 1 if nth > 0 else nth
    return datetime.date(year, month, days[position]) if position < len(days) else None


def is_business_day(day: datetime.date, weekend: tuple[Weekday, ...], holidays: tuple[Holiday, ...]) -> bool:
    """Whether `day` is worked."""
    return WEEKDAYS[day.weekday()] not in weekend and day not in _off(holidays, day.year)


@lru_cache(maxsize=64)
def _off(holidays: tuple[Holiday, ...], year: int) -> frozenset[datetime.date]:
    # The next year too: a New Year's Day on a Saturday is kept on December 31.
    days = [holiday.in_year(each) for holiday in holidays for each in (year - 1, year, year + 1)]
    return frozenset(day for day in days if day is not None and day.year == year)
