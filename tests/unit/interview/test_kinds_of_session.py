"""Each kind of session is walked through what its note must say, and through nothing that it leaves out."""

from datetime import date

import pytest
import shipped

from notewizard.interview.chart import Chart
from notewizard.interview.state import Interview, question_at, sequence, wording

LIBRARY = shipped.library()
TELEHEALTH = {f"encounter.telehealth.{name}" for name in ("identity", "privacy", "emergency_plan", "continuity")}
HISTORY = {f"presenting.history.{name}" for name in ("referral", "psychiatric", "trauma", "strengths", "culture")}
COURSE = {f"response.course.{name}" for name in ("started", "summary", "reason", "client_view", "left_open")}


def begun(kind: str, form: str = "soap", **encounter: object) -> Interview:
    session = {"session_type": kind, "delivery": "in-person", "participants": "individual", **encounter}
    return Interview(LIBRARY, LIBRARY.formats[form], Chart(date(2026, 11, 20)), {"encounter": session})


def walked(kind: str, **encounter: object) -> set[str]:
    return {each.key for each in sequence(begun(kind, **encounter))}


def test_a_routine_session_asks_none_of_it():
    new = {"encounter.crisis_reason", "encounter.consents", "encounter.release", "encounter.notice"}
    new |= {"presenting.purpose", "plan.disposition", "plan.contacted", "plan.aftercare", "plan.fee"}
    for delivery in ("in-person", "video"):
        assert walked("ongoing", delivery=delivery) & (new | TELEHEALTH | HISTORY | COURSE) == set()


def test_an_intake_asks_histories_consents_and_first_goals_and_no_progress():
    asked = walked("intake")
    assert HISTORY | {"encounter.consents", "treatment.goals"} <= asked
    assert asked & {"response.progress", "presenting.since_last", "response.course.reason"} == set()


def test_an_intake_by_video_asks_the_whole_telehealth_set_and_a_later_session_offers_it():
    assert walked("intake", delivery="video") >= TELEHEALTH
    later = begun("ongoing", delivery="video")
    assert {key for key in TELEHEALTH if question_at(later, key)} == TELEHEALTH


def test_the_goals_of_an_intake_are_no_question_to_its_interventions():
    state = begun("intake")
    answers = {**state.answers, "treatment": {"goals": [{"id": "g1", "text": "Sleep"}]}, "interventions": [{}]}
    keys = {each.key for each in sequence(Interview(state.library, state.form, state.chart, answers))}
    assert "interventions[0].detail" in keys
    assert "interventions[0].goal" not in keys


def test_a_crisis_asks_why_who_and_where_to_and_no_homework():
    asked = walked("crisis")
    assert {"encounter.crisis_reason", "plan.disposition", "plan.contacted"} <= asked
    assert "plan.homework" not in asked
    assert question_at(begun("crisis"), "plan.homework") is not None


def test_what_a_crisis_does_need_serve_no_goal_of_the_plan():
    for kind, needed in (("crisis", False), ("ongoing", True)):
        state = begun(kind)
        row = {"techniques": ["safety planning"], "modality": "crisis", "detail": "Wrote the plan with her."}
        answers = {**state.answers, "treatment": {"goals": [{"id": "g1", "text": "Sleep"}]}, "interventions": [row]}
        goal = question_at(Interview(state.library, state.form, state.chart, answers), "interventions[0].goal")
        assert goal is not None
        assert goal.required is needed


def test_a_discharge_asks_the_course_and_no_next_session():
    asked = walked("discharge")
    assert COURSE | {"plan.aftercare"} <= asked
    assert asked & {"plan.next_session", "plan.next_focus", "plan.frequency"} == set()


@pytest.mark.parametrize(("kind", "with_whom"), [("ongoing", "couple"), ("ongoing", "family"), ("collateral", None)])
def test_company_is_asked_about_its_release(kind, with_whom):
    assert {"encounter.release", "encounter.attended[0].role"} <= walked(kind, participants=with_whom)


def test_a_contact_about_the_client_asks_its_purpose_and_little_else():
    asked = walked("collateral", participants=None, delivery="audio")
    assert "presenting.purpose" in asked
    presenting = {key for key in asked if key.startswith("presenting.")}
    assert presenting == {"presenting.purpose", "presenting.concerns"}
    assert not any(key.split(".")[0].split("[")[0] in ("mental_status", "interventions", "response") for key in asked)


def test_a_missed_session_asks_outreach_and_the_decision():
    for kind, more in (("no-show", set()), ("late-cancellation", {"encounter.notice"})):
        asked = walked(kind)
        assert {"encounter.scheduled", "encounter.outreach[0].at", "safety.follow_up", "plan.next_session"} <= asked
        assert asked & {"encounter.notice"} == more
        assert asked & {"encounter.start", "plan.fee", "plan.homework"} == set()


def test_why_it_took_long_is_asked_of_an_individual_session_alone():
    long = {"date": "2026-11-20", "start": "14:00", "end": "15:00", "time_zone": "America/New_York"}
    assert "encounter.length_reason" in walked("ongoing", **long)
    assert "encounter.length_reason" not in walked("ongoing", **{**long, "participants": "group"})


def test_a_kind_of_session_has_words_of_its_own_before_those_of_the_format():
    for form in ("soap", "narrative"):
        asked = question_at(begun("collateral", form), "presenting.concerns")
        assert asked is not None
        said = wording(asked, begun("collateral", form))
        assert said.ask == "What you were told, and by whom"
        assert said.example.startswith("His mother said")
    routine = begun("ongoing", "narrative")
    asked = question_at(routine, "presenting.concerns")
    assert asked is not None
    assert wording(asked, routine).ask == "What the client came with today, in whole sentences"


WEIGHED = {"safety.risk.risk_factors", "safety.risk.chronic"}


def test_an_intake_weighs_the_whole_risk_though_all_was_denied():
    assert walked("intake") >= WEIGHED
    assert walked("ongoing") & WEIGHED == set()


@pytest.mark.parametrize("kind", ["collateral", "contact"])
def test_where_safety_was_not_spoken_of_a_contact_asks_no_level_of_risk(kind):
    level = {"safety.risk.protective_factors", "safety.risk.acute"}
    state = begun(kind, participants=None, delivery="audio")
    assert {each.key for each in sequence(state)} & level == set()
    assert question_at(state, "safety.risk.acute") is not None
    spoken = {**state.answers, "safety": {"suicidal_ideation": "denied"}}
    assert {each.key for each in sequence(Interview(state.library, state.form, state.chart, spoken))} >= level


@pytest.mark.parametrize("kind", ["collateral", "contact"])
def test_a_call_in_which_ideation_is_told_needs_its_level_of_risk(kind):
    state = begun(kind, participants=None, delivery="audio")
    told = {**state.answers, "safety": {"suicidal_ideation": "passive"}}
    asked = {each.key: each for each in sequence(Interview(state.library, state.form, state.chart, told))}
    assert asked["safety.risk.acute"].required
    assert asked["safety.risk.protective_factors"].required
