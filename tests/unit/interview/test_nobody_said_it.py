"""What nobody said: an appointment, the goal that was served, the treatment that was given; each takes a choice."""

from dataclasses import replace
from datetime import date

import pytest
import shipped

from notewizard.interview.accept import Accepted, Rejected, accept
from notewizard.interview.chart import Chart
from notewizard.interview.state import Interview, question_at
from notewizard.terminal.views import view_of

LIBRARY = shipped.library()
ENCOUNTER = {
    "date": "2026-11-20",
    "start": "14:00",
    "end": "14:48",
    "time_zone": "America/New_York",
    "session_type": "ongoing",
    "delivery": "in-person",
}
GOAL = {"id": "g1", "text": "Ride the bus to work"}


def at(key, chart=None, **answers):
    state = Interview(
        LIBRARY, LIBRARY.formats["soap"], chart or Chart(date(2026, 11, 20)), {"encounter": ENCOUNTER, **answers}
    )
    asked = question_at(state, key)
    assert asked is not None
    return asked, state


def test_no_appointment_is_made_up_where_nothing_says_how_often():
    asked, state = at("plan.next_session")
    view = view_of(asked, state)
    assert (view.suggestion, view.note) == ("", "")
    assert isinstance(accept(asked, "y", state.answers, LIBRARY, state.chart), Rejected)


@pytest.mark.parametrize(("days", "said"), [(7, "Friday, November 27"), (14, "Friday, December 4")])
def test_where_it_is_known_how_often_the_appointment_is_shown_and_taken_by_y_alone(days, said):
    asked, state = at("plan.next_session", replace(Chart(date(2026, 11, 20)), rhythm_days=days))
    view = view_of(asked, state)
    assert view.suggestion == ""
    assert view.note.endswith(f": {said}, 2026, 2:00 PM (y takes it)")
    found = accept(asked, "y", state.answers, LIBRARY, state.chart)
    assert isinstance(found, Accepted)
    assert found.writes[0][1].startswith("2026-11-27T14:00" if days == 7 else "2026-12-04T14:00")


@pytest.mark.parametrize("days", [3.5, 30.4])
def test_a_rhythm_that_names_no_weekday_offers_no_appointment(days):
    asked, state = at("plan.next_session", replace(Chart(date(2026, 11, 20)), rhythm_days=days))
    assert view_of(asked, state).note == ""


def test_the_only_goal_of_a_plan_is_not_the_goal_served_until_it_is_chosen():
    work = {"techniques": ["exposure hierarchy"], "modality": "exposure", "detail": "Built a ladder."}
    asked, state = at("interventions[0].goal", treatment={"goals": [GOAL]}, interventions=[work])
    view = view_of(asked, state)
    assert (view.kind, view.suggestion, view.optional) == ("one", "", False)
    assert [each.value for each in view.choices] == ["g1"]


def test_a_shared_technique_is_not_filed_under_the_planned_modality_by_enter():
    both = Chart(date(2026, 11, 20), planned=True, modalities=("act",))
    asked, state = at("interventions[0].modality", both, interventions=[{"techniques": ["role-play"]}])
    view = view_of(asked, state)
    assert view.suggestion == ""
    assert view.note.startswith("These techniques belong to ")
    assert view.offers[0].term in view.note


@pytest.mark.parametrize(
    ("key", "way"),
    [("plan.next_session", " Or :na and the reason why there is none."), ("encounter.session_number", None)],
)
def test_a_question_left_empty_says_the_way_out_where_there_is_one(key, way):
    asked, state = at(key)
    found = accept(asked, "", state.answers, LIBRARY, state.chart)
    assert isinstance(found, Rejected)
    assert found.why == ("Nothing was typed." if way is None else f"An answer is needed here.{way}")


def test_a_time_that_must_be_there_offers_no_way_out():
    asked, state = at("encounter.end", encounter={**ENCOUNTER, "end": None})
    found = accept(asked, "", state.answers, LIBRARY, state.chart)
    assert isinstance(found, Rejected)
    assert found.why == "An answer is needed here."


@pytest.mark.parametrize(
    ("scores", "position", "said"),
    [([], 0, "none"), ([{"name": "GAD-7", "score": 9, "date": "2026-11-20"}], 1, "no more")],
)
def test_a_row_that_is_not_begun_is_none_or_no_more_and_not_passed_over(scores, position, said):
    asked, state = at(f"presenting.measures[{position}].name", presenting={"measures": scores})
    assert view_of(asked, state).passed == said
    other, state = at("encounter.session_number")
    assert view_of(other, state).passed == "passed over"


@pytest.mark.parametrize(
    ("last", "offered"),
    [({"encounter": {"session_number": 10}}, "11"), ({"encounter": {"date": "2026-11-13"}}, ""), ({}, "2")],
)
def test_a_session_number_that_was_passed_over_last_time_is_not_counted_up_from_the_notes(last, offered):
    asked, state = at("encounter.session_number", replace(Chart(date(2026, 11, 20)), earlier=1, last=last))
    assert view_of(asked, state).suggestion == offered


def test_a_score_typed_behind_the_name_is_said_back_with_it():
    asked, state = at("presenting.measures[0].name")
    assert view_of(asked, state).understood("gad7 10") == "GAD-7, 10, moderate"


UNPLANNED = ["contact", "collateral", "crisis"]


@pytest.mark.parametrize("kind", UNPLANNED)
def test_the_hour_of_a_call_or_a_crisis_is_nobodys_appointment(kind):
    call = {**ENCOUNTER, "session_type": kind, "start": "17:20", "end": "17:45"}
    asked, state = at("plan.next_session", replace(Chart(date(2026, 11, 20)), rhythm_days=7), encounter=call)
    assert view_of(asked, state).note == ""
    for typed in ("y", "fri"):
        assert isinstance(accept(asked, typed, state.answers, LIBRARY, state.chart), Rejected)
    assert isinstance(accept(asked, "fri 2pm", state.answers, LIBRARY, state.chart), Accepted)


@pytest.mark.parametrize("kind", ["ongoing", *UNPLANNED])
def test_an_appointment_that_was_agreed_before_and_is_still_to_come_is_the_one_offered(kind):
    before = {"plan": {"next_session": "2026-11-24T14:00:00"}}
    chart = replace(Chart(date(2026, 11, 20)), rhythm_days=7, last=before)
    asked, state = at("plan.next_session", chart, encounter={**ENCOUNTER, "session_type": kind})
    assert view_of(asked, state).note == "Agreed before: Tuesday, November 24, 2026, 2:00 PM (y takes it)"
    found = accept(asked, "y", state.answers, LIBRARY, state.chart)
    assert isinstance(found, Accepted)
    assert found.writes[0][1].startswith("2026-11-24T14:00")


def test_an_appointment_of_before_that_is_today_or_over_is_not_offered_again():
    chart = replace(Chart(date(2026, 11, 20)), last={"plan": {"next_session": "2026-11-20T14:00:00"}})
    asked, state = at("plan.next_session", chart)
    assert view_of(asked, state).note == ""


def test_a_call_between_does_not_hide_the_appointment_of_the_session_before_it():
    held = {"plan": {"next_session": "2026-11-24T14:00:00"}}
    chart = replace(Chart(date(2026, 11, 20)), last={"plan": {"referrals": []}}, last_held=held)
    asked, state = at("plan.next_session", chart, encounter={**ENCOUNTER, "session_type": "contact"})
    assert view_of(asked, state).note.startswith("Agreed before: Tuesday, November 24")
