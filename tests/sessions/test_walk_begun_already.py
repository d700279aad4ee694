"""The same session is not begun twice in silence: a draft or a signed note of that client and day is told first."""

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
ALREADY = "There is a note of Friday, November 20, 2026 already."


def begins(s, day="nov 20"):
    return Walk(s).asked("Date of the session").answers(day)


def test_a_draft_of_that_day_is_gone_on_with_by_one_key(tmp_path):
    office = opened(tmp_path)
    draft = office.has_draft(ANSWERS, "response.engagement")
    with office.runs("new", "c-1042") as s:
        walk = begins(s).sees(
            ALREADY, "A draft, begun 3:05 PM", "go on with the draft", "there was a second session that day"
        )
        walk.types("1").asked("How the client took part").presses("Ctrl-C").stops(130)
    assert [each.id for each in office.drafts()] == [draft]


def test_a_second_session_of_that_day_is_begun_by_one_key(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    office.has_record(ANSWERS)
    with office.runs("new", "c-1042") as s:
        walk = begins(s).sees(ALREADY, "Signed: c-1042/2026-11-20 progress note.md, session at 2:00 PM")
        walk.types("b").asked("Kind of session").presses("Ctrl-C").stops(130)
    assert len(office.drafts()) == 2


def test_whoever_sees_that_it_is_signed_leaves_and_nothing_is_begun(tmp_path):
    office = opened(tmp_path)
    office.has_record(ANSWERS)
    with office.runs("new", "c-1042") as s:
        begins(s).sees(ALREADY).does_not_see("go on with").types("l").sees("Nothing was begun.").stops(130)
    assert office.drafts() == ()


def test_another_day_and_another_client_are_begun_without_a_word(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    for client, day in (("c-1042", "nov 19"), ("c-0777", "nov 20")):
        with office.runs("new", client) as s:
            begins(s, day).asked("Kind of session").presses("Ctrl-C").stops(130)
    assert len(office.drafts()) == 3


def test_a_draft_that_is_signed_while_the_question_stands_is_not_walked_on(tmp_path):
    """What was answered after that went with the draft when the note was brought."""
    office = opened(tmp_path)
    draft = office.has_draft(ANSWERS, "response.engagement")
    with office.runs("new", "c-1042") as s:
        walk = begins(s).sees(ALREADY)
        elsewhere = office.state.drafts.open(draft)
        elsewhere.append({"kind": "publishing"})
        elsewhere.close()
        walk.types("1").sees("This note was signed meanwhile.", f"notewizard deliver {draft}").stops(1)
