"""Scores in the walk: what is asked of which measure, what is refused at the answer, what Enter takes."""

from dataclasses import replace
from datetime import date

import pytest
import shipped

from notewizard.interview.accept import Accepted, Rejected, accept
from notewizard.interview.chart import Chart
from notewizard.interview.state import Interview, next_question, question_at, sequence
from notewizard.interview.suggestions import suggestion
from notewizard.terminal.views import view_of

LIBRARY = shipped.library()
ROW = "presenting.measures[0]"


def interview(row=None, **chart):
    answers = {"encounter": {"session_type": "ongoing", "date": "2026-11-20"}}
    if row is not None:
        answers["presenting"] = {"measures": [row]}
    return Interview(LIBRARY, LIBRARY.formats["soap"], Chart(date(2026, 11, 20), **chart), answers)


def asked_of(row):
    return [asked.key.rpartition(".")[2] for asked in sequence(interview(row)) if asked.key.startswith(ROW)]


def given(state, name, raw):
    asked = question_at(state, f"{ROW}.{name}")
    return accept(asked, raw, state.answers, LIBRARY, state.chart)


@pytest.mark.parametrize("name", ["PHQ-9", "phq 9", "CORE-10", "OQ-45.2", "EPDS", "BDI-II"])
def test_the_suicide_item_is_asked_of_a_measure_that_has_one(name):
    assert "suicide_item" in asked_of({"name": name, "score": 12})


@pytest.mark.parametrize("name", ["GAD-7", "PCL-5", "Panic diary"])
def test_it_is_asked_of_no_other(name):
    assert "suicide_item" not in asked_of({"name": name, "score": 12})


def test_the_screen_says_which_item_it_is():
    state = interview({"name": "EPDS", "score": 12})
    assert view_of(question_at(state, f"{ROW}.suicide_item"), state).note == "Item 10 of the EPDS."


def test_where_ideation_is_asked_an_item_that_scored_is_said():
    def note_beside(item):
        state = interview({"name": "phq9", "score": 12, "date": "2026-11-20", "suicide_item": item})
        return view_of(question_at(state, "safety.suicidal_ideation"), state).note

    assert note_beside(1) == "Item 9 of the PHQ-9 scored 1: ask about it now, and write what was answered."
    assert note_beside(0) == ""


def test_enter_passes_over_it():
    state = interview({"name": "PHQ-9", "score": 12})
    asked = question_at(state, f"{ROW}.suicide_item")
    assert not asked.required
    assert suggestion(asked, state.answers, state.chart) == ""
    assert next_question(state.with_passed(asked.key)).key != asked.key


@pytest.mark.parametrize(
    ("raw", "why"),
    [("4", "A score of the PHQ-9's item 9 is 0 to 3."), ("1.5", "A whole number, please."), ("-1", "A score of")],
)
def test_a_score_that_the_item_cannot_have_is_refused_at_the_answer(raw, why):
    found = given(interview({"name": "PHQ-9", "score": 12}), "suicide_item", raw)
    assert isinstance(found, Rejected)
    assert found.why.startswith(why)


def test_one_that_it_can_have_is_taken():
    assert isinstance(given(interview({"name": "PHQ-9", "score": 12}), "suicide_item", "3"), Accepted)


def test_more_than_the_whole_is_refused_at_the_answer():
    found = given(interview({"name": "PHQ-9", "score": 1}), "suicide_item", "2")
    assert isinstance(found, Rejected)
    assert found.why == "That is more than the PHQ-9 as a whole. F3 or :review changes the total."


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("score", "28", "A score of the PHQ-9 is 0 to 27."),
        ("previous_score", "28", "A score of the PHQ-9 is 0 to 27."),
        ("date", "2026-11-21", "That day is after the session."),
        ("previous_date", "2026-11-20", "The score before that is from an earlier day."),
    ],
)
def test_what_cannot_be_is_refused_at_the_answer(name, raw, why):
    row = {"name": "PHQ-9", "score": 12, "date": "2026-11-20", "previous_score": 14}
    found = given(interview(row), name, raw)
    assert isinstance(found, Rejected)
    assert found.why == why


def test_enter_takes_the_score_before_from_whichever_earlier_note_has_it():
    scores = (
        {"name": "PHQ-9", "score": 8, "date": "2026-11-13"},
        {"name": "gad 7", "score": 11, "date": "2026-10-30"},
        {"name": "GAD-7", "score": 16, "date": "2026-10-02"},
    )
    state = interview({"name": "GAD-7", "score": 9, "date": "2026-11-20"}, scores=scores)
    assert suggestion(question_at(state, f"{ROW}.previous_score"), state.answers, state.chart) == "11"
    late = interview({"name": "GAD-7", "score": 9, "date": "2026-10-30"}, scores=scores)
    assert suggestion(question_at(late, f"{ROW}.previous_score"), late.answers, late.chart) == "16"


def test_the_measures_a_client_is_followed_by_are_offered_first():
    state = interview({}, scores=({"name": "PCL-5", "score": 41, "date": "2026-11-13"},))
    first = [each.term for each in view_of(question_at(state, f"{ROW}.name"), state).offers]
    assert first[0] == "PCL-5"
    assert len(first) == len(LIBRARY.measures)
    nobody = replace(state, chart=Chart(date(2026, 11, 20)))
    assert next(each.term for each in view_of(question_at(nobody, f"{ROW}.name"), nobody).offers) == "ASRS-5"


@pytest.mark.parametrize(
    ("row", "name", "raw", "said"),
    [
        ({"name": "GAD-7"}, "score", "9", "9, mild"),
        ({"name": "PCL-5"}, "score", "41", "41, above the 31-33 cut"),
        ({"name": "PSS-10"}, "score", "20", ""),
        ({"name": "Panic diary"}, "score", "20", ""),
        ({"name": "GAD-7", "score": 9}, "previous_score", "16", "16, severe; 7 lower since, a reliable change"),
        (
            {"name": "GAD-7", "score": 9},
            "previous_score",
            "12",
            "12, moderate; 3 lower since, within measurement error",
        ),
        ({"name": "GAD-7", "score": 9}, "previous_score", "9", "9, mild; the same since"),
        ({"name": "BAI", "score": 20}, "previous_score", "9", "9, mild; 11 higher since"),
        (
            {"name": "ISI", "score": 10},
            "previous_score",
            "20",
            "20, moderate; 10 lower since, a clinically important change",
        ),
        ({"name": "GAD-7"}, "score", "40", ""),
    ],
)
def test_a_score_is_said_back_with_its_band_and_the_change(row, name, raw, said):
    state = interview({"date": "2026-11-20", **row})
    assert view_of(question_at(state, f"{ROW}.{name}"), state).understood(raw) == said
