"""Days and times as people type them, read in one way only or refused with the reason."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta

from notewizard.note.clock import clock_time

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
COUNTED = ("", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NO_DAY = "That is not a day I can read. Write 2026-11-20, Nov 20, today or yesterday."
NO_COMING_DAY = "That is not a day I can read. Write Nov 27, tue, next tue or in 2 weeks."
NO_MOMENT = "That is not a day with a time. Write Nov 20 2pm or 2026-11-20 14:00."
NO_COMING_MOMENT = "That is not a day with a time. Write Nov 27 2pm, tue 2pm, next tue 2pm or in 2 weeks 2pm."
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_abbr)}


class NotRead(ValueError):
    """What was typed cannot be read as what was asked; the message says why and what can."""


def read_day(text: str, today: date, order: str = "", *, since: date | None = None) -> date:
    """The day `text` names. `order` is "mdy" or "dmy" where the practice has said which; else 03/04/2026 is refused.

    Reads 2026-11-20, 11/20/2026 where only one order fits, "Nov 20", "20 November 2026", today, yesterday, +7, -1, fri
    (the Friday of the past seven days). A day without a year is the nearest such day.

    `since` is the day of the session, for what was agreed there: then fri is the first Friday after it, and +7,
    "next fri" (of the week after) and "in 2 weeks" are counted from it.
    """
    words = " ".join(text.lower().replace(",", " ").split())
    if since is not None and (coming := _coming(words, since)):
        return coming
    if words in ("today", "t"):
        return today
    if words in ("yesterday", "y"):
        return today - timedelta(days=1)
    if words in ("tomorrow",):
        return today + timedelta(days=1)
    if re.fullmatch(r"[+-]\d{1,3}", words):
        return today + timedelta(days=int(words))
    if _is_weekday(words):
        return today - timedelta(days=(today.weekday() - WEEKDAYS[words[:3]]) % 7)
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", words):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{2}|\d{4}))?", words):
        return _numbers(int(match[1]), int(match[2]), match[3], today, order)
    if match := re.fullmatch(r"([a-z]{3,9})\.? (\d{1,2})(?: (\d{4}))?", words):
        return _named(match[1], int(match[2]), match[3], today)
    if match := re.fullmatch(r"(\d{1,2})\.? ([a-z]{3,9})\.?(?: (\d{4}))?", words):
        return _named(match[2], int(match[1]), match[3], today)
    raise NotRead(NO_DAY if since is None else NO_COMING_DAY)


def _coming(words: str, since: date) -> date | None:
    """A day to come as people name it on the day `since`, or None."""
    try:
        if match := re.fullmatch(r"\+(\d{1,3})", words):
            return since + timedelta(days=int(match[1]))
        if match := re.fullmatch(r"in (\d{1,2}|[a-z]+) (day|week)s?", words):
            count = int(match[1]) if match[1].isdecimal() else COUNTED.index(match[1].replace("an", "a"))
            return since + timedelta(days=count * (7 if match[2] == "week" else 1))
    except ValueError:
        return None
    if words == "next week":
        return since + timedelta(days=7)
    match = re.fullmatch(r"(next |this |on )?([a-z]+)", words)
    if not match or not _is_weekday(match[2]):
        return None
    weekday = WEEKDAYS[match[2][:3]]
    if match[1] == "next ":
        return since + timedelta(days=7 - since.weekday() + weekday)
    return since + timedelta(days=(weekday - since.weekday()) % 7 or 7)


def _is_weekday(word: str) -> bool:
    """ "tue", "tues" and "tuesday", but not "tuna"."""
    names = (name.lower() for name in calendar.day_name)
    return len(word) >= 3 and any(name.startswith(word) for name in names)


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
        raise NotRead(NO_DAY)
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


_LENGTH = re.compile(r"\d{1,3}\s*(?:m|mins?|minutes?|h|hrs?|hours?)\.?|an? hour|half an hour|\d{2}", re.IGNORECASE)
_HALF_LEFT_OUT = re.compile(r"(?:[1-9]|1[0-2]):?[0-5]\d(?::00)?\.?")
"""A time that can be one of the morning and of the afternoon; "02:48" is of 24 hours."""
_CODE = re.compile(r"(?:cpt\s*)?9\d{4}", re.IGNORECASE)


LONGEST = 240
"""Minutes after its start within which a session's end is read without its half of the day (a house figure). Below
twelve hours, so that morning and afternoon can never both fit; what really took longer is written with its half."""


def read_time(text: str, since: time | None = None, within: int = LONGEST) -> time | datetime:
    """The time of day `text` names ("2pm", "2:48 PM", "14:48", "1448"), or a full timestamp where that is given.

    "248" is morning or afternoon, and so may "1048" be. Where it comes after the clock said `since`, the one that is at
    most `within` minutes later is meant, over midnight too; where neither is, or both are, it is read as it is without
    `since`: "1048" in the morning, "248" refused.
    """
    if _LENGTH.fullmatch(text.strip()) or _CODE.fullmatch(text.strip()):
        raise NotRead("Minutes and service code follow from start and end. Write the time on the clock, 2:48 PM.")
    if len(fitting := _soon_after(text.strip(), since, within)) == 1:
        return fitting[0]
    try:
        found = clock_time(text)
    except ValueError as error:
        said, _, allowed = str(error).partition("|")
        if "ambiguous" in said:
            raise NotRead("Morning or afternoon? Write 2:00 PM, 2p or 14:00.") from None
        raise NotRead(f"That is not a time of day. Write {allowed}." if allowed else f"That {said}.") from None
    assert isinstance(found, time | datetime)
    return found


def minutes_between(since: time, until: time) -> int:
    """Minutes on the clock from `since` to the next time it says `until`: 0 to 1439."""
    return (until.hour * 60 + until.minute - since.hour * 60 - since.minute) % (24 * 60)


def _soon_after(text: str, since: time | None, within: int) -> list[time]:
    """Of the two times of day that `text` without its half may be, those at most `within` minutes after `since`."""
    if since is None or not _HALF_LEFT_OUT.fullmatch(text):
        return []
    both = (clock_time(f"{text.rstrip('.')} {half}") for half in ("AM", "PM"))
    return [each for each in both if 0 < minutes_between(since, each) <= within]


def read_moment(
    text: str, today: date, order: str = "", *, since: date | None = None, usual: time | None = None
) -> datetime:
    """A day and a time, as "2026-11-27 14:00", "Nov 27 2pm", "fri 2pm" or "+7 2pm"; without an offset, local.

    `since` as in `read_day`; `usual` is the time of a day that is named alone.
    """
    stripped = text.strip()
    if re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", stripped):
        try:
            return datetime.fromisoformat(stripped)
        except ValueError:
            pass
    refused = NO_MOMENT if since is None else NO_COMING_MOMENT
    try:
        day = read_day(stripped, today, order, since=since)
    except NotRead:
        pass
    else:
        if usual is None:
            raise NotRead(f"At what time? {refused.partition('. ')[2]}")
        return datetime.combine(day, usual)
    match = re.fullmatch(r"(.+?)[\s,]+(?:at\s+)?(\d{1,2}(?::?\d{2})?\s*(?:[AaPp]\.?[Mm]?\.?)?)", stripped)
    if not match:
        raise NotRead(refused)
    try:
        day = read_day(match[1], today, order, since=since)
    except NotRead as error:
        raise NotRead(refused if str(error) in (NO_DAY, NO_COMING_DAY) else str(error)) from None
    clock = read_time(match[2])
    return clock if isinstance(clock, datetime) else datetime.combine(day, clock)


def say_day(day: date) -> str:
    """ "Friday, November 20, 2026" """
    return f"{day:%A}, {calendar.month_name[day.month]} {day.day}, {day.year}"


def say_time(clock: time | datetime) -> str:
    """ "2:48 PM" """
    return f"{clock.hour % 12 or 12}:{clock.minute:02d} {'AM' if clock.hour < 12 else 'PM'}"


def say_moment(moment: datetime) -> str:
    """ "Friday, November 27, 2026, 2:00 PM" """
    return f"{say_day(moment.date())}, {say_time(moment)}"
