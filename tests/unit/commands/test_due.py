"""`due`: what is still owed, from a calendar, from drafts, and from sessions that were agreed on."""

import json
from argparse import ArgumentParser
from datetime import date, datetime
from pathlib import Path

import pytest

from notewizard.cli import main
from notewizard.commands import due, home
from notewizard.commands.owing.whose_appointment import named_in
from notewizard.commands.world import World
from notewizard.errors import Broken
from notewizard.records.clients import Client
from notewizard.records.practice import Practice

NOW = datetime.fromisoformat("2026-11-29T12:00:00-05:00")
HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x\n"


def event(title, start, *more, uid="", end="DURATION:PT50M"):
    zoned = start if start.startswith("DTSTART") else f"DTSTART;TZID=America/New_York:{start}"
    lines = ["BEGIN:VEVENT", f"UID:{uid or title}{start}", f"SUMMARY:{title}", zoned, end, *more, "END:VEVENT"]
    return "\n".join(line for line in lines if line) + "\n"


def calendar(folder, *events):
    path = folder / "week.ics"
    path.write_bytes((HEAD + "".join(events) + "END:VCALENDAR\n").replace("\n", "\r\n").encode())
    return path


@pytest.fixture
def here(tmp_path, capsys):
    """A practice with two clients; Ashgrove has a note of November 20."""
    for client, day in (("Ashgrove", "2026-11-20"), ("Bell", "2026-10-02")):
        (tmp_path / "practice" / client).mkdir(parents=True)
        (tmp_path / "practice" / client / f"{day} progress note.md").write_text("A note.", encoding="utf-8")
    assert main(["init", str(tmp_path / "practice"), "--yes", "--author", "Dana Whitfield, LCSW"]) == 0
    capsys.readouterr()
    return tmp_path / "practice"


@pytest.fixture
def owed(here, capsys):
    def run(*words, now=NOW):
        parser = ArgumentParser()
        parser.add_argument("--practice")
        due.arguments(parser)
        code = due.run(parser.parse_args(["--practice", str(here), *map(str, words)]), World(now=lambda: now))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def results(out, state="owed"):
    return [each for each in json.loads(out)["results"] if each["state"] == state]


def said(here, **settings):
    practice = Practice(here)
    text = (practice.dot / "config.toml").read_text(encoding="utf-8")
    for key, value in settings.items():
        text = text.replace(f'{key} = ""', f'{key} = "{value}"')
    (practice.dot / "config.toml").write_text(text, encoding="utf-8")


def test_each_appointment_is_owed_until_a_note_has_its_day(owed, tmp_path):
    file = calendar(
        tmp_path,
        event("Ashgrove", "20261106T140000", "RRULE:FREQ=WEEKLY", "EXDATE;TZID=America/New_York:20261113T140000"),
        event("Session with Bell", "DTSTART:20261129T140000Z"),
        event("Bell", "20261204T140000"),
    )
    code, out, err = owed("--calendar", file)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "3 notes owed. Default: 48 hours (expected within 24); crisis 24 hours.",
        "  late by 20 days   c-0001 (Ashgrove)  Fri, Nov 6, 2:00 to 2:50 PM",
        "  2 hours left      c-0001 (Ashgrove)  Fri, Nov 27, 2:00 to 2:50 PM, a reason will be asked",
        "  45 hours left     c-0002 (Bell)  Sun, Nov 29, 9:00 to 9:50 AM",
        "1 appointment with its note.",
    ]


@pytest.mark.parametrize(
    ("profile", "now", "left"),
    [
        ("default", "2026-11-27T15:00:00-05:00", 47.8),
        ("us-ca-medi-cal", "2026-11-27T15:00:00-05:00", 129.0),
        ("us-tx", "2026-12-02T01:00:00-05:00", -1.0),
    ],
)
def test_the_hours_left_are_those_of_the_profile(here, owed, tmp_path, profile, now, left):
    said(here, jurisdiction=profile)
    _, out, _ = owed(
        "--calendar", calendar(tmp_path, event("Bell", "20261127T140000")), "--json", now=datetime.fromisoformat(now)
    )
    (found,) = results(out)
    assert (found["hours_left"], found["late"]) == (left, left < 0)


def test_a_moved_and_a_cancelled_session_and_whole_days(owed, tmp_path):
    moved = event("Bell", "20261128T100000", "RECURRENCE-ID;TZID=America/New_York:20261127T140000")
    weekly = event("Bell", "20261120T140000", "RRULE:FREQ=WEEKLY;COUNT=2")
    moved = moved.replace("UID:Bell20261128T100000", "UID:Bell20261120T140000")
    file = calendar(
        tmp_path,
        weekly,
        moved,
        event("Bell", "20261124T140000", "STATUS:CANCELLED"),
        event("Bell on leave", "DTSTART;VALUE=DATE:20261126", end=""),
    )
    _, out, _ = owed("--calendar", file, "--json")
    assert [each["begins"] for each in results(out)] == ["2026-11-20T14:00-05:00", "2026-11-28T10:00-05:00"]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (event("Bell Secret", "DTSTART:yesterday"), "cannot be read as an event (DTSTART)"),
        (event("Bell Secret", "X-NOTHING:1"), "is an event without a start (DTSTART)"),
        (
            event("Bell Secret", "20261125T140000", end="DTEND;TZID=America/New_York:20261125T130000"),
            "ends before it begins",
        ),
        (event("Bell Secret", "DTSTART;TZID=Mars/Olympus:20261125T140000"), "is in a time zone that is not known"),
        (event("Bell Secret", "20261125T140000", "RRULE:FREQ=WHENEVER"), "cannot be read as an event (RRULE)"),
        (event("Bell Secret", "20261125T140000", "RRULE:FREQ=SECONDLY"), "is repeated more often than once a day"),
        (
            event("Bell Secret", "20261125T140000").replace("END:VEVENT\n", ""),
            "is an event without an end (END:VEVENT)",
        ),
    ],
)
def test_a_broken_event_is_named_with_its_line_and_the_rest_is_read(owed, tmp_path, broken, why):
    broken = broken.replace("DTSTART;TZID=America/New_York:X-NOTHING:1", "X-NOTHING:1")
    file = calendar(tmp_path, event("Ashgrove", "20261127T140000"), broken, event("Bell", "20261128T100000"))
    code, out, err = owed("--calendar", file)
    assert code == 3
    assert f"{file}:10: {why}. The rest of the calendar was read." in err
    assert "2 notes owed." in out
    assert "Secret" not in out + err
    code, out, _ = owed("--calendar", file, "--json")
    assert code == 3
    assert results(out, "broken") == [{"state": "broken", "path": str(file), "line": 10, "why": why}]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "is not there"),
        (b"Dear Dana,", "is not a calendar file: nothing in it begins one (BEGIN:VCALENDAR)"),
        (b"BEGIN:VCALENDAR\n\xff\xfe", "is not UTF-8 text"),
    ],
)
def test_what_is_no_calendar_is_refused(owed, tmp_path, data, why):
    file = tmp_path / "week.ics"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(Broken) as caught:
        owed("--calendar", file)
    assert (caught.value.what, caught.value.exit_code) == (f"The calendar {why}.", 3)


def test_an_unknown_client_is_listed_as_such_and_no_title_is_told_to_a_program(owed, tmp_path):
    file = calendar(tmp_path, event("Jo K.", "20261127T140000"), event("Ashgrove / Bell", "20261128T100000"))
    code, out, err = owed("--calendar", file)
    assert code == 0
    assert "2 appointments of no client for certain:" in out
    assert "Fri, Nov 27, 2:00 PM, “Jo K.”" in out
    assert "“Ashgrove / Bell”: c-0001 (Ashgrove) or c-0002 (Bell)?" in out
    _, out, _ = owed("--calendar", file, "--json")
    assert [each["could_be"] for each in results(out, "unclear")] == [[], ["c-0001", "c-0002"]]
    assert "Jo K" not in out + err


def test_two_sessions_of_one_day_need_two_notes(owed, tmp_path):
    file = calendar(tmp_path, event("Ashgrove", "20261120T090000"), event("Ashgrove", "20261120T160000"))
    _, out, _ = owed("--calendar", file, "--json")
    assert [each["begins"][11:16] for each in results(out, "written")] == ["09:00"]
    assert [each["begins"][11:16] for each in results(out)] == ["16:00"]


def test_a_draft_is_owed_by_its_own_times_and_stands_for_its_appointment(here, owed, state, tmp_path):
    draft = state.drafts.begin("c-0002", "soap", "2026-11-28T11:00:00-05:00")
    draft.append(
        {"kind": "practice", "root": str(here)},
        {
            "kind": "answer",
            "key": "encounter.end",
            "writes": [
                [["encounter", "date"], "2026-11-28"],
                [["encounter", "session_type"], "crisis"],
                [["encounter", "start"], "10:02"],
                [["encounter", "end"], "11:00"],
            ],
        },
    )
    draft.close()
    _, out, _ = owed("--calendar", calendar(tmp_path, event("Bell", "20261128T100000")), "--json")
    (found,) = results(out)
    assert (found["source"], found["draft"], found["ends"]) == ("draft", draft.id, "2026-11-28T11:00-05:00")
    # A crisis: 24 hours after eleven.
    assert (found["hours_left"], found["late"]) == (-1.0, True)


def test_a_draft_that_does_not_say_when_is_listed_last_without_hours(here, owed, state):
    draft = state.drafts.begin("c-0002", "soap", "2026-11-28T11:00:00-05:00")
    draft.append({"kind": "practice", "root": str(here)})
    draft.close()
    _, out, _ = owed()
    assert out.splitlines()[1].split() == ["begun", "c-0002", "(Bell)", "draft", draft.id]


EXAMPLE = Path(__file__).parents[3] / "examples" / "answers" / "ongoing-video.toml"


@pytest.fixture
def signed(here, tmp_path, capsys):
    """Bell's note of Friday, November 20 is signed; the next session is agreed on for the 27th at 2 PM."""
    answers = tmp_path / "answers.toml"
    text = EXAMPLE.read_text(encoding="utf-8").replace('id = "c-1042"', 'id = "c-0002"')
    answers.write_text(text, encoding="utf-8")
    assert main(["render", str(answers), "--to", str(here), "--sign", "Dana Whitfield"]) == 0
    capsys.readouterr()


def test_a_session_that_was_agreed_on_and_has_no_note_is_owed(signed, owed, here, tmp_path):
    _, out, _ = owed("--json")
    (found,) = results(out)
    assert (found["client"], found["source"], found["begins"]) == ("c-0002", "agreed", "2026-11-27T14:00-05:00")
    assert results(owed("--json", now=datetime.fromisoformat("2026-11-26T12:00:00-05:00"))[1]) == []
    # The calendar knows better: it was moved to Monday.
    file = calendar(tmp_path, event("Bell", "20261130T140000"))
    assert results(owed("--calendar", file, "--json")[1]) == []
    # A note of that day, whoever wrote it, is the note.
    (here / "Bell" / "2026-11-27 progress note.md").write_text("No-show.", encoding="utf-8")
    assert results(owed("--json")[1]) == []


@pytest.mark.parametrize(
    ("title", "ids"),
    [
        ("Ashgrove", ["c-1"]),
        ("Session: ada ashgrove (video)", ["c-1"]),
        ("c-2 50min", ["c-2"]),
        ("Ashgrove, Ada and C-2", ["c-2"]),
        ("Ashgrove's mother", []),
        ("Ashgroves", []),
        ("J.B. 50min", ["c-2"]),
        ("ME follow-up", ["c-3"]),
        ("call me back", []),
        ("Ben Ashgrove", ["c-3"]),
        ("Lunch", []),
        ("", []),
    ],
)
def test_a_client_is_known_by_whole_words_of_the_title(title, ids):
    clients = (
        Client("c-1", "Ashgrove, Ada", "Ashgrove"),
        Client("c-2", "Bell, Jo", aliases=("J.B",)),
        Client("c-3", "Ashgrove, Ben", aliases=("ME",)),
    )
    assert [each.id for each in named_in(title, clients)] == ids


def test_without_a_calendar_it_says_so_and_the_days_are_bounded(owed):
    code, out, err = owed()
    assert (code, out) == (0, "No notes owed. Default: 48 hours (expected within 24); crisis 24 hours.\n")
    assert err == 'No calendar is read. Name one: --calendar FILE.ics, or calendar = "FILE.ics" in config.toml.\n'


def test_the_calendar_of_the_settings_is_read_from_the_practice_folder(here, owed):
    calendar(here, event("Bell", "20261128T100000"))
    said(here, calendar="week.ics")
    assert "1 note owed." in owed()[1]


class Shown:
    """The first screen, which takes the first choice."""

    def __init__(self, pick):
        self.pick, self.lines, self.views = pick, [], []

    def say(self, text, tone="plain"):
        self.lines.append(text)

    def ask(self, view):
        from notewizard.terminal.screen import Said

        self.views.append(view)
        return Said(view.choices[self.pick].value)


def test_the_first_screen_offers_what_the_calendar_says_is_owed(here, monkeypatch):
    from contextlib import nullcontext

    calendar(here, event("Bell", "20261128T100000"), event("Jo", "DTSTART:never"))
    said(here, calendar="week.ics")
    screen, begun = Shown(0), []
    monkeypatch.setattr(home, "screen_for", lambda desk, accessible: nullcontext(screen))
    monkeypatch.setattr(home, "begin", lambda desk, screen, *words, offered=None: begun.append((*words, offered)) or 0)
    options = ArgumentParser()
    options.add_argument("--practice")
    home.arguments(options)
    assert home.run(options.parse_args(["--practice", str(here)]), World(now=lambda: NOW)) == 0
    (view,) = screen.views
    assert view.choices[0].say == "22 hours left c-0002 (Bell) Sat, Nov 28, 10:00 to 10:50 AM, a reason will be asked"
    assert begun == [("c-0002", "", date(2026, 11, 28))]
    assert "Something in the calendar cannot be read: notewizard due" in screen.lines
