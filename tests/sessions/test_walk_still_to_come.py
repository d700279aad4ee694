"""A session that has not ended yet is not signed: the note waits as a draft."""

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import opened

DURING = "2026-11-20T14:30:00-05:00"
"""The session runs from 2:00 to 2:48 PM."""


def test_a_note_is_not_signed_before_its_session_has_ended(tmp_path):
    office = opened(tmp_path)
    office.has_draft(answers_in(EXAMPLES / "ongoing-video.toml"))
    with office.runs("resume", now=DURING) as s:
        walk = Walk(s).sees(LAST_PAGE)
        walk.types("q")
        walk.sees("The note says that the session ends on Friday, November 20, 2026, 2:48 PM")
        walk.sees("it is Friday, November 20, 2026, 2:30 PM", "review and change")
        walk.does_not_see("sign as Dana Whitfield")
        walk.types("l").stops()
    assert not list(office.practice.glob("c-1042/2026-11-20*"))
    with office.runs("resume") as s:
        Walk(s).sees(LAST_PAGE).signs()
    assert list(office.practice.glob("c-1042/2026-11-20*"))
