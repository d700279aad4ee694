"""What the walk of a treatment plan starts from, and what a review and a revision ask anew."""

import tomllib
from datetime import date
from pathlib import Path

import shipped

from notewizard.definitions.plans import with_plan_questions
from notewizard.interview.accept import Accepted, Rejected, accept
from notewizard.interview.chart import Chart
from notewizard.interview.plan_answers import answers_of, plan_of
from notewizard.interview.state import Interview, next_question, question_at
from notewizard.note.treatment import TreatmentPlan

LIBRARY = with_plan_questions(shipped.library())
PLAN = TreatmentPlan.model_validate(
    tomllib.loads((Path(__file__).parents[3] / "examples" / "plans" / "c-0311.toml").read_text(encoding="utf-8"))
)


def interview(task, answers):
    form = LIBRARY.formats["soap"].model_copy(update={"additional": (), "wording": {}})
    return Interview(LIBRARY, form, Chart(today=date(2026, 11, 20), task=task), answers)


def test_a_plan_goes_through_its_own_answers_unchanged():
    assert plan_of(answers_of(PLAN, "revise"), "c-0311", PLAN.started) == PLAN


def test_a_review_asks_where_each_open_goal_stands_and_leaves_what_is_over():
    over = PLAN.goals[0].model_copy(update={"id": "g2", "status": "met", "reason": "Drives daily."})
    rows = answers_of(PLAN.model_copy(update={"goals": (PLAN.goals[0], over)}), "review")["treatment_plan"]["goals"]
    assert ["status" in row for row in rows] == [False, True]
    assert "review_due" not in answers_of(PLAN, "review")["treatment_plan"]
    assert "review_due" in answers_of(PLAN, "revise")["treatment_plan"]


def test_a_first_plan_begins_with_the_diagnosis_and_a_problem_list_needs_no_goal():
    state = interview("write", {"treatment_plan": {}})
    assert next_question(state).key == "treatment_plan.diagnoses"
    given = {"diagnoses": [{"code": "F41.1", "name": "Anxiety"}], "problems": [{"problem": "No stable housing"}]}
    state = interview("write", {"treatment_plan": given}).with_passed("treatment_plan.goals")
    state = state.with_passed("treatment_plan.problems").with_passed("treatment_plan.problems[0].code")
    assert next_question(state).key == "treatment_plan.frequency"


def taken(key, raw, row):
    state = interview("write", {"treatment_plan": {"goals": [row]}})
    return accept(question_at(state, f"treatment_plan.goals[0].{key}"), raw, state.answers, LIBRARY, state.chart)


def test_a_score_is_one_of_its_measure_and_a_modality_one_of_the_vocabulary():
    row = {"text": "Worry less", "measure": "GAD-7"}
    assert isinstance(taken("target", "4", row), Accepted)
    assert taken("target", "22", row) == Rejected("A score of the GAD-7 is 0 to 21.")
    path = ("treatment_plan", "goals", 0, "modalities")
    assert taken("modalities", ("CBT", "emdr"), row) == Accepted(((path, ["cbt", "emdr"]),))
    assert isinstance(taken("modalities", ("reiki",), row), Rejected)
