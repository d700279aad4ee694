"""Time in the walk: a length is no end, a session too short for a code is told, a late note asks why and says so."""

import pytest
from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import opened

LATE = "2026-11-24T09:10:00-05:00"
"""Tuesday morning, four days after the session."""
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x
BEGIN:VEVENT
UID:1
SUMMARY:Sample
DTSTART;TZID=America/New_York:20261119T100000
DURATION:PT50M
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def office(tmp_path):
    return opened(tmp_path)


def ongoing():
    return answers_in(EXAMPLES / "ongoing-video.toml")


def test_a_late_note_asks_why_and_is_stamped_as_one(office):
    office.has_draft(ongoing())
    with office.runs("resume", now=LATE) as s:
        walk = Walk(s)
        walk.asked("Why the note is late")
        walk.answers("The network was down until Monday.").sees("Late note")
        walk.sees("90 hours after the session").sees(LAST_PAGE).signs()
    note = office.body("c-1042/2026-11-20 progress note.md")
    late = "**Late note** Written Tuesday, November 24, 2026, 9:10 AM EST, 90 hours after the session. The network was"
    assert late in note
    assert "Electronically signed by Dana Whitfield, LCSW, on November 24, 2026, 9:10 AM EST" in note


def test_the_profile_decides_whether_it_is_late(office):
    config = office.practice / ".notewizard" / "config.toml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("[author]", 'jurisdiction = "us-ca-medi-cal"\n\n[author]'),
        encoding="utf-8",
    )
    office.has_draft(ongoing())
    with office.runs("resume", now=LATE) as s:
        # Friday is day 0, Wednesday the third business day: nothing is asked.
        Walk(s).sees(LAST_PAGE).signs()
    note = office.body("c-1042/2026-11-20 progress note.md")
    assert "Late note" not in note
    assert "2026, 9:10 AM EST" in note


def test_a_length_is_no_end_and_a_session_too_short_for_a_code_is_told(office):
    office.has_draft(ongoing(), "encounter.end", "encounter.participants")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("Ended at").types("48 min").presses("Enter")
        walk.sees("Minutes and service code follow from start and end.")
        walk.presses("Ctrl-U").types("2:12 PM").sees("2:12 PM, 12 minutes").presses("Enter")
        walk.asked("Session with").types("i")
        walk.sees("12 minutes: below 16 minutes there is no psychotherapy code.")


def test_what_the_calendar_says_is_owed_stands_on_the_first_screen(office):
    config = office.practice / ".notewizard" / "config.toml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("[author]", 'calendar = "week.ics"\n\n[author]'), encoding="utf-8"
    )
    (office.practice / "week.ics").write_text(CALENDAR, encoding="utf-8")
    with office.runs() as s:
        walk = Walk(s)
        walk.asked("Notes owed").sees("19 hours left c-0777 (Sample) Thu, Nov 19, 10:00 to 10:50 AM")
        walk.presses("Enter").asked("Date of the session")
        walk.sees("Thursday, November 19, 2026  (Enter takes it)").presses("Enter").asked("Kind of session")
    (draft,) = office.drafts()
    assert draft.client == "c-0777"


def test_one_time_stands_everywhere_the_practices_whatever_the_machine_says(tmp_path):
    office = opened(tmp_path)
    office.env["TZ"] = "Asia/Tokyo"  # there it is 5:05 AM of the day after
    office.has_draft(ongoing(), "presenting.concerns")
    with office.runs() as s:
        walk = Walk(s)
        walk.sees("begun 3:05 PM").presses("Enter").asked("What the client came with today")
        walk.presses("F3").sees("Your answers so far").types("written").sees("Written at", "3:05 PM")
        walk.presses("Ctrl-S").presses("Ctrl-C").stops(130)
    with office.runs("new", "c-0777") as s:
        walk = Walk(s)
        walk.sees("Friday, November 20, 2026").presses("Enter").asked("Kind of session")
        walk.presses("Ctrl-S").stops(130)
