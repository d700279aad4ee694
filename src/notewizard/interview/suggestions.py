"""Safe values that Enter takes, and last time's answers that a typed "y" takes. Never a finding."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from notewizard.definitions.completeness import Asked, answer_at
from notewizard.definitions.conditions import Answers, look_up
from notewizard.interview.chart import Chart
from notewizard.interview.clock import say_day, say_moment
from notewizard.note.clock import clock_time


def suggestion(asked: Asked, answers: Answers, chart: Chart) -> str:
    """What Enter takes, as text that `accept` reads back; empty where Enter takes nothing."""
    match asked.question.suggest:
        case "today":
            return say_day(chart.today)
        case "next-number":
            return _next_number(answers, chart)
        case "next-week":
            return _next_week(answers)
        case "plan":
            return chart.frequency or str(look_up(chart.last, "plan.frequency") or "")
        case "usual":
            return _usual(asked, answers, chart)
        case None:
            return ""


def _next_number(answers: Answers, chart: Chart) -> str:
    """One more than last time; 1 for an intake; nothing where the earlier sessions are not known."""
    last = look_up(chart.last, "encounter.session_number")
    if isinstance(last, int) or chart.earlier:
        return str((last if isinstance(last, int) else chart.earlier) + 1)
    return "1" if look_up(answers, "encounter.session_type") == "intake" else ""


def _next_week(answers: Answers) -> str:
    day = look_up(answers, "encounter.date")
    start = look_up(answers, "encounter.start") or look_up(answers, "encounter.scheduled")
    if not day or not start:
        return ""
    clock = clock_time(start)
    clock = clock.timetz().replace(tzinfo=None) if isinstance(clock, datetime) else clock
    return say_moment(datetime.combine(date.fromisoformat(day) + timedelta(days=7), clock))


def _usual(asked: Asked, answers: Answers, chart: Chart) -> str:
    if asked.path[0] == "presenting":
        return _usual_score(asked, answers, chart)
    value = look_up(chart.last, asked.question.id)
    # A session type other than ongoing does not repeat by habit.
    if asked.question.id == "encounter.session_type" and value is not None:
        value = "ongoing"
    return str(value) if isinstance(value, str | int) else ""


def _usual_score(asked: Asked, answers: Answers, chart: Chart) -> str:
    row = answer_at(answers, asked.path[:-1]) or {}
    name = asked.path[-1]
    if name == "date":
        day = look_up(answers, "encounter.date")
        return say_day(date.fromisoformat(day)) if day else ""
    before = chart.last_score(str(row.get("name", "")), str(row.get("date", "")))
    if before is None:
        return ""
    if name == "previous_score":
        return f"{before['score']:g}"
    return say_day(date.fromisoformat(before["date"])) if name == "previous_date" else ""


def last_time(asked: Asked, chart: Chart) -> str:
    """Last time's answer where a typed "y" may take it; else empty."""
    if not asked.question.again:
        return ""
    value: Any = look_up(chart.last, asked.question.id)
    return value if isinstance(value, str) else ""
