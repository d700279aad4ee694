"""One typed answer → its plain value, by the kind of its question; raises `NotRead` with the reason."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from math import isfinite
from typing import Any
from zoneinfo import ZoneInfo

from notewizard.definitions.completeness import Asked, answer_at
from notewizard.definitions.conditions import Answers, look_up
from notewizard.definitions.library import Library
from notewizard.interview.chart import Chart
from notewizard.interview.clock import NotRead, minutes_between, read_day, read_moment, read_time
from notewizard.interview.suggestions import usual_hour
from notewizard.note.clock import clock_time

NO_PRONOUNS = "Pronouns alone, a few words: she/her, they/them, ze/zir, any pronouns, name only."


def may_be_pronouns(text: str) -> bool:
    """Whether `text` is short enough for pronouns and no sentence: no list of them is ever complete."""
    words = re.split(r"[\s/,;]+", text.strip())
    return len(text) <= 40 and len(words) <= 5 and text[-1:] not in ".!?" and not re.search(r"\d|[.!?:]\s", text)


def read_value(asked: Asked, text: str, answers: Answers, library: Library, chart: Chart) -> Any:
    match asked.question.kind:
        case "one":
            return _choice(asked, text)
        case "yes_no":
            if text.lower() not in ("y", "yes", "n", "no"):
                raise NotRead("Yes or no?")
            return text.lower().startswith("y")
        case "number":
            return _number(asked, text, answers, library)
        case "date":
            return _day(asked, text, answers, chart).isoformat()
        case "time":
            clock = read_time(text, *_known_of_the_clock(asked, answers))
            return clock.isoformat() if isinstance(clock, datetime) else clock.strftime("%H:%M")
        case "moment":
            moment = _moment(asked, text, answers, chart)
            return _zoned(asked, moment, answers).isoformat()
        case "line":
            if "\n" in text:
                raise NotRead("One line, please.")
            return _line(asked, text, answers, library)
        case _:
            return text


_PATHS = ("suicide", "self_injury", "violence")
_NONE_OR_WHICH = ("method", "intent", "plan", "means", "medical_care")
"""Answers of the safety path that are "none" or say which: a letter alone would be read as one that was named."""


def _line(asked: Asked, text: str, answers: Answers, library: Library) -> str:
    """A line, with what it names put in the note's own terms: a goal, a modality, a measure."""
    name = asked.path[-1]
    if asked.path == ("client", "pronouns") and not may_be_pronouns(text):
        raise NotRead(NO_PRONOUNS)
    if asked.path[0] == "safety" and asked.path[1] in _PATHS and name in _NONE_OR_WHICH:
        if text.lower().rstrip(".") in ("y", "yes"):
            raise NotRead("Say what it is, in the client's words if you can. Where there is none, write none.")
        return "none" if text.lower().rstrip(".") in ("n", "no") else text
    if name == "goal":
        return _goal(text, answers)
    if name == "modality":
        vocabulary = library.vocabularies[asked.question.vocabulary or ""]
        named = (group.id for group in vocabulary.groups if text.lower() in (group.id, group.label.lower()))
        return next(named, text)
    if asked.path[:2] == ("presenting", "measures") or name == "measure":
        measure = library.measure(text)
        return measure.name if measure else text
    return text


def _known_of_the_clock(asked: Asked, answers: Answers) -> tuple[time, int] | tuple[time] | tuple[()]:
    """What the time asked for comes after, and within how many minutes: the start of the session for its end; for an
    interruption, what is left of the session. Nothing where that is not answered, or is a full timestamp."""
    if asked.path[:1] != ("encounter",):
        return ()
    start, end = (_clock_at(answers, ("encounter", each)) for each in ("start", "end"))
    if asked.path[1] == "end" and start:
        return (start,)
    if asked.path[1] == "interruptions" and start and end:
        gone = _clock_at(answers, (*asked.path[:-1], "start")) if asked.path[-1] == "end" else start
        return (gone, minutes_between(gone, end)) if gone else ()
    return ()


def _clock_at(answers: Answers, path: tuple[str | int, ...]) -> time | None:
    value = answer_at(answers, path)
    clock = clock_time(value) if isinstance(value, str) else None
    return clock if isinstance(clock, time) else None


def _moment(asked: Asked, text: str, answers: Answers, chart: Chart) -> datetime:
    """A day with a time; a time alone is on the day of the session, but never for the session to come."""
    session = look_up(answers, "encounter.date")
    if asked.path[0] == "plan":
        return _coming_moment(text, answers, chart)
    if session:
        try:
            clock = read_time(text)
        except NotRead:
            pass
        else:
            return clock if isinstance(clock, datetime) else datetime.combine(date.fromisoformat(session), clock)
    return read_moment(_strip_weekday(text), chart.today, chart.date_order)


def _coming_moment(text: str, answers: Answers, chart: Chart) -> datetime:
    """The next session: counted from this one, and at its time of day where none is given."""
    session = look_up(answers, "encounter.date")
    since = date.fromisoformat(session) if session else chart.today
    usual = usual_hour(answers)
    moment = read_moment(_strip_weekday(text), chart.today, chart.date_order, since=since, usual=usual)
    if moment.date() < since:
        raise NotRead("That is before this session.")
    return moment


def _strip_weekday(text: str) -> str:
    """ "Friday, November 27, 2026, 2:00 PM" without its first word, so that what we suggest can be read back."""
    head, comma, rest = text.partition(", ")
    return rest if comma and head.isalpha() and rest[:1].isalpha() else text


def _day(asked: Asked, text: str, answers: Answers, chart: Chart) -> date:
    if not asked.question.ahead:
        return read_day(_strip_weekday(text), chart.today, chart.date_order)
    session = look_up(answers, "encounter.date")
    since = date.fromisoformat(session) if session else chart.today
    day = read_day(_strip_weekday(text), chart.today, chart.date_order, since=since)
    if day < since:
        raise NotRead("That day was before the session.")
    return day


def _zoned(asked: Asked, moment: datetime, answers: Answers) -> datetime:
    """A stamp in the past (a contact, a report) needs its offset; the next session stays local."""
    if moment.tzinfo is not None or asked.path[0] == "plan":
        return moment
    zone = look_up(answers, "encounter.time_zone")
    if not zone:
        raise NotRead("The time zone of the session is needed first.")
    return moment.replace(tzinfo=ZoneInfo(zone))


def _choice(asked: Asked, text: str) -> str:
    for option in asked.question.options:
        if text.lower() in (option.value, option.say.lower(), option.key):
            return option.value
    raise NotRead("One of: " + ", ".join(option.say for option in asked.question.options) + ".")


def _number(asked: Asked, text: str, answers: Answers, library: Library) -> float | int:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        raise NotRead("A number, please.") from None
    if not isfinite(number):
        raise NotRead("A number, please.")
    question = asked.question
    if question.whole and number != int(number):
        raise NotRead("A whole number, please.")
    least, most = question.least, question.most
    row = answer_at(answers, asked.path[:-1])
    named = row.get("name") or row.get("measure") if isinstance(row, dict) else None
    measure = library.measure(str(named)) if named else None
    if measure and str(asked.path[-1]).endswith(("score", "baseline", "target")):
        least, most = measure.least, measure.most
    name = measure.name if measure else ""
    if measure and measure.suicide_item and asked.path[-1] == "suicide_item":
        least, most = 0, measure.suicide_item.most
        name = f"{measure.name}'s item {measure.suicide_item.number}"
    if (least is not None and number < least) or (most is not None and number > most):
        raise NotRead(_range(least, most, name))
    total = row.get("score") if isinstance(row, dict) else None
    if measure and asked.path[-1] == "suicide_item" and isinstance(total, int | float) and number > total:
        raise NotRead(f"That is more than the {measure.name} as a whole. F3 or :review changes the total.")
    return int(number) if number == int(number) else number


def _range(least: float | None, most: float | None, name: str) -> str:
    of = f" of the {name}" if name else ""
    if least is not None and most is not None:
        return f"A score{of} is {least:g} to {most:g}." if name else f"A number from {least:g} to {most:g}, please."
    return f"Not below {least:g}, please." if least is not None else f"Not above {most:g}, please."


def _goal(text: str, answers: Answers) -> str:
    goals = look_up(answers, "treatment.goals") or ()
    for number, goal in enumerate(goals, 1):
        if text.lower() in (goal["id"].lower(), str(number), f"goal {number}", goal["text"].lower()):
            return str(goal["id"])
    if not goals:
        return text
    listed = "; ".join(f"{number}: {goal['text']}" for number, goal in enumerate(goals, 1))
    raise NotRead(f"The number of a goal: {listed}.")
