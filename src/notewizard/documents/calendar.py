"""A calendar file (.ics) → its appointments, the repeated ones each time; what cannot be read is named by its line.

Read with the libraries icalendar and recurring-ical-events, event by event, so that one that is broken takes no other
along. No word of an event goes into a problem: only its line does.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from notewizard.documents.limits import MOST_CALENDAR_BYTES
from notewizard.errors import Broken, NotKept, Problem

_LINE = "X-NOTEWIZARD-LINE"
_STARTS = re.compile(r"^DTSTART[^:\n]*:(\d{8})", re.MULTILINE | re.IGNORECASE)
_REPEATS = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID)\b", re.MULTILINE | re.IGNORECASE)
_TOO_OFTEN = re.compile(r"^RRULE[^\n]*FREQ=(?:SECONDLY|MINUTELY|HOURLY)", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Appointment:
    """One appointment, in the zone it was asked for."""

    begins: datetime
    ends: datetime
    title: str
    """For the clinician's own screen alone."""
    line: int
    """Of the event in the file, counted from 1."""


@dataclass(frozen=True)
class Calendar:
    """What a calendar file holds of a stretch of time."""

    appointments: tuple[Appointment, ...]
    """In order of time; those that were called off and those of whole days are left out."""
    whole_days: int
    """Events of whole days: no appointment has no time."""
    broken: tuple[Problem, ...]
    """The events that cannot be read."""


@dataclass(frozen=True)
class _Event:
    line: int
    text: str


def read_calendar(path: Path, since: datetime, until: datetime, zone: tzinfo) -> Calendar:
    """The appointments between two moments, times without a zone taken as local in `zone`.

    Raises `Broken` where the file is no calendar, and `NotKept` where the libraries are not installed.
    """
    if not can_read_calendars():
        raise NotKept("A calendar cannot be read without notewizard[calendar].", where=str(path), hint=add_extra())
    text = _text(path)
    events, zones, broken = _events(text, path)
    good: list[Any] = []
    whole_days = 0
    for event in events:
        if _is_elsewhen(event.text, since, until):
            continue
        try:
            component, why = _component(event, zones)
        except Exception:  # whatever a library may raise on a file that anybody may have written
            component, why = None, "cannot be read as an event"
        if component is None:
            broken.append(Problem("", why, "", str(path), event.line))
        elif not isinstance(component["DTSTART"].dt, datetime):
            whole_days += 1
        else:
            good.append(component)
    appointments, worse = _each_time(good, path, since, until, zone)
    problems = tuple(sorted([*broken, *worse], key=lambda each: each.line or 0))
    return Calendar(tuple(sorted(appointments, key=lambda each: (each.begins, each.line))), whole_days, problems)


def can_read_calendars() -> bool:
    """Whether the extra is installed that calendars need."""
    return find_spec("icalendar") is not None and find_spec("recurring_ical_events") is not None


def add_extra() -> str:
    """What adds the extra to the Python that runs now."""
    return f"Add it: {shlex.quote(sys.executable)} -m pip install 'notewizard[calendar]'"


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise _no_calendar(path, "is not there" if not path.exists() else "is not a regular file")
        with path.open("rb") as file:
            data = file.read(MOST_CALENDAR_BYTES + 1)
    except OSError as error:
        raise _no_calendar(path, f"cannot be read: {(error.strerror or 'input error').lower()}") from None
    if len(data) > MOST_CALENDAR_BYTES:
        raise _no_calendar(path, f"is larger than {MOST_CALENDAR_BYTES:,} bytes")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise _no_calendar(path, "is not UTF-8 text") from None
    if not re.search(r"^BEGIN:VCALENDAR[ \t]*$", text, re.MULTILINE | re.IGNORECASE):
        raise _no_calendar(path, "is not a calendar file: nothing in it begins one (BEGIN:VCALENDAR)")
    return text


def _no_calendar(path: Path, why: str) -> Broken:
    hint = "Export the calendar again as an .ics file."
    return Broken(f"The calendar {why}.", [Problem("", why, "", str(path))], where=str(path), hint=hint)


def _events(text: str, path: Path) -> tuple[list[_Event], str, list[Problem]]:
    """Every event with its line, the definitions of time zones, and the events that have no end."""
    events: list[_Event] = []
    zones: list[str] = []
    broken: list[Problem] = []
    inside, begun, lines = "", 0, [""]
    for number, line in enumerate([*text.split("\n"), "END:VCALENDAR"], 1):
        word = line.strip().upper()
        if inside == "VEVENT" and word in ("BEGIN:VEVENT", "END:VCALENDAR"):
            broken.append(Problem("", "is an event without an end (END:VEVENT)", "", str(path), begun))
            inside = ""
        if not inside and word in ("BEGIN:VEVENT", "BEGIN:VTIMEZONE"):
            inside, begun, lines = word.removeprefix("BEGIN:"), number, []
        if inside:
            lines.append(line)
        if inside and word == f"END:{inside}":
            whole = "\n".join(lines) + "\n"
            if inside == "VEVENT":
                events.append(_Event(begun, whole))
            else:
                zones.append(whole)
            inside = ""
    return events, "".join(zones), broken


def _is_elsewhen(text: str, since: datetime, until: datetime) -> bool:
    """Whether an event that is not repeated lies so far outside that it need not be read."""
    starts = _STARTS.search(text)
    if starts is None or _REPEATS.search(text):
        return False
    day = starts[1]
    return not f"{since - timedelta(days=3):%Y%m%d}" <= day <= f"{until + timedelta(days=3):%Y%m%d}"


def _component(event: _Event, zones: str) -> tuple[Any, str]:
    """The event as the library reads it, or None and why not."""
    import icalendar

    if _TOO_OFTEN.search(event.text):
        return None, "is repeated more often than once a day"
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//notewizard//\n"
    known = zones if "TZID=" in event.text.upper() else ""
    marked = event.text.replace("\n", f"\n{_LINE}:{event.line}\n", 1)
    calendar = icalendar.Calendar.from_ical(f"{head}{known}{marked}END:VCALENDAR\n")
    (component,) = calendar.walk("VEVENT")
    if component.errors:
        wrong = ", ".join(sorted({name for name, _ in component.errors if name and name.isascii()}))
        return None, f"cannot be read as an event{f' ({wrong})' if wrong else ''}"
    start = component.get("DTSTART")
    if start is None:
        return None, "is an event without a start (DTSTART)"
    if isinstance(start.dt, datetime) and start.dt.tzinfo is None and "TZID" in start.params:
        return None, "is in a time zone that is not known"
    end = component.get("DTEND")
    if end is not None and type(end.dt) is type(start.dt) and _utc(end.dt) < _utc(start.dt):
        return None, "ends before it begins"
    return component, ""


def _utc(moment: Any) -> Any:
    return moment.astimezone(UTC) if isinstance(moment, datetime) and moment.tzinfo else moment


def _each_time(
    components: list[Any], path: Path, since: datetime, until: datetime, zone: tzinfo
) -> tuple[list[Appointment], list[Problem]]:
    """Each appointment of each event; an event and what was changed of it belong together by its id."""
    series: dict[str, list[Any]] = {}
    for component in components:
        line = str(component[_LINE])
        series.setdefault(str(component.get("UID", line)), []).append(component)
    found: list[Appointment] = []
    broken: list[Problem] = []
    for together in series.values():
        try:
            found += _times(together, since, until, zone)
        except Exception:  # as above: rules of repetition that no library can follow
            broken.append(Problem("", "cannot be read as an event", "", str(path), int(str(together[0][_LINE]))))
    return found, broken


def _times(components: Iterable[Any], since: datetime, until: datetime, zone: tzinfo) -> Iterator[Appointment]:
    import icalendar
    import recurring_ical_events  # type: ignore[import-untyped, unused-ignore]

    calendar = icalendar.Calendar()
    for component in components:
        calendar.add_component(component)
    for each in recurring_ical_events.of(calendar).between(since.astimezone(UTC), until.astimezone(UTC)):
        if str(each.get("STATUS", "")).upper() == "CANCELLED":
            continue
        begins, ends = _local(each["DTSTART"].dt, zone), _local(each.end, zone)
        if begins is not None and ends is not None and since <= begins < until:
            yield Appointment(begins, ends, str(each.get("SUMMARY", "")), int(str(each[_LINE])))


def _local(moment: datetime | date, zone: tzinfo) -> datetime | None:
    if not isinstance(moment, datetime):
        return None
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
