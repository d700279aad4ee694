"""Other ways through the walk than forward: back, review and jump, the editor, risk first, a vague word, a resize."""

import sys

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk, walk_note
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
EDITOR = """\
import pathlib, sys
path = pathlib.Path(sys.argv[-1])
path.write_text(path.read_text(encoding="utf-8").replace("two", "all") + "\\nAsked for a fourth.\\n", encoding="utf-8")
"""


def test_back_shows_what_was_answered_and_keeps_what_was_being_typed(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.in_session", "response.impression")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("What changed in the session")
        walk.types("Rated belief in the pre").sees("in the pre").presses("Shift-Tab")
        walk.asked("How the client took part")
        walk.sees("Generated two of the three").presses("Enter").asked("What changed in the session")
        walk.sees("Rated belief in the pre").types("diction 85% at the start and 40% at the end.").presses("Ctrl-S")
        walk.stops(130)
    assert office.typed()[-1] == ANSWERS["response"]["in_session"]


def test_review_jumps_anywhere_and_comes_back(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.in_session")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("What changed in the session")
        walk.types("Rated belief").sees("Rated belief").presses("F3").sees("Your answers so far")
        walk.types("ended").sees("Ended at 2:48 PM", "Enter jumps there").presses("Enter").asked("Ended at")
        walk.presses("Ctrl-U").answers("2:46p").asked("What changed in the session")
        walk.sees("Rated belief").presses("Ctrl-U")
        walk.answers(ANSWERS["response"]["in_session"])
        walk.sees(LAST_PAGE, "2:00 to 2:46 PM EST (46 minutes)").types("q").sees("review and change").types("r")
        walk.sees("Your answers so far").types("homework").sees("Enter jumps there").presses("Enter").asked("Homework")
        walk.presses("Backspace", "Ctrl-U").answers("none").sees(LAST_PAGE)
        walk.signs()
    note = office.body(NOTE)
    assert "(46 minutes)" in note
    assert "Ask the manager the planned question" not in note


def test_review_leads_to_what_is_only_offered(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.in_session")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("What changed in the session")
        walk.presses("F3").sees("Your answers so far").types("interrup").sees("Enter jumps there").presses("Enter")
        walk.asked("Interrupted at")
        walk.sees("Interruptions. Enter alone: no interruption.").answers("2:20p").asked("Went on at")
        walk.answers("2:26p").asked("Because")
        walk.answers("the connection was lost").asked("Interrupted at")
        walk.sees("interruption 2. Enter alone: no more.").presses("Enter").asked("What changed in the session")
        walk.presses("F3").sees("Your answers so far").types("where it").sees("Where it stands (goal 1)")
        walk.presses("Ctrl-C").stops(130)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("What changed in the session")
        walk.answers(ANSWERS["response"]["in_session"])
        walk.signs()
    assert "(42 minutes" in office.body(NOTE)
    assert "the connection was lost" in office.body(NOTE)


def test_the_editor_opens_on_what_is_typed_and_leaves_no_copy(tmp_path):
    editor = tmp_path / "editor.py"
    editor.write_text(EDITOR, encoding="utf-8")
    office = opened(tmp_path, EDITOR=f"{sys.executable} {editor}")
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        walk.types("Generated two of the three.").sees("of the three.").presses("F4")
        walk.sees("Generated all of the three.", "Asked for a fourth.").presses("Enter")
        walk.signs()
    assert "Generated all of the three.  \nAsked for a fourth." in office.body(NOTE)
    assert [each for each in office.state.root.rglob("*") if each.is_file() and "answer" in each.name] == []


def test_a_vague_answer_is_shown_with_its_reason_and_mended(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        walk.answers("She was engaged.").sees("Enter keeps it.")
        s.see_underlined("She was engaged")
        walk.presses("F1").sees("Better:").presses("F1", "Ctrl-U").answers(ANSWERS["response"]["engagement"])
        walk.signs()
    assert ANSWERS["response"]["engagement"] in office.body(NOTE)
    assert "was engaged" not in office.body(NOTE)


def test_risk_first_from_anywhere(tmp_path):
    office = opened(tmp_path)
    with office.runs("new", "c-1042") as s:
        walk = Walk(s)
        walk_note(s, ANSWERS, until="What the client came with today")
        walk.types("Worry about a per").sees("a per").presses("F5").asked("How safety was asked")
        walk.answers("direct inquiry").asked("Suicidal ideation")
        walk.types("d").asked("Self-harm")
        walk.presses("Ctrl-S").stops(130)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("Self-harm")
        walk.types("d").asked("Thoughts of harming others")
        walk.types("d").asked("Protective factors")
        walk.answers("none").presses("Enter").asked("Acute risk")
        walk.types("l").asked("What the client came with today")
        walk.sees("Worry about a per").presses("Ctrl-C").stops(130)


def test_a_window_that_shrinks_and_grows_in_mid_walk(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume", size=(100, 30)) as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        walk.types("Generated two of the").sees("Generated two of the")
        s.resize(40, 12).see("How the client took part", "Generated two of the")
        walk.types(" three alternative thoughts without prompting.").sees("without prompting.")
        s.resize(132, 43).see(ANSWERS["response"]["engagement"])
        walk.presses("Enter").sees(LAST_PAGE)
        s.resize(40, 12).see(LAST_PAGE[:20], "Enter next page")
        walk.types("q").sees("sign as Dana")
        s.resize(80, 24)
        walk.types("s").sees("Kept: ").stops(0)
    assert office.body(NOTE).count(ANSWERS["response"]["engagement"]) == 1


def test_what_was_observed_stays_when_the_rest_was_not_assessed(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "mental_status")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("What you observed")
        walk.types("speech: hesitant at first").sees("speech: hesitant at first").presses("Ctrl-J")
        walk.sees("Speech hesitant at first").answers(":na the camera was off").asked("Mood, in the client's own words")
        walk.presses("Enter").sees(LAST_PAGE)
        walk.signs()
    assert "Speech hesitant at first" in office.body(NOTE)
    assert "the camera was off" in office.body(NOTE)


def test_an_answer_that_was_changed_is_told_as_a_change_and_the_same_one_is_not(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "safety")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How safety was asked").answers("direct inquiry").asked("Suicidal ideation").types("d")
        walk.asked("Self-harm").types("d").asked("Thoughts of harming others").does_not_see("(changed)")
        walk.presses("Shift-Tab").asked("Self-harm").types("d").asked("Thoughts of harming others")
        walk.does_not_see("(changed)").presses("Shift-Tab").asked("Self-harm").presses("Shift-Tab")
        walk.asked("Suicidal ideation").types("p").asked("What was thought, how often")
        walk.sees("✓ Suicidal ideation  passive: wishes to be dead (changed)").presses("Ctrl-C").stops(130)


def test_a_changed_answer_is_told_as_one_in_plain_lines(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "safety")
    with office.runs("resume", "--accessible") as s:
        s.see("How safety was asked").answer("direct inquiry").see("Suicidal ideation").answer("d")
        s.see("Answer: denied.", "Self-harm").answer(":back").answer("p").see("What was thought, how often")
        s.see("Answer changed: passive: wishes to be dead.")
