"""Taught along the way: the same walk with the same keys, what stands beside a question, and the page at the end."""

import subprocess
import sys
from pathlib import Path

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk, walk_note
from sessions.office import NOW, STILL_CLOCK, opened
from sessions.stage import SOURCE

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
WEAK = "Client was engaged."


def test_the_same_answers_take_the_same_keys_and_become_the_same_note_on_a_small_screen(tmp_path):
    kept, keys = [], []
    for name, words in (("plain", ()), ("taught", ("--coach",))):
        office = opened(tmp_path / name)
        with office.runs("new", "c-1042", *words, size=(80, 24)) as s:
            keys.append(walk_note(s, ANSWERS))
        kept.append(office.body(NOTE))
    assert keys[0] == keys[1]
    assert kept[0] == kept[1]


def test_beside_a_question_stand_its_reasons_a_weak_and_a_strong_answer_and_f1_says_more(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume", "--coach", size=(80, 24)) as s:
        walk = Walk(s).asked("How the client took part")
        walk.sees("Clinical: What the client did", "Legal: Illinois", f"Weak: {WEAK}", "Strong: Named six")
        walk.presses("F1").sees(f"“{WEAK}” is weak: Engaged by doing what?", "77 Ill. Adm. Code 2060.470")
        walk.does_not_see("Strong: Named six").presses("F1").sees("Strong: Named six")
        walk.answers(WEAK).sees("Enter keeps it.", "Strong: Named six").presses("Ctrl-S").stops(130)


def test_without_the_word_nothing_is_taught(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s).asked("How the client took part").does_not_see("Weak:")
        walk.answers("Named two of the three thoughts herself.").signs()
        assert "What was strong" not in s.screen()


def test_the_page_says_what_was_strong_and_asks_about_what_was_kept(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    target = tmp_path / "page.txt"
    with office.runs("resume", "--coach", "--feedback", str(target)) as s:
        walk = Walk(s).asked("How the client took part").answers(WEAK).sees("Enter keeps it.").presses("Enter")
        walk.sees(LAST_PAGE).types("q").sees("sign as").types("s")
        walk.sees("What was strong", "What a supervisor would ask", "no part of the record").stops(0)
    page = target.read_text(encoding="utf-8")
    assert "The GAD-7 went from 16 to 9." in " ".join(page.split())
    assert "“Client was engaged” does not say what the client did or said." in " ".join(page.split())
    assert "response.engagement · " in page
    assert "feedback" not in (office.practice / NOTE).read_text(encoding="utf-8").lower()
    assert office.files() == [NOTE]
    assert target.stat().st_mode & 0o077 == 0


def test_in_plain_lines_as_well(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume", "--coach", "--accessible", size=(80, 60)) as s:
        walk = Walk(s).sees(f"Weak: {WEAK}", "Strong: Named six", "How the client took part")
        s.answer(":help").see(f"“{WEAK}” is weak: Engaged by doing what?")
        s.answer("Named two of the three thoughts herself.").press("Enter").see("End of the text.").press("Enter")
        s.see("sign as").answer("s").see("What was strong")
        walk.stops(0)


def refused(office, *words):
    """What the program says to these words, and its exit code; it must ask nothing."""
    line = [sys.executable, STILL_CLOCK, NOW, *words]
    env = {**office.environ(), "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(line, env=env, cwd=office.practice, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_a_page_in_the_chart_or_over_a_file_is_refused_before_anything_is_asked(tmp_path):
    office = opened(tmp_path)
    taken = tmp_path / "page.txt"
    taken.write_text("mine", encoding="utf-8")
    inside = Path("c-1042") / "page.txt"
    (office.practice / "c-1042").mkdir()
    for target, code, said in (
        (inside, 1, "cannot stand in the practice folder"),
        (taken, 4, "page.txt"),
        (tmp_path / "nowhere" / "page.txt", 4, "could not be written there"),
    ):
        found, told = refused(office, "new", "c-1042", "--coach", "--feedback", str(target))
        assert (found, said in told) == (code, True), told
    assert taken.read_text(encoding="utf-8") == "mine"
    assert office.drafts() == ()
