"""A time of day, or a full timestamp, that can be read in one way only. The standard library alone: the first question
is asked before anything heavier is loaded."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Any

_CLOCK = re.compile(r"(?P<hour>\d{1,2}):?(?P<minute>\d{2})?(?::00)?\s*(?P<half>[AaPp])?\.?(?:[Mm]\.?)?$")
_AMBIGUOUS = 'is ambiguous: morning or afternoon?|24-hour "14:00", or "2:00 PM"'
_NOT_A_TIME = 'is not a time of day|24-hour "14:00", or "2:00 PM"'


def clock_time(value: Any) -> Any:
    """A time of day or a full timestamp that can be read in one way only; raises ValueError otherwise.

    Accepts `time`, an aware `datetime`, "14:00", "1400", "2:00 PM", "2pm" and ISO timestamps with an offset. A bare
    hour from 1 to 11 with a single digit, such as "2:00", is refused as ambiguous; "02:00" and "14:00" are 24-hour.
    """
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("is a timestamp without an offset|for example 2026-11-01T01:30:00-04:00")
        return value
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if not isinstance(value, str):
        raise ValueError(_NOT_A_TIME)
    text = value.strip()
    if re.match(r"\d{4}-\d\d-\d\d[T ]", text):
        try:
            return clock_time(datetime.fromisoformat(text))
        except ValueError as error:
            # Python's own sentence would repeat what was given.
            raise ValueError(str(error) if "|" in str(error) else _NOT_A_TIME) from None
    return _time_of_day(text)


def _time_of_day(text: str) -> time:
    match = _CLOCK.match(text)
    if not match or (match["minute"] is None and match["half"] is None):
        raise ValueError(_NOT_A_TIME)
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12 or minute > 59:
            raise ValueError(_NOT_A_TIME)
        return time(hour % 12 + (12 if half == "p" else 0), minute)
    if hour > 23 or minute > 59:
        raise ValueError(_NOT_A_TIME)
    if len(match["hour"]) == 1 and hour:
        raise ValueError(_AMBIGUOUS)
    return time(hour, minute)
