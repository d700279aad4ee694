"""The author stops in mid-word, in every way there is; the draft goes on in mid-word, and one note comes of it."""

import re
import signal
import time

import pytest
from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
QUESTION = "How the client took part"
WHOLE = ANSWERS["response"]["engagement"]
HALF = WHOLE[: WHOLE.index("alternative") + 6]


def is_on_disk(office, text):
    """Wait until what is typed is in the draft."""
    deadline = time.monotonic() + 30
    while office.typed()[-1:] != [text]:
        assert time.monotonic() < deadline, office.typed()
    return True


def presses_ctrl_c(office, walk):
    walk.presses("Ctrl-C").stops(130).sees("Stopped. Every answer is kept", "notewizard resume")


def closes_the_window(office, walk):
    walk.closes_the_window().stops(130)


def is_told_to_end(office, walk):
    walk.s.kill(signal.SIGTERM)
    walk.stops(130)


def is_killed(office, walk):
    assert is_on_disk(office, HALF)
    walk.is_killed()


@pytest.mark.parametrize("stopping", [presses_ctrl_c, closes_the_window, is_told_to_end, is_killed])
def test_a_stop_in_mid_word_loses_nothing_and_doubles_nothing(stopping, tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked(QUESTION)
        walk.types(HALF).sees(HALF)
        stopping(office, walk)
    assert office.files() == []
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked(QUESTION)
        walk.sees(HALF).types(WHOLE[len(HALF) :]).sees(WHOLE).presses("Enter")
        walk.signs()
    assert office.files() == [NOTE]
    assert office.body(NOTE).count(WHOLE) == 1
    assert office.drafts() == ()


def test_a_stop_between_questions_of_a_new_note_keeps_every_answer(tmp_path):
    office = opened(tmp_path)
    with office.runs("new", "exam") as s:
        walk = Walk(s)
        walk.sees("A note for Ada Example (c-1042).").asked("Date of the session")
        walk.presses("Enter").asked("Kind of session")
        walk.types("o").asked("Started at")
        walk.answers("2p").asked("Ended at")
        walk.presses("Ctrl-C").stops(130)
        draft = re.search(r"notewizard resume (\w+)", s.screen())[1]
    with office.runs("resume", draft) as s:
        walk = Walk(s)
        walk.asked("Ended at")
        walk.presses("Shift-Tab").asked("Started at")
        walk.sees("2:00 PM").presses("Ctrl-S").stops(130)
    assert [draft.client for draft in office.drafts()] == ["c-1042"]


def test_a_second_window_on_the_same_draft_is_refused(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as first:
        Walk(first).asked(QUESTION)
        with office.runs("resume") as second:
            assert second.ends() == 4
            second.see("is open in another window")
        Walk(first).types("Generated").sees("Generated").presses("Ctrl-S").stops(130)
    assert office.typed()[-1] == "Generated"


def test_what_an_editor_saved_before_a_kill_is_told(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    left = office.state.scratch / "0001"
    left.mkdir(parents=True)
    (left / "answer.md").write_text("Saved in the editor.", encoding="utf-8")
    with office.runs("resume") as s:
        s.see("An editor had an answer open when the program ended.", "0001").press("Ctrl-C")
        assert s.ends() == 130
    assert (left / "answer.md").exists()
