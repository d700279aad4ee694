"""Days and times as people type them."""

from datetime import date, datetime, time

import pytest

from notewizard.interview.clock import NotRead, read_day, read_moment, read_time, say_day, say_moment, say_time

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("today", FRIDAY),
        ("yesterday", date(2026, 11, 19)),
        ("-3", date(2026, 11, 17)),
        ("tue", date(2026, 11, 17)),
        ("fri", FRIDAY),
        ("2026-11-20", FRIDAY),
        ("Nov 20", FRIDAY),
        ("november 20, 2026", FRIDAY),
        ("20 Nov", FRIDAY),
        ("11/20/2026", FRIDAY),
        ("20.11.26", FRIDAY),
        ("11/11", date(2026, 11, 11)),
        ("Dec 30", date(2026, 12, 30)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, read):
    assert read_day(typed, FRIDAY) == read


def test_a_day_in_numbers_is_refused_as_unclear_unless_the_practice_has_said_which():
    with pytest.raises(NotRead, match=r"^Which is the month\? Write 2026-03-04 or Mar 4\.$"):
        read_day("03/04/2026", FRIDAY)
    assert read_day("03/04/2026", FRIDAY, "mdy") == date(2026, 3, 4)
    assert read_day("03/04/2026", FRIDAY, "dmy") == date(2026, 4, 3)


@pytest.mark.parametrize("typed", ["soon", "2026-13-01", "Feb 30", "31/31/2026", "", "20261120x"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(NotRead):
        read_day(typed, FRIDAY)


def test_a_time_without_half_of_the_day_is_refused_with_the_way_out():
    with pytest.raises(NotRead, match=r"^Morning or afternoon\? Write 2:00 PM, 2p or 14:00\.$"):
        read_time("2:00")
    assert read_time("2p") == time(14)
    assert read_time("2:48 PM") == time(14, 48)


@pytest.mark.parametrize("typed", ["Nov 27 2pm", "2026-11-27 14:00", "fri 2pm", "+7 2p", "Nov 27, 2:00 PM"])
def test_a_moment_is_a_day_with_a_time(typed):
    assert read_moment(typed, FRIDAY) == datetime(2026, 11, 27, 14, 0)


def test_what_we_say_can_be_read_back():
    assert say_day(FRIDAY) == "Friday, November 20, 2026"
    assert say_time(time(0, 5)) == "12:05 AM"
    assert say_moment(datetime(2026, 11, 27, 14)) == "Friday, November 27, 2026, 2:00 PM"
