"""What the treatment plan shows beside the questions of a note, and what it never fills in."""

import tomllib
from datetime import date
from pathlib import Path

import shipped

from notewizard.interview.chart import Chart
from notewizard.interview.state import Interview, question_at
from notewizard.note.treatment import TreatmentPlan
from notewizard.terminal.views import view_of

LIBRARY = shipped.library()
HELD = tomllib.loads((Path(__file__).parents[3] / "examples" / "plans" / "c-0311.toml").read_text(encoding="utf-8"))
OFF = {**HELD["goals"][0], "id": "g2", "goal": "Sleep six hours", "status": "deferred", "reason": "Until March"}
PLAN = TreatmentPlan.model_validate({**HELD, "goals": [HELD["goals"][0], OFF]})


def state(work):
    answers = {
        "treatment": PLAN.snapshot().model_dump(mode="json"),
        "encounter": {"session_type": "ongoing"},
        "interventions": [work],
    }
    chart = Chart(date(2026, 11, 20), planned=True, modalities=PLAN.modalities, plan=PLAN, beside=("psyed",))
    return Interview(LIBRARY, LIBRARY.formats["soap"], chart, answers)


def off_plan(**work):
    return state(work).facts()["chart"]["off_plan"]


def test_a_goal_that_is_put_off_is_called_so_where_goals_are_chosen():
    asked = state({"techniques": ["closure"], "modality": "emdr"})
    view = view_of(question_at(asked, "interventions[0].goal"), asked)
    assert [each.say for each in view.choices] == [
        "goal 1: Reduce trauma symptoms from the 2025 highway crash",
        "goal 2: Sleep six hours (put off)",
    ]
    assert view.suggestion == view.value == ""


def test_work_that_leaves_the_plan_is_seen_as_it_is_answered():
    assert off_plan(modality="Supportive therapy")
    assert not off_plan(modality="emdr")
    assert not off_plan(modality="psyed", goal="g1")
    assert off_plan(modality="emdr", goal="g2")
    assert not off_plan(techniques=["closure"])


def test_what_was_planned_stands_above_the_question_why_it_was_left():
    asked = state({"modality": "Supportive therapy", "goal": "g1"})
    view = view_of(question_at(asked, "response.deviation"), asked)
    assert view.note == "The treatment plan names EMDR. The reason is printed in the note."
    assert (view.optional, view.passing) == (True, "now or before you sign")
    assert view.value == ""
