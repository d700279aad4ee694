"""A note, its addenda and its history where the practice changed its time zone in between: moments decide."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

PCP = "Her PCP called back. Escitalopram was raised to 20 mg."
REASON = ("--reason", "The call came after the note was signed.")
SYDNEY, NEW_YORK = "Australia/Sydney", "America/New_York"


def in_zone(office, zone, moment=""):
    """The practice moves there; its clock goes on, or stands at `moment`."""
    config = office.folder / ".notewizard" / "config.toml"
    lines = [each for each in config.read_text(encoding="utf-8").splitlines() if not each.startswith("time_zone")]
    config.write_text("\n".join([f'time_zone = "{zone}"', *lines, ""]), encoding="utf-8")
    moment = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)) if moment else office.now
    office.now = moment.astimezone(ZoneInfo(zone))


@pytest.fixture
def moved(two_clients):
    """A note of noon of November 21 in Sydney; then the practice is in New York, where it is the evening before."""
    in_zone(two_clients, SYDNEY, "2026-11-21T12:05:00")
    two_clients.file = two_clients.sign_note(
        encounter__date="2026-11-21",
        encounter__time_zone=SYDNEY,
        encounter__start="09:00",
        encounter__end="09:50",
        timing__written="2026-11-21T12:05:00+11:00",
    )
    in_zone(two_clients, NEW_YORK, "2026-11-20T21:30:00")
    return two_clients


def addendum(office, known, words=PCP):
    return office.addend("addendum", "--text", office.text(words), "--known", known, *REASON, note=office.file)


def test_an_addendum_of_the_evening_before_by_the_calendar_and_after_the_note_by_the_clock_is_taken(moved):
    code, _, err = addendum(moved, "2026-11-20")
    assert code == 0, err
    assert moved.records("addendum")[0].elements["known"] == "2026-11-20"
    assert "known_from" not in moved.records("addendum")[0].elements


@pytest.mark.parametrize(("known", "taken"), [("2026-11-20", True), ("2026-11-21", True), ("2026-11-19", False)])
def test_a_day_that_is_before_the_note_in_either_zone_alone_is_taken(two_clients, known, taken):
    in_zone(two_clients, NEW_YORK)
    two_clients.file = two_clients.sign_note()
    in_zone(two_clients, SYDNEY, "2026-11-22T09:00:00")  # the note's moment was November 21 there
    code, _, err = addendum(two_clients, known)
    assert ((code == 0), "known before the note was written" in err) == (taken, not taken)


def test_a_day_before_the_note_in_both_zones_is_refused(moved):
    code, _, err = addendum(moved, "2026-11-19")
    assert (code, "known before the note was written" in err) == (1, True)


def test_history_and_export_go_by_the_moment_and_say_the_clock_where_days_read_otherwise(moved):
    in_zone(moved, SYDNEY)
    moved.later(hours=1)
    assert addendum(moved, "2026-11-21", "The school wrote on Monday.")[0] == 0
    in_zone(moved, NEW_YORK)
    moved.later(hours=1)
    assert addendum(moved, "2026-11-20")[0] == 0
    lines = re.findall(r"^  (\S+ \S+ \S+)  (sign|addendum) ", moved.run("history", moved.file)[1], re.MULTILINE)
    assert lines == [
        ("2026-11-21 12:05 +1100", "sign"),
        ("2026-11-21 14:30 +1100", "addendum"),
        ("2026-11-20 23:30 -0500", "addendum"),
    ]
    copy = moved.root / "copy.txt"
    assert moved.run("export", moved.file, "--as", "txt", "--to", copy)[0] == 0
    text = copy.read_text(encoding="utf-8")
    assert text.index("The school wrote on Monday.") < text.index(PCP)


def test_where_one_clock_is_used_no_offset_is_said(two_clients):
    two_clients.file = two_clients.sign_note()
    two_clients.later(hours=1)
    assert addendum(two_clients, "2026-11-20")[0] == 0
    assert re.search(r"-0500", two_clients.run("history", two_clients.file)[1]) is None


def test_what_the_history_does_not_know_stands_where_its_moment_is(moved):
    folders = (moved.folder / ".notewizard" / "history", moved.root / "state" / "history")
    before = {file: file.read_bytes() for folder in folders for file in folder.rglob("*") if file.is_file()}
    assert addendum(moved, "2026-11-20")[0] == 0
    for file, data in before.items():
        file.write_bytes(data)  # the history of then, put back here and on this machine
    moved.later(hours=1)
    assert addendum(moved, "2026-11-20", "The school wrote on Monday.")[0] == 0
    told = [each for each in moved.run("history", moved.file)[1].splitlines() if each.startswith("  2026")]
    assert [("addendum" in each, "not in the history" in each) for each in told] == [
        (False, False),
        (True, True),
        (True, False),
    ]
