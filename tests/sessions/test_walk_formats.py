"""The whole walk in a real pseudo-terminal, in each format: what is kept is the golden note with its signature."""

from pathlib import Path

import pytest
from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import walk_note
from sessions.office import opened

GOLDEN = Path(__file__).parents[1] / "golden"
NOTE = "c-1042/2026-11-20 progress note.md"


WRITTEN = "Written November 20, 2026, 3:05 PM EST.\n"
SIGNED = "Electronically signed by Dana Whitfield, LCSW, on November 20, 2026, 3:05 PM EST, as the author. "
CASES = [
    ("soap", "ongoing-video"),
    ("dap", "ongoing-video"),
    ("birp", "ongoing-video"),
    ("narrative", "ongoing-video.narrative"),
]


def golden(case, form):
    """The golden note as it reads once it is signed at the end of the walk."""
    text = (GOLDEN / case / f"note.{form}.md").read_text(encoding="utf-8")
    unsigned = f"Dana Whitfield, LCSW. {WRITTEN}"
    assert text.endswith(unsigned)
    return text.removesuffix(unsigned) + SIGNED + WRITTEN


@pytest.mark.parametrize(("form", "case"), CASES)
def test_the_whole_walk_becomes_the_golden_note(form, case, tmp_path):
    office = opened(tmp_path)
    with office.runs("new", "c-1042", "--format", form) as s:
        walk_note(s, answers_in(EXAMPLES / f"{case}.toml"), form)
    assert office.files() == [NOTE]
    assert office.body(NOTE) == golden(case, form)
    assert office.drafts() == ()


def test_the_same_walk_in_plain_lines(tmp_path):
    office = opened(tmp_path)
    with office.runs("new", "c-1042", "--accessible", size=(200, 40)) as s:
        walk_note(s, answers_in(EXAMPLES / "ongoing-video.toml"), accessible=True)
    assert office.files() == [NOTE]
    assert office.body(NOTE) == golden("ongoing-video", "soap")
    assert office.drafts() == ()
