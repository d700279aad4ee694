"""Days, times and stretches of time in words. English names; the locale of the machine has no say in a record."""

from __future__ import annotations

from datetime import date, datetime, time

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(value: date, beside: date | None = None) -> str:
    """`November 20, 2026`; without the year where it is that of `beside`."""
    year = "" if beside and beside.year == value.year else f", {value.year}"
    return f"{_MONTHS[value.month - 1]} {value.day}{year}"


def weekday(value: date, beside: date | None = None) -> str:
    """`Friday, November 20, 2026`; without the year where it is that of `beside`."""
    return f"{_WEEKDAYS[value.weekday()]}, {day(value, beside)}"


def clock(value: time | datetime) -> str:
    """`2:05 PM`."""
    return f"{value.hour % 12 or 12}:{value.minute:02} {_half(value)}"


def _half(value: time | datetime) -> str:
    return "AM" if value.hour < 12 else "PM"


def zone(value: datetime) -> str:
    """`EST`; `UTC-3` where the zone has no letters of its own, empty where there is none."""
    name, offset = value.tzname() or "", value.utcoffset()
    if offset is None or name.isalpha():
        return name
    hours, minutes = divmod(abs(int(offset.total_seconds())) // 60, 60)
    return f"UTC{'-' if offset.total_seconds() < 0 else '+'}{hours}{f':{minutes:02}' if minutes else ''}"


def moment(value: datetime) -> str:
    """`2:05 PM EST`."""
    return f"{clock(value)} {zone(value)}".rstrip()


def stretch(begins: time | datetime, ends: time | datetime) -> str:
    """`2:00 to 2:48 PM`, `11:30 AM to 12:20 PM`."""
    first = clock(begins)
    return f"{first.removesuffix(f' {_half(ends)}')} to {clock(ends)}"


def session(begins: datetime, ends: datetime) -> str:
    """Day, times and zone of a session: `Friday, November 20, 2026, 2:00 to 2:48 PM EST`."""
    if begins.date() != ends.date():
        return f"{weekday(begins)}, {moment(begins)} to {weekday(ends, begins)}, {moment(ends)}"
    if zone(begins) != zone(ends):
        return f"{weekday(begins)}, {moment(begins)} to {moment(ends)}"
    return f"{weekday(begins)}, {stretch(begins, ends)} {zone(begins)}".rstrip()
