from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from notewizard.rendering import when

NEW_YORK = ZoneInfo("America/New_York")


def at(*parts: int, zone: str = "America/New_York", fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone), fold=fold)


@pytest.mark.parametrize(
    ("begins", "ends", "expected"),
    [
        (at(2026, 11, 20, 14), at(2026, 11, 20, 14, 48), "Friday, November 20, 2026, 2:00 to 2:48 PM EST"),
        (at(2026, 11, 20, 11, 30), at(2026, 11, 20, 12, 20), "Friday, November 20, 2026, 11:30 AM to 12:20 PM EST"),
        (at(2026, 11, 20, 0, 5), at(2026, 11, 20, 0, 50), "Friday, November 20, 2026, 12:05 to 12:50 AM EST"),
        (
            at(2026, 12, 31, 23, 30),
            at(2027, 1, 1, 0, 20),
            "Thursday, December 31, 2026, 11:30 PM EST to Friday, January 1, 2027, 12:20 AM EST",
        ),
        (
            at(2026, 11, 1, 1, 30),
            at(2026, 11, 1, 1, 15, fold=1),
            "Sunday, November 1, 2026, 1:30 AM EDT to 1:15 AM EST",
        ),
    ],
)
def test_a_session_in_words(begins, ends, expected):
    assert when.session(begins, ends) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(2026, 7, 1, 9), "9:00 AM EDT"),
        (at(2026, 7, 1, 9, zone="America/Sao_Paulo"), "9:00 AM UTC-3"),
        (at(2026, 7, 1, 9, zone="Asia/Kathmandu"), "9:00 AM UTC+5:45"),
        (datetime(2026, 7, 1, 9, tzinfo=UTC), "9:00 AM UTC"),
        (datetime.fromisoformat("2026-07-01T09:00:00-05:00"), "9:00 AM UTC-5"),
        (datetime(2026, 7, 1, 9), "9:00 AM"),
    ],
)
def test_a_time_with_its_zone(moment, expected):
    assert when.moment(moment) == expected


def test_days_leave_out_the_year_beside_one_of_the_same_year():
    assert when.day(date(2026, 10, 23), date(2026, 11, 20)) == "October 23"
    assert when.day(date(2025, 10, 23), date(2026, 11, 20)) == "October 23, 2025"
    assert when.weekday(date(2026, 11, 27)) == "Friday, November 27, 2026"


def test_clocks():
    assert [when.clock(time(hour)) for hour in (0, 9, 12, 23)] == ["12:00 AM", "9:00 AM", "12:00 PM", "11:00 PM"]
