"""What is said on a terminal: lines broken between words, and nothing broken that may be copied."""

import io
import os

import pytest

from notewizard.terminal import columns
from notewizard.terminal.columns import UNBOUNDED, columns_of, said_on

LOCKED = "This progress note is signed and locked: it is no draft any more, and is never written again."
FOLDER = "/home/dana/Practice/c-0001/2026-11-29 progress note.md"
ADDEND = f'notewizard addend "{FOLDER}" --addendum'


@pytest.fixture
def said(monkeypatch):
    def said(text, wide=80):
        monkeypatch.setattr(columns, "columns_of", lambda *_: wide)
        return said_on(text, io.StringIO())

    return said


def test_a_line_ends_between_two_words(said):
    assert said(LOCKED) == LOCKED.replace("never written", "never\nwritten")


def test_a_place_and_a_command_can_be_copied_whole(said):
    for text in (f"It is locked. ({FOLDER})", f"Add to it: {ADDEND}, --late-entry or --correction", f"`{ADDEND}`"):
        assert FOLDER in said(f"{text}\nNothing was changed.", 60)
    assert ADDEND in said(f"Add to it: {ADDEND}", 60)
    assert said("Every answer that you gave is kept in a draft: notewizard resume 800cd15a", 72).endswith(
        "\nnotewizard resume 800cd15a"
    )


@pytest.mark.parametrize("place", ["Other/2026-11-27 progress note.md", "2026-11-27 progress note.md"])
def test_so_can_a_place_within_the_practice(said, place):
    assert place in said(f"This file is not what was signed, and it is left as it is now. ({place})\nNothing was done.")


def test_on_a_narrow_screen_a_command_is_still_whole(said):
    assert ADDEND in said(f"Add to it: {ADDEND}", 40).split("\n")[-1]
    assert f"`{ADDEND}`" in said(f"See `{ADDEND}` for it.", 40)


def test_a_terminal_that_says_it_has_no_columns_is_as_wide_as_none(monkeypatch):
    monkeypatch.setattr("os.get_terminal_size", lambda *_: os.terminal_size((0, 0)))
    with open(os.devnull) as stream:
        assert (columns_of({}, 72, stream), columns_of({"COLUMNS": "50"}, 72, stream)) == (72, 50)


def test_what_goes_into_a_file_is_not_broken(said):
    assert said(LOCKED * 9, UNBOUNDED) == LOCKED * 9


def test_on_a_narrow_screen_every_line_is_broken(said):
    assert said("Put it back: notewizard accept NOTE --reason WHY", 30) == (
        "Put it back: notewizard accept\nNOTE --reason WHY"
    )
