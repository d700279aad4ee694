"""Terminals that are less than full, answers that are more than text, and no terminal at all."""

import re
import subprocess
import sys

import pytest
from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import NOW, STILL_CLOCK, opened
from sessions.stage import SOURCE

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
ATTACK = "Named \x1b[31mtwo\x1b[0m thoughts \x07 and \x9b2J wrote \u202ethem down."
WHOLE = ANSWERS["response"]["engagement"]


@pytest.mark.parametrize("words", [["new", "c-1042"], ["resume"], []])
def test_without_a_terminal_nothing_is_asked(words, tmp_path):
    office = opened(tmp_path)
    env = office.environ() | {"PYTHONPATH": str(SOURCE)}
    line = [sys.executable, STILL_CLOCK, NOW, *words]
    done = subprocess.run(line, env=env, cwd=office.practice, input="o\n", capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is nobody to ask" in done.stderr
    assert "notewizard render" in done.stderr
    assert "Traceback" not in done.stderr
    assert office.drafts() == ()


def test_questions_stay_on_the_terminal_when_stdout_goes_to_a_file(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    out = tmp_path / "out"
    with office.runs("resume", stdout=out) as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        walk.answers(WHOLE)
        walk.signs()
    assert out.read_bytes() == b""
    assert WHOLE in office.body(NOTE)


def test_no_color_is_no_color(tmp_path):
    office = opened(tmp_path, NO_COLOR="1")
    office.has_draft(ANSWERS, "safety.self_harm")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("Self-harm")
        walk.types("d").signs()
    styles = re.findall(rb"\x1b\[([0-9;]*)m", s.sent)
    given = [int(number) for style in styles for number in style.split(b";") if number]
    assert [number for number in given if number >= 30] == []


def test_a_terminal_that_draws_nothing_gets_plain_lines(tmp_path):
    office = opened(tmp_path, TERM="dumb")
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume", size=(120, 40)) as s:
        s.see("How the client took part", "an empty line ends").answer(WHOLE).answer("")
        s.see("End of the text. Press Enter to go on.").answer("").see("s: sign as Dana Whitfield, LCSW").answer("s")
        s.see("Kept: ")
        assert s.ends() == 0
    assert b"\x1b" not in s.sent
    assert WHOLE in office.body(NOTE)


def test_signs_that_steer_a_terminal_stay_in_the_draft_and_out_of_the_note(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        s.paste(ATTACK).see("them down.")
        walk.presses("Ctrl-C").stops(130)
    assert office.typed()[-1] == ATTACK
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        walk.sees("them down.").presses("Enter").sees(LAST_PAGE)
        walk.signs()
    note = office.body(NOTE)
    assert "thoughts" in note
    assert not [sign for sign in "\x1b\x07\x9b\u202e" if sign in note]


def test_a_paste_of_a_megabyte_is_kept_in_the_draft(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    text = "\n".join(f"Line {number:06} of a long paste." for number in range(1_000_000 // 30))
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        s.paste(text).see("of a long paste.")
        walk.presses("Ctrl-S").stops(130)
    assert office.typed()[-1] == text
