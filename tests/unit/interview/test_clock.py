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


@pytest.mark.parametrize(
    ("started", "typed", "read"),
    [
        (time(14), "248", time(14, 48)),
        (time(14), "2:48", time(14, 48)),
        (time(9, 15), "9:50.", time(9, 50)),
        (time(11, 30), "1:10", time(13, 10)),
        (time(23, 20), "1:05", time(1, 5)),
        (time(19), "7:50", time(19, 50)),
        (time(22), "10:50", time(22, 50)),
        (time(22), "1050", time(22, 50)),
        (time(10), "1050", time(10, 50)),
        (time(23), "11:50:00", time(23, 50)),
        (time(23, 30), "12:20", time(0, 20)),
        (time(11, 30), "12:20", time(12, 20)),
    ],
)
def test_an_end_without_half_of_the_day_is_the_one_that_makes_a_session_of_it(started, typed, read):
    assert read_time(typed, started) == read


@pytest.mark.parametrize(
    ("started", "typed"),
    [(time(14), "1:50"), (time(14), "2:00"), (time(9), "2:00"), (time(14), "8:30"), (time(2), "1:59")],
)
def test_an_end_that_makes_no_session_either_way_is_asked_for(started, typed):
    with pytest.raises(NotRead, match=r"^Morning or afternoon\?"):
        read_time(typed, started)


def test_an_end_of_two_digits_that_makes_no_session_either_way_stays_as_it_is_without_a_start():
    assert read_time("10:50", time(8, 0)) == read_time("10:50") == time(10, 50)
    assert read_time("1050", time(11)) == time(10, 50)
    assert read_time("10:50", time(9), within=16 * 60) == time(10, 50)  # both fit


@pytest.mark.parametrize("typed", ["10:50 PM", "22:50", "2250", "10:60", "1300"])
def test_what_is_of_one_half_or_no_time_is_read_with_a_start_as_without(typed):
    def read(*since):
        try:
            return read_time(typed, *since)
        except NotRead as refused:
            return str(refused)

    assert read(time(22)) == read(time(10)) == read()


def test_a_time_that_says_its_half_is_never_moved_after_the_start():
    assert read_time("2:48 AM", time(14)) == time(2, 48)
    assert read_time("02:48", time(14)) == time(2, 48)
    assert read_time("10:50 AM", time(22)) == time(10, 50)


@pytest.mark.parametrize("typed", ["Nov 27 2pm", "2026-11-27 14:00", "fri 2pm", "+7 2p", "Nov 27, 2:00 PM"])
def test_a_moment_is_a_day_with_a_time(typed):
    assert read_moment(typed, FRIDAY, since=FRIDAY) == datetime(2026, 11, 27, 14, 0)


SATURDAY, WRITTEN = date(2026, 11, 21), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("sunday", 22),
        ("sun", 22),
        ("sat", 28),
        ("on tue", 24),
        ("this tue", 24),
        ("next tue", 24),
        ("next sun", 29),
        ("next week", 28),
        ("in 3 days", 24),
        ("in a week", 28),
        ("+2", 23),
        ("today", 24),
        ("tomorrow", 25),
        ("Nov 27", 27),
    ],
)
def test_what_was_agreed_is_counted_from_the_session(typed, day):
    assert read_day(typed, WRITTEN, since=SATURDAY) == date(2026, 11, day)


@pytest.mark.parametrize("typed", ["tuna", "next", "in zebra weeks", "in 2", "next november", "in weeks"])
def test_a_day_to_come_is_refused_with_examples_of_days_to_come(typed):
    with pytest.raises(NotRead, match=r"^That is not a day I can read\. Write Nov 27, tue, next tue or in 2 weeks\.$"):
        read_day(typed, WRITTEN, since=SATURDAY)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("tue 5pm", datetime(2026, 11, 24, 17)),
        ("tue, 5pm", datetime(2026, 11, 24, 17)),
        ("next tue at 5pm", datetime(2026, 11, 24, 17)),
        ("in 2 weeks", datetime(2026, 12, 5, 14)),
        ("in two weeks 5pm", datetime(2026, 12, 5, 17)),
        ("Dec 1", datetime(2026, 12, 1, 14)),
    ],
)
def test_the_next_session_is_counted_from_this_one_and_keeps_its_time(typed, read):
    assert read_moment(typed, WRITTEN, since=SATURDAY, usual=time(14)) == read


def test_a_moment_that_is_refused_says_what_can_be_written():
    with pytest.raises(NotRead, match=r"^That is not a day with a time\. Write Nov 27 2pm, tue 2pm, next tue 2pm or"):
        read_moment("soon 2pm", WRITTEN, since=SATURDAY)
    with pytest.raises(NotRead, match=r"^At what time\? Write Nov 20 2pm or 2026-11-20 14:00\.$"):
        read_moment("Nov 20", WRITTEN)
    assert read_moment("fri 2pm", WRITTEN) == datetime(2026, 11, 20, 14)


def test_what_we_say_can_be_read_back():
    assert say_day(FRIDAY) == "Friday, November 20, 2026"
    assert say_time(time(0, 5)) == "12:05 AM"
    assert say_moment(datetime(2026, 11, 27, 14)) == "Friday, November 27, 2026, 2:00 PM"
