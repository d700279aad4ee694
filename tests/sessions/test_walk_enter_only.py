"""Nothing but Enter: nothing clinical is ever given by it, not with an earlier note of the client either."""

import copy

import pytest
from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NEVER_BY_ENTER = {
    "encounter.end": "Ended at",
    "encounter.telehealth.client_location": "Where the client was",
    "encounter.telehealth.clinician_location": "Where you were",
    "encounter.telehealth.consent": "Consent to telehealth",
    "mental_status": "What you observed",
    "mental_status.mood": "Mood, in the client's own words",
    "safety.asked_by": "How safety was asked",
    "safety.suicidal_ideation": "Suicidal ideation",
    "safety.self_harm": "Self-harm",
    "safety.harm_to_others": "Thoughts of harming others",
    "safety.risk.protective_factors": "Protective factors",
    "safety.risk.acute": "Acute risk",
    "interventions[0].goal": "Goal it serves",
    "response.progress[0].status": "Where it stands",
    "plan.next_session": "Next session",
}


def a_week_earlier(answers):
    earlier = copy.deepcopy(answers)
    earlier["encounter"] |= {"date": "2026-11-13", "session_number": 10}
    earlier["presenting"]["measures"][0] |= {"date": "2026-11-13"}
    earlier["timing"] |= {"written": "2026-11-13T15:05:00-05:00"}
    return earlier


@pytest.mark.parametrize(("key", "ask"), NEVER_BY_ENTER.items())
def test_enter_alone_does_not_get_past(key, ask, tmp_path):
    office = opened(tmp_path)
    office.has_record(a_week_earlier(ANSWERS))
    office.has_draft(ANSWERS, key)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked(ask)
        walk.presses(*["Enter"] * 12).sees("! ")
        walk.asked(ask)
        walk.presses("Ctrl-S").stops(130)
    assert all(entry["key"] == "" for entry in office.drafts()[0].entries if entry["kind"] == "answer")


def test_a_new_note_of_nothing_but_enter_is_no_note(tmp_path):
    office = opened(tmp_path)
    office.has_record(a_week_earlier(ANSWERS))
    earlier = office.files()
    with office.runs("new", "c-1042") as s:
        walk = Walk(s)
        walk.asked("Date of the session")
        walk.presses(*["Enter"] * 60).asked("Started at")
        walk.presses("Ctrl-S").stops(130)
    given = {entry["key"] for entry in office.drafts()[0].entries if entry["kind"] == "answer"}
    assert given == {"encounter.date", "encounter.session_type"}
    assert office.files() == earlier
