"""Days and times as people type them, read in one way only or refused with the reason."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta

from notewizard.note.clock import clock_time

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_abbr)}


class NotRead(ValueError):
    """What was typed cannot be read as what was asked; the message says why and what can."""


def read_day(text: str, today: date, order: str = "", *, ahead: bool = False) -> date:
    """The day `text` names. `order` is "mdy" or "dmy" where the practice has said which; else 03/04/2026 is refused.

    Reads 2026-11-20, 11/20/2026 where only one order fits, "Nov 20", "20 November 2026", today, yesterday, +7, -1, fri
    (the Friday of the past seven days; with `ahead`, the one to come). A day without a year is the nearest such day.
    """
    words = " ".join(text.lower().replace(",", " ").split())
    if words in ("today", "t"):
        return today
    if words in ("yesterday", "y"):
        return today - timedelta(days=1)
    if words in ("tomorrow",):
        return today + timedelta(days=1)
    if re.fullmatch(r"[+-]\d{1,3}", words):
        return today + timedelta(days=int(words))
    if words[:3] in WEEKDAYS and words.isalpha():
        if ahead:
            return today + timedelta(days=(WEEKDAYS[words[:3]] - today.weekday()) % 7 or 7)
        return today - timedelta(days=(today.weekday() - WEEKDAYS[words[:3]]) % 7)
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", words):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{2}|\d{4}))?", words):
        return _numbers(int(match[1]), int(match[2]), match[3], today, order)
    if match := re.fullmatch(r"([a-z]{3,9})\.? (\d{1,2})(?: (\d{4}))?", words):
        return _named(match[1], int(match[2]), match[3], today)
    if match := re.fullmatch(r"(\d{1,2})\.? ([a-z]{3,9})\.?(?: (\d{4}))?", words):
        return _named(match[2], int(match[1]), match[3], today)
    raise NotRead("That is not a day I can read. Write 2026-11-20, Nov 20, today or yesterday.")


def _numbers(first: int, second: int, year: str | None, today: date, order: str) -> date:
    if order not in ("mdy", "dmy"):
        if first > 12 >= second:
            order = "dmy"
        elif (second > 12 >= first) or first == second:
            order = "mdy"
        else:
            raise NotRead("Which is the month? Write 2026-03-04 or Mar 4.")
    month, day = (first, second) if order == "mdy" else (second, first)
    if year is None:
        return _nearest(month, day, today)
    return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _named(name: str, day: int, year: str | None, today: date) -> date:
    month = MONTHS.get(name[:3])
    if month is None:
        raise NotRead("That is not a day I can read. Write 2026-11-20, Nov 20, today or yesterday.")
    return _day(int(year), month, day) if year else _nearest(month, day, today)


def _nearest(month: int, day: int, today: date) -> date:
    choices = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            choices.append(date(year, month, day))
        except ValueError:
            continue
    if not choices:
        raise NotRead("That day does not exist.")
    return min(choices, key=lambda each: abs(each - today))


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotRead("That day does not exist.") from None


def read_time(text: str) -> time | datetime:
    """The time of day `text` names ("2pm", "2:48 PM", "14:48", "1448"), or a full timestamp where that is given."""
    try:
        found = clock_time(text)
    except ValueError as error:
        said, _, allowed = str(error).partition("|")
        if "ambiguous" in said:
            raise NotRead("Morning or afternoon? Write 2:00 PM, 2p or 14:00.") from None
        raise NotRead(f"That is not a time of day. Write {allowed}." if allowed else f"That {said}.") from None
    assert isinstance(found, time | datetime)
    return found


def read_moment(text: str, today: date, order: str = "") -> datetime:
    """A day and a time, as "2026-11-27 14:00", "Nov 27 2pm", "fri 2pm" or "+7 2pm"; without an offset, local."""
    stripped = text.strip()
    if re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", stripped):
        try:
            return datetime.fromisoformat(stripped)
        except ValueError:
            pass
    match = re.fullmatch(r"(.+?)[\s,]+(?:at\s+)?(\d{1,2}(?::?\d{2})?\s*(?:[AaPp]\.?[Mm]?\.?)?)", stripped)
    if not match:
        raise NotRead("That is not a day with a time. Write Nov 27 2pm or 2026-11-27 14:00.")
    clock = read_time(match[2])
    if isinstance(clock, datetime):
        return clock
    words = match[1].lower()
    if words[:3] in WEEKDAYS and words.isalpha():
        ahead = (WEEKDAYS[words[:3]] - today.weekday()) % 7 or 7
        return datetime.combine(today + timedelta(days=ahead), clock)
    return datetime.combine(read_day(match[1], today, order), clock)


def say_day(day: date) -> str:
    """ "Friday, November 20, 2026" """
    return f"{day:%A}, {calendar.month_name[day.month]} {day.day}, {day.year}"


def say_time(clock: time | datetime) -> str:
    """ "2:48 PM" """
    return f"{clock.hour % 12 or 12}:{clock.minute:02d} {'AM' if clock.hour < 12 else 'PM'}"


def say_moment(moment: datetime) -> str:
    """ "Friday, November 27, 2026, 2:00 PM" """
    return f"{say_day(moment.date())}, {say_time(moment)}"
