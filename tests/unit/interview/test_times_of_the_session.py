"""A time typed without morning or afternoon, where what was answered before leaves one of the two."""

from datetime import date

import pytest
import shipped

from notewizard.interview.accept import Accepted, Rejected, accept
from notewizard.interview.chart import Chart
from notewizard.interview.state import Interview, question_at

LIBRARY = shipped.library()


def typed(key, text, **encounter):
    answers = {"encounter": {"date": "2026-11-20", "time_zone": "UTC", "session_type": "ongoing", **encounter}}
    state = Interview(LIBRARY, LIBRARY.formats["soap"], Chart(date(2026, 11, 20)), answers)
    asked = question_at(state, f"encounter.{key}")
    assert asked is not None
    found = accept(asked, text, answers, LIBRARY, state.chart)
    if isinstance(found, Accepted):
        return found.writes[-1][1]
    assert found.why.startswith("Morning or afternoon?")
    return Rejected


def test_an_end_follows_its_start():
    assert typed("end", "248", start="14:00") == "14:48"
    assert typed("end", "10:50", start="10:00") == "10:50"
    assert typed("end", "10:50", start="22:00") == typed("end", "1050", start="22:00") == "22:50"


def test_an_end_is_asked_for_where_no_start_says_which():
    assert typed("end", "248") is Rejected
    assert typed("end", "248", start="2026-11-20T14:00:00+00:00") is Rejected
    assert typed("end", "200", start="09:00") is Rejected


@pytest.mark.parametrize("key", ["start", "interruptions[0].start"])
def test_what_comes_after_nothing_that_is_known_is_asked_for(key):
    assert typed(key, "2:20", start=None, interruptions=[{"reason": "phone"}]) is Rejected


def test_an_interruption_lies_in_the_session():
    def interrupted(key, text, **row):
        return typed(f"interruptions[0].{key}", text, start="14:00", end="14:48", interruptions=[row])

    assert interrupted("start", "220", reason="phone") == "14:20"
    assert interrupted("end", "226", start="14:20") == "14:26"
    assert interrupted("end", "215", start="14:20") is Rejected
    assert interrupted("start", "250", reason="phone") is Rejected


def test_an_interruption_lies_in_a_session_over_midnight():
    def interrupted(key, text, **row):
        return typed(f"interruptions[0].{key}", text, start="23:45", end="00:45", overnight=True, interruptions=[row])

    assert interrupted("start", "1155", reason="phone") == "23:55"
    assert interrupted("start", "12:15", reason="phone") == "00:15"
    assert interrupted("end", "1205", start="23:55") == "00:05"


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("1900-01-01", "That day is more than 100 years ago: whoever signs now was not there."),
        ("2026-11-21", "That day is still to come. A note is about a session that took place."),
        ("1926-01-02", ""),
    ],
)
def test_a_day_of_the_session_that_cannot_be(day, why):
    answers = {"encounter": {"time_zone": "UTC", "session_type": "ongoing"}}
    state = Interview(LIBRARY, LIBRARY.formats["soap"], Chart(date(2026, 11, 20)), answers)
    found = accept(question_at(state, "encounter.date"), day, answers, LIBRARY, state.chart)
    assert (found.why if isinstance(found, Rejected) else "") == why
