"""`verify`, `history`, `due` and the pages of `--help` in a terminal of 40 columns."""

import io
import os

import pytest

from notewizard.cli import COMMANDS, main

CALENDAR = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x\n{}END:VCALENDAR\n"
EVENT = "BEGIN:VEVENT\nUID:{0}{1}\nSUMMARY:{0}\nDTSTART;TZID=America/New_York:{1}\nDURATION:PT50M\nEND:VEVENT\n"


@pytest.fixture
def office(two_clients, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    two_clients.sign_note(trainee=True)
    two_clients.later(hours=30)
    return two_clients


def too_wide(out, columns=40):
    """The lines that are wider; what is typed stays whole, to be copied, and so does a path without a blank."""
    lines = (line for line in out.splitlines() if len(line) > columns)
    return [line for line in lines if not line.strip().startswith("notewizard ") and " " in line.strip()]


def run(office, *words):
    _, out, err = office.run(*words, "--practice", office.folder)
    assert out, err
    return out


def test_verify(office):
    office.note.rename(office.folder / "Other" / "a file with a long name of its own 2026-11-20.md")
    assert too_wide(run(office, "verify")) == []
    office.note.with_name("x.md").write_text("words", encoding="utf-8")
    for path in office.practice.history.iterdir():
        path.write_bytes(path.read_bytes().replace(b"Dana", b"Dora"))
    out = run(office, "verify")
    assert too_wide(out) == []
    assert out.splitlines()[0] == "no notes as signed, 1 not, 0 to look at."
    assert "\nWRONG CHART\n  Other/a file with a long name of its\n  own 2026-11-20.md\n" in out
    assert "\nHISTORY\n  damaged: " in out


def test_history_of_a_note_and_of_the_practice(office):
    office.addend("addendum", "--text", office.text("TSH in range."), "--known", "2026-11-20", "--reason", "PCP called")
    for words in (("history",), ("history", office.note)):
        out = run(office, *words)
        assert too_wide(out) == []
        assert "\n  2026-11-20 15:05 sign Dana Whitfield,\n    LCSW" in out
    assert "\n    PCP called\n" in out or "\n                    PCP called\n" in out


def test_what_is_due(office):
    events = "".join(EVENT.format(title, f"2026111{day}T140000") for day, title in ((8, "Ada Example"), (9, "Nobody")))
    (office.root / "week.ics").write_text(CALENDAR.format(events), encoding="utf-8")
    out = run(office, "due", "--calendar", office.root / "week.ics")
    assert too_wide(out) == []
    assert " ".join(out.split()).startswith("1 note owed. Default: 48 hours (expected within 24); crisis 24 hours. ")


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_of_every_command(office, monkeypatch, columns, name):
    monkeypatch.setenv("COLUMNS", str(columns))
    _, out, _ = office.run(name, "--help")
    assert too_wide(out.partition("examples:")[2], columns) == []


def test_the_words_of_a_page_are_the_same_however_wide_it_is(office, monkeypatch):
    pages = []
    for columns in ("30", "40", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        pages.append(office.run("accept", "--help")[1].partition("examples:")[2].split())
    assert pages[0] == pages[1] == pages[2]


def test_what_goes_into_a_file_is_not_broken(office, monkeypatch):
    monkeypatch.delenv("COLUMNS")
    office.addend(
        "addendum", "--text", office.text("x"), "--known", "2026-11-20", "--reason", "A call of the PCP. " * 9
    )
    assert max(map(len, run(office, "history", office.note).splitlines())) > 150


class Terminal(io.StringIO):
    """A terminal that things are said to."""

    encoding = "utf-8"

    def fileno(self):
        return 2


@pytest.fixture
def said(office, monkeypatch):
    """What a command says on a terminal of so many columns."""

    def run(columns, *words):
        with monkeypatch.context() as here:
            here.setattr("sys.stderr", terminal := Terminal())
            here.setattr("os.get_terminal_size", lambda *_: os.terminal_size((columns, 24)))
            main([*map(str, words), "--practice", str(office.folder)])
        return terminal.getvalue()

    return run


def test_what_is_said_beside_and_what_is_refused_cut_no_word_in_two(office, said, monkeypatch):
    monkeypatch.chdir(office.folder)
    text = said(40, "due")
    assert (too_wide(text), "No calendar is read. Name one:\n--calendar FILE.ics, or calendar =\n" in text) == (
        [],
        True,
    )
    text = said(40, "accept", office.note.relative_to(office.folder), "--reason", "So.")
    assert (too_wide(text), text.startswith("It is what was signed.\n")) == ([], True)


def test_on_a_wider_screen_a_path_can_be_copied_as_it_is(office, said):
    assert str(office.note) in said(60, "accept", office.note, "--reason", "So.")
