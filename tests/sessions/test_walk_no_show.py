"""A session that did not take place: what is asked is short, and nothing clinical is asked for."""

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import opened

NOTE = "c-1042/2026-11-20 progress note.md"


def test_a_no_show_asks_little_and_is_kept(tmp_path):
    office = opened(tmp_path)
    with office.runs("new", "c-1042") as s:
        walk = Walk(s)
        walk.asked("Date of the session")
        walk.presses("Enter").asked("Kind of session")
        walk.types("n").asked("Scheduled for")
        walk.answers("2p").asked("When you tried to reach the client")
        walk.sees("Attempts to reach the client").answers("Nov 20 2:20pm").asked("How")
        walk.answers("phone").asked("What came of it")
        walk.answers("voicemail with the office number and 988").asked("When you tried to reach the client")
        walk.sees("attempt 2. Enter alone: no more.").presses("Enter")
        walk.asked("What you decided, given the last known risk")
        walk.answers("Last known risk low on November 13; will call again on Monday at 9.").asked("Next session")
        walk.does_not_see("takes it").presses("Enter").sees("An answer is needed here.").asked("Next session")
        walk.answers("fri").asked("How often")
        walk.presses("Enter").sees(LAST_PAGE)
        walk.signs()
    note = office.body(NOTE)
    assert "voicemail with the office number and 988" in note
    assert "Mental status" not in note
    assert office.drafts() == ()


def test_no_attempt_to_reach_the_client_takes_a_reason(tmp_path):
    office = opened(tmp_path)
    with office.runs("new", "c-1042") as s:
        walk = Walk(s)
        walk.asked("Date of the session")
        walk.presses("Enter").asked("Kind of session")
        walk.types("n").asked("Scheduled for")
        walk.answers("2p").asked("When you tried to reach the client")
        walk.sees("Attempts to reach the client. Enter alone: no attempt.").presses("Enter")
        walk.sees("✓ When you tried to reach the client  none")
        walk.asked("Why nobody tried to reach the client").presses("Enter").sees("An answer is needed here.")
        walk.answers("she had called the front desk at 1:40 PM: her car would not start")
        walk.asked("What you decided, given the last known risk")
        walk.answers("Last known risk low on November 13; will see her on Friday.").asked("Next session")
        walk.answers("fri").asked("How often")
        walk.presses("Enter").sees(LAST_PAGE)
        walk.signs()
    assert "**Outreach.** None: she had called the front desk at 1:40 PM" in office.body(NOTE)


def test_a_session_that_was_a_no_show_after_all_is_kept_as_one(tmp_path):
    office = opened(tmp_path)
    office.has_draft(answers_in(EXAMPLES / "ongoing-video.toml"))
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.sees(LAST_PAGE).types("q").sees("review and change").types("r").sees("Your answers")
        walk.types("kind of").sees("Enter jumps").presses("Enter").asked("Kind of session")
        walk.types("n").asked("Scheduled for")
        walk.answers("2p").asked("When you tried to reach the client")
        walk.presses("Enter").asked("Why nobody tried to reach the client")
        walk.answers("he was on the line with the front desk at 2 PM")
        walk.asked("What you decided, given the last known risk")
        walk.answers("Last known risk low on November 13; will call again on Monday at 9.").sees(LAST_PAGE)
        walk.signs()
    for file in (NOTE, office.record_file()):
        kept = (office.practice / file).read_text(encoding="utf-8")
        assert "wrung out" not in kept
        assert "Zoom for Healthcare" not in kept
