"""What is written to a note later, at the terminal: asked across a closed window, on both screens; and `sign`."""

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
LATER = "2026-11-22T10:00:00-05:00"
PCP = "Her PCP called back: escitalopram was raised to 20 mg."


def signed(tmp_path):
    """An office with one signed note: its draft was whole, so `sign` shows the last screen at once."""
    office = opened(tmp_path)
    draft = office.has_draft(ANSWERS)
    with office.runs("sign", draft) as s:
        Walk(s).sees(LAST_PAGE).types("q").sees("sign as Dana Whitfield").types("s").sees("Kept: ").stops(0)
    return office


def test_an_addendum_is_written_across_a_closed_window(tmp_path):
    office = signed(tmp_path)
    before = (office.practice / NOTE).read_bytes()
    with office.runs("addend", NOTE, "--addendum", now=LATER) as s:
        walk = Walk(s)
        walk.sees("An addendum to the progress note of Friday, November 20, 2026, c-1042", "Not for errors.")
        walk.asked("Since when do you know it?").types("nov 19").presses("Enter")
        walk.sees("is no addendum: it was known before the note was written").presses("Ctrl-U")
        walk.types("nov 21").sees("Saturday, November 21, 2026").presses("Enter")
        walk.asked("What is added").types(PCP[:20]).sees(PCP[:20])
        walk.closes_the_window().stops(130)
    with office.runs("resume", now=LATER) as s:
        walk = Walk(s)
        walk.asked("What is added").sees(PCP[:20]).types(PCP[20:]).presses("Enter")
        walk.asked("Why it is written now").types("It came on Saturday. Client is making progress.").presses("Enter")
        walk.sees("Enter keeps it.").presses("Enter").sees("This will be kept", "# Addendum").types("q")
        walk.sees("warning: Why it is written now: “", "Addendum, c-1042").types("s").sees("Kept: ").stops(0)
    assert PCP in office.body("c-1042/2026-11-20 progress note addendum.md")
    assert (office.practice / NOTE).read_bytes() == before
    assert office.drafts() == ()


def test_a_corrected_risk_level_is_asked_for_and_opens_the_next_walk(tmp_path):
    office = signed(tmp_path)
    before = (office.practice / NOTE).read_bytes()
    with office.runs("addend", NOTE, "--correction", now=LATER) as s:
        walk = Walk(s)
        walk.asked("What is wrong: the words, as the note has them").types("Risk: low").presses("Enter")
        walk.asked("What is right").types("Acute risk was moderate.").presses("Enter")
        walk.asked("Why it is written now").types("Her sister called after the session.").presses("Enter")
        walk.asked("Acute risk, what holds now (the note: low)").presses("Enter").sees("Acute risk, what holds now")
        walk.types("m").sees("This will be kept", "What holds from now on").types("q")
        walk.sees("Correction, c-1042").types("s").sees("Kept: ").stops(0)
    assert (office.practice / NOTE).read_bytes() == before
    assert "**Acute risk** moderate" in office.body("c-1042/2026-11-20 progress note correction.md")
    with office.runs("new", "c-1042", now=LATER) as s:
        walk = Walk(s).asked("Date of the session").presses("Enter")
        walk.sees("last time acute risk moderate (corrected Nov 22)", "is wrong; right is: Acute risk was moderate.")
        walk.closes_the_window().stops(130)


def test_a_correction_in_plain_lines_takes_words_of_the_note_alone(tmp_path):
    office = signed(tmp_path)
    with office.runs("addend", NOTE, "--correction", "--accessible", now=LATER) as s:
        s.see("What is wrong: the words, as the note has them").type("Missed three days of work").press("Enter")
        s.see("does not stand in the note").type("Missed one day of work").press("Enter")
        s.see("What is right").type("Missed two days of work, Tuesday and Thursday.").press("Enter", "Enter")
        s.see("Why it is written now").type("Misheard in the session.").press("Enter", "Enter")
        s.see("Press Enter to go on").press("Enter").see("sign as Dana Whitfield").type("s").press("Enter")
        s.see("Kept: ")
        assert s.ends() == 0
    page = office.body("c-1042/2026-11-20 progress note correction.md")
    assert "The note says: “Missed one day of work”" in page
    assert "Missed two days of work, Tuesday and Thursday." in page
