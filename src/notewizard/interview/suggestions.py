"""Safe values that Enter takes, and last time's answers that a typed "y" takes. Never a finding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from notewizard.definitions.completeness import Asked, answer_at
from notewizard.definitions.conditions import Answers, look_up
from notewizard.interview.chart import Chart
from notewizard.interview.clock import say_day, say_moment
from notewizard.interview.on_file import OnFile, age, bare
from notewizard.note.clock import clock_time
from notewizard.note.safety import SafetyContact

ALL_ON_FILE = "on file: "
"""What the row that takes all facts of a question begins with."""
BY_APPOINTMENT = (None, "intake", "ongoing", "no-show", "late-cancellation")
"""Kinds of session that are held, or were to be, at the client's hour."""


def suggestion(asked: Asked, answers: Answers, chart: Chart) -> str:
    """What Enter takes, as text that `accept` reads back; empty where Enter takes nothing."""
    if contact := contact_offered(asked, answers, chart):
        return said_contact(contact)
    match asked.question.suggest:
        case "today":
            return say_day(chart.today)
        case "next-number":
            return _next_number(answers, chart)
        case "plan":
            return chart.frequency or str(look_up(chart.last, "plan.frequency") or "")
        case "usual":
            return _usual(asked, answers, chart)
        case None:
            return ""


def _next_number(answers: Answers, chart: Chart) -> str:
    """One more than last time; 1 for an intake; nothing where the earlier sessions are not known.

    Nor where last time's answers give none: it was passed over, and the notes here may not be all the sessions.
    """
    last = look_up(chart.last, "encounter.session_number")
    if isinstance(last, int) or (chart.earlier and not chart.last):
        return str((last if isinstance(last, int) else chart.earlier) + 1)
    return "1" if look_up(answers, "encounter.session_type") == "intake" else ""


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


def last_time(asked: Asked, answers: Answers, chart: Chart) -> str:
    """What a typed "y" takes here: the one fact on file, as confirmed on the day of the session, else last time's
    answer or what is worked out, where the question allows it; empty where there is none, or more than one.
    """
    if facts := chart.facts_at(asked.question.id):
        return facts[0].as_confirmed(day_of(answers, chart)) if _is_one(asked, facts) else ""
    if asked.question.worked_out == "by-rhythm":
        return _next_session(answers, chart)
    if not asked.question.again:
        return ""
    value: Any = look_up(chart.last, asked.question.id)
    return bare(value) if isinstance(value, str) else ""


def _next_session(answers: Answers, chart: Chart) -> str:
    """The appointment of which it is known that it stands: agreed before, or by the rhythm of the sessions."""
    return _agreed_before(answers, chart) or _by_rhythm(answers, chart)


def _agreed_before(answers: Answers, chart: Chart) -> str:
    """The session that an earlier note names and that is still to come on the day of this one."""
    day = day_of(answers, chart)
    for earlier in (chart.last, chart.last_held):
        agreed = look_up(earlier, "plan.next_session")
        if isinstance(agreed, str) and (moment := datetime.fromisoformat(agreed)).date() > day:
            return say_moment(moment)
    return ""


def _by_rhythm(answers: Answers, chart: Chart) -> str:
    """The next session at the time of this one, where it is known that sessions are whole weeks apart."""
    day, every = look_up(answers, "encounter.date"), chart.rhythm_days
    clock = usual_hour(answers)
    if not day or clock is None or not every or every % 7:
        return ""
    return say_moment(datetime.combine(date.fromisoformat(day) + timedelta(days=every), clock))


def usual_hour(answers: Answers) -> time | None:
    """The client's hour, by this session: its start, or when it was to be; None where it says nothing of one.

    A call, a collateral contact and a crisis come when they come: the hour of one is nobody's appointment.
    """
    start = look_up(answers, "encounter.start") or look_up(answers, "encounter.scheduled")
    if not start or look_up(answers, "encounter.session_type") not in BY_APPOINTMENT:
        return None
    clock = clock_time(start)
    return clock.timetz().replace(tzinfo=None) if isinstance(clock, datetime) else clock


def day_of(answers: Answers, chart: Chart) -> date:
    """The day of the session; before it is answered, today."""
    day = look_up(answers, "encounter.date")
    return date.fromisoformat(day) if day else chart.today


def said_of_facts(asked: Asked, answers: Answers, chart: Chart) -> str:
    """What stands above a question with facts on file, or an answer of last time: how old it is, what takes it."""
    facts = chart.facts_at(asked.question.id)
    if not facts:
        before = last_time(asked, answers, chart)
        if before and asked.question.worked_out and before == _agreed_before(answers, chart):
            return f"Agreed before: {before} (y takes it)"
        if before and asked.question.worked_out:
            return f"By the rhythm of {_weeks(chart.rhythm_days)}: {before} (y takes it)"
        return f"Last time: {before} (y takes it)" if before else ""
    day = day_of(answers, chart)
    if _is_one(asked, facts):
        return f"In the chart: {facts[0].fact.text}, {age(facts[0].confirmed, day)} ({_way(asked, facts, day)})"
    if asked.question.kind == "many":
        return f"In the chart, {age(min(each.confirmed for each in facts), day)} ({_way(asked, facts, day)})"
    lines = [f"In the chart: {each.fact.text}, {age(each.confirmed, day)}" for each in facts]
    return "\n".join([*lines, f"({_way(asked, facts, day)})"])


def _weeks(days: float | None) -> str:
    weeks = int((days or 0) // 7)
    return "one week" if weeks == 1 else f"{weeks} weeks"


def _is_one(asked: Asked, facts: Sequence[OnFile]) -> bool:
    return len(facts) == 1 and asked.question.kind != "many"


def _way(asked: Asked, facts: Sequence[OnFile], day: date) -> str:
    way = "y confirms it"
    if not _is_one(asked, facts):
        way = "y takes all of them, a number one" if asked.question.kind == "many" else "they are the first of the list"
    return f"that is long ago: ask; {way}" if any(each.is_old(day) for each in facts) else way


def all_on_file(asked: Asked, chart: Chart) -> str:
    """All facts on file of a question that takes any number of terms, as one row of its list; empty where none are."""
    facts = chart.facts_at(asked.question.id)
    return f"{ALL_ON_FILE}{'; '.join(each.fact.text for each in facts)}" if facts else ""


def contact_offered(asked: Asked, answers: Answers, chart: Chart) -> SafetyContact | None:
    """The open contact that the first question of this row takes up; None for any other question."""
    if asked.path[:2] != ("safety", "contacts") or asked.path[-1] != "due" or answer_at(answers, asked.path):
        return None
    return next(iter(chart.still_open(answers)), None)


def said_contact(contact: SafetyContact) -> str:
    """ "November 15, 2026, client, by phone": its day and person, as Enter takes them."""
    return f"{say_day(contact.due).partition(', ')[2]}, {contact.with_}"
