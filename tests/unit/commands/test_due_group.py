"""`due`: the appointment of a group is written when every member who was there has a note."""

import json
import tomllib
from datetime import datetime
from pathlib import Path

import pytest
from unit.commands.office_of_two import VIDEO, ZONE
from unit.commands.test_due import calendar, event, results

from notewizard.commands.owing.group_appointments import GroupHeld
from notewizard.documents.calendar import Appointment
from notewizard.note.span import Span

GROUP_MEMBER = Path(__file__).parents[2] / "golden" / "group-member" / "answers.toml"
AT = "20261120T140000"
"""When the session of these notes begins."""
GROUP = {"id": "anx-11-20", "topic": "Safety behaviors", "size": 2}
SHARED = {"participants": "group", "group": GROUP, "date": "2026-11-20", "start": "14:00", "end": "14:48"}
TITLES = ["Group anx-11-20", "Anxiety group", "Practice", "Example, Other"]


@pytest.fixture
def office(two_clients):
    two_clients.later(hours=1)
    return two_clients


def member(office, answers, client, **encounter):
    """A signed note of the group's session."""
    text = answers.read_text(encoding="utf-8").replace("2026-02-10", "2026-11-20").replace("2026-02-17", "2026-11-27")
    values = json.loads(json.dumps(tomllib.loads(text), default=str))
    values |= {"client": {"id": client}, "author": {"name": "Dana Whitfield", "credential": "LCSW"}}
    values["encounter"] |= {**SHARED, "time_zone": "America/New_York", **encounter}
    file = office.root / "answers.json"
    file.write_text(json.dumps(values), encoding="utf-8")
    code, _, err = office.run("render", file, "--to", office.folder, "--sign", "Dana Whitfield")
    assert code == 0, err


def told(office, *events):
    code, out, err = office.run("due", "--calendar", calendar(office.root, *events), "--json")
    assert code == 0, err
    return results(out, "owed"), results(out, "written"), results(out, "unclear")


@pytest.mark.parametrize("title", TITLES)
def test_a_groups_appointment_is_written_when_every_member_has_a_note(office, title):
    member(office, VIDEO, "c-1042")
    owed, written, (unclear,) = told(office, event(title, AT))
    assert (owed, written) == ([], [])
    assert (unclear["group"], unclear["clients"], unclear["size"]) == ("anx-11-20", ["c-1042"], 2)
    code, out, _ = office.run("due", "--calendar", office.root / "week.ics")
    assert f"“{title}”: group anx-11-20, 1 of 2 notes\n" in out
    member(office, GROUP_MEMBER, "c-0311")
    owed, (settled,), unclear = told(office, event(title, AT))
    assert (owed, unclear, settled["client"], settled["clients"]) == ([], [], None, ["c-0311", "c-1042"])
    code, out, _ = office.run("due", "--calendar", office.root / "week.ics")
    assert (code, "of no client for certain" in out) == (0, False)
    assert "1 appointment with its note.\n" in out


def test_a_session_is_that_of_one_appointment_and_another_time_is_another(office):
    member(office, VIDEO, "c-1042")
    member(office, GROUP_MEMBER, "c-0311")
    events = (
        event("Anxiety group", AT, uid="1"),
        event("Group anx-11-20", AT, uid="2"),
        event("Grief group", "20261120T100000"),
        event("Jo K.", "20261120T143000"),
        event("Group anx-11-20", "20261113T140000"),
    )
    _, (written,), unclear = told(office, *events)
    assert written["line"] == office_line(office, "UID:2")
    assert len(unclear) == 4
    assert not any("group" in each for each in unclear)


def office_line(office, words):
    lines = (office.root / "week.ics").read_bytes().decode().split("\r\n")
    return next(number for number, line in enumerate(lines, 1) if line.startswith(words)) - 1


def test_an_appointment_with_somebody_who_was_not_in_the_group_is_none_of_it():
    def at(hour, minute=0):
        return datetime(2026, 11, 20, hour, minute, tzinfo=ZONE)

    held = GroupHeld("anx", "2026-11-20", 2, frozenset({"c-1", "c-2"}), (Span(at(18, 5), at(19, 30), 85),))
    at_six = Appointment(at(18), at(19, 30), "Evening group", 1)
    assert not held.is_named_in(at_six)
    assert held.is_at(at_six, ())
    assert held.is_at(at_six, ("c-1", "c-2"))
    assert not held.is_at(at_six, ("c-1", "c-3"))
    assert not held.is_at(Appointment(at(18), at(19, 30), "Supervision", 1), ())
    assert not held.is_at(Appointment(at(17), at(18), "Grief group", 1), ())
