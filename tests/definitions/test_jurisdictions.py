"""Jurisdiction profiles: what is shipped, which days count, and what a broken one is told."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import shipped

from notewizard.definitions.library import load_library
from notewizard.errors import Broken
from notewizard.note.profile import DEFAULT, Deadline, Profile
from notewizard.note.working_days import Holiday, is_business_day

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture(scope="module")
def profiles():
    return shipped.library().jurisdictions


def limit(profile, begins, ends=None, kind="ongoing"):
    start = datetime.fromisoformat(begins).replace(tzinfo=NEW_YORK)
    end = datetime.fromisoformat(ends or begins).replace(tzinfo=NEW_YORK)
    return profile.limit(kind, start, end).isoformat(timespec="minutes")


def test_every_profile_says_where_its_figures_come_from(profiles):
    assert {id_: profile.in_words() for id_, profile in profiles.items()} == {
        "default": "Default: 48 hours (expected within 24); crisis 24 hours",
        "us-ca-medi-cal": "California Medi-Cal: 3 business days; crisis 1 calendar day",
        "us-tx": "Texas community mental health: 2 business days",
    }
    assert all(profile.source for profile in profiles.values())


def test_the_default_of_the_code_is_the_file_that_is_shipped(profiles):
    fields = set(Profile.model_fields)
    assert profiles["default"].model_dump(include=fields) == DEFAULT.model_dump()


@pytest.mark.parametrize(
    ("year", "days"),
    [
        # As the Office of Personnel Management lists them for these years.
        (2022, "12-31p 1-17 2-21 5-30 6-20 7-4 9-5 10-10 11-11 11-24 12-26"),
        (2026, "1-1 1-19 2-16 5-25 6-19 7-3 9-7 10-12 11-11 11-26 12-25"),
        (2027, "1-1 1-18 2-15 5-31 6-18 7-5 9-6 10-11 11-11 11-25 12-24"),
    ],
)
def test_the_federal_holidays_of_a_year(profiles, year, days):
    holidays = profiles["us-tx"].holidays
    expected = set()
    for each in days.split():
        month, _, day = each.removesuffix("p").partition("-")
        expected.add(date(year - each.endswith("p"), int(month), int(day)))
    assert {each.in_year(year) for each in holidays} == expected
    assert not any(is_business_day(day, ("saturday", "sunday"), holidays) for day in expected)


def test_juneteenth_is_kept_since_2021(profiles):
    (juneteenth,) = [each for each in profiles["us-tx"].holidays if "Juneteenth" in each.name]
    assert (juneteenth.in_year(2020), juneteenth.in_year(2021)) == (None, date(2021, 6, 18))


@pytest.mark.parametrize(
    ("begins", "by"),
    [
        ("2026-11-16T10:00", "2026-11-20T00:00-05:00"),  # Monday to the end of Thursday
        ("2026-11-20T10:00", "2026-11-26T00:00-05:00"),  # Friday: Monday, Tuesday, Wednesday
        ("2026-11-21T10:00", "2026-11-26T00:00-05:00"),  # Saturday: day 0 is no business day, Monday is the first
        ("2026-11-25T10:00", "2026-12-02T00:00-05:00"),  # Thanksgiving and a weekend between
        ("2027-12-22T10:00", "2027-12-29T00:00-05:00"),  # Christmas kept on Friday the 24th
    ],
)
def test_business_days_are_counted_from_the_day_after_the_service(profiles, begins, by):
    assert limit(profiles["us-ca-medi-cal"], begins) == by


def test_the_day_of_service_is_the_day_it_began_and_hours_run_from_its_end(profiles):
    night = ("2026-11-19T23:30", "2026-11-20T00:20")
    assert limit(profiles["us-ca-medi-cal"], *night, kind="crisis") == "2026-11-21T00:00-05:00"
    assert limit(profiles["default"], *night) == "2026-11-22T00:20-05:00"


def test_hours_are_hours_that_pass(profiles):
    # The clocks are put back in the night to November 1, 2026.
    assert limit(profiles["default"], "2026-10-31T10:00", kind="crisis") == "2026-11-01T09:00-05:00"


def test_an_intake_is_due_as_its_own_deadline_says():
    profile = Profile(intake=Deadline(limit_days=7))
    assert limit(profile, "2026-11-16T10:00", kind="intake") == "2026-11-24T00:00-05:00"
    assert limit(profile, "2026-11-16T10:00") == "2026-11-18T10:00-05:00"


def test_a_profile_whose_every_day_is_a_holiday_still_ends():
    profile = Profile(
        routine=Deadline(limit_business_days=2),
        weekend=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
    assert limit(profile, "2026-11-16T10:00").startswith("2028")


def test_one_date_alone_is_a_holiday_of_that_year():
    mourning = Holiday(name="Day of mourning", date=date(2025, 1, 9))
    assert (mourning.in_year(2025), mourning.in_year(2026)) == (date(2025, 1, 9), None)


HEAD = 'schema = 1\nid = "ours"\nname = "Ours"\n'


@pytest.mark.parametrize(
    ("text", "where", "said", "line"),
    [
        ("[routine]\nlimit_business_days = -1\n", "routine.limit_business_days", "must be at least 0", 5),
        ("[crisis]\nlimit_hours = 0\n", "crisis.limit_hours", "must be at least 1", 5),
        ("[routine]\nlimit_hours = 24\nlimit_days = 1\n", "routine", "needs exactly one limit", 4),
        ("[routine]\ntarget_hours = 24\n", "routine", "needs exactly one limit", 4),
        ("[routine]\ntarget_hours = 72\nlimit_hours = 48\n", "routine", "has its target after its limit", 4),
        ("[routine]\nlimit_hour = 24\n", "routine.limit_hour", "is not a key here", 5),
        ('holiday_calendar = "us-state"\n', "holiday_calendar", "is not there", None),
        ('weekend = ["sunnday"]\n', "weekend[0]", "is not one of the allowed values", 4),
        ("plan_review_days = 7\n", "plan_review_days", "must be at least 30", 4),
        ("crisis_add_on_from = 0\n", "crisis_add_on_from", "must be at least 1", 4),
        ('[[holidays]]\nname = "Odd"\nmonth = 2\nday = 30\n', "holidays[0]", "is not a day of that month", 4),
        ('[[holidays]]\nname = "Half"\nmonth = 2\n', "holidays[0]", "does not say which day", 4),
    ],
)
def test_a_broken_profile_is_refused_with_its_place(tmp_path, text, where, said, line):
    folder = tmp_path / "formats" / "jurisdictions"
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(Broken) as caught:
        load_library(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.where, problem.said, problem.line) == (where, said, line)
    assert (problem.path, caught.value.exit_code) == (str(folder / "ours.toml"), 3)


def test_a_practice_has_its_own_profile_and_its_own_holidays(tmp_path):
    folder = tmp_path / "formats" / "jurisdictions"
    folder.mkdir(parents=True)
    own = '[routine]\nlimit_business_days = 1\n[[holidays]]\nname = "County day"\nmonth = 3\nday = 31\n'
    (folder / "ours.toml").write_text(f'{HEAD}holiday_calendar = "us-federal"\n{own}', encoding="utf-8")
    ours = load_library(tmp_path, "ours").jurisdiction
    assert len(ours.holidays) == 12
    assert limit(ours, "2026-03-30T10:00") == "2026-04-02T00:00-04:00"


def test_a_profile_that_is_not_there_is_named_with_the_settings(tmp_path):
    with pytest.raises(Broken) as caught:
        load_library(tmp_path, "us-xx")
    (problem,) = caught.value.problems
    assert problem.sentence() == (
        f"{tmp_path / 'config.toml'}, jurisdiction: is not the id of a profile (one of default, us-ca-medi-cal, us-tx)."
    )
