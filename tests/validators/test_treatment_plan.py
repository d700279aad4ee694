"""The golden thread: the note serves the treatment plan, and the chart shows it (P01-P10, E02, E03)."""

from datetime import date, timedelta

import pytest
from validators.charts import EMDR, library, note, plan

from notewizard.checks.around import Around
from notewizard.checks.coherence import note_findings
from notewizard.checks.plan_itself import plan_findings
from notewizard.definitions.plans import plan_limits

PLAN = plan()
WORK = {"modality": "emdr", "techniques": ["desensitization"], "detail": "Six sets on the headlights.", "goal": "g1"}
TALK = {"modality": "Supportive therapy", "techniques": ["problem listing"], "detail": "The week.", "goal": "g1"}
TOLD = {"goal": "g1", "status": "progressing", "evidence": "PCL-5 from 52 to 41."}
NEEDS = "Avoidance maintains the symptoms; weekly sessions are needed until the target is done."


def changed(**changes):
    """The plan with other words."""
    return PLAN.model_validate({**PLAN.model_dump(by_alias=True), **changes})


def goal(id_="g1", **changes):
    return {**PLAN.goals[0].model_dump(), "id": id_, **changes}


def session(day=date(2026, 11, 18), work=(WORK,), told=(TOLD,), kind="ongoing", **changes):
    """A session of the EMDR example on another day, with other work."""
    changes = {"response__impression": NEEDS, **changes}
    return note(
        EMDR,
        encounter__date=day,
        encounter__session_type=kind,
        interventions=list(work),
        response__progress=list(told),
        **changes,
    )


def weeks(count, apart=7, **what):
    """Earlier sessions, newest first, each so many days before the next."""
    return [session(date(2026, 11, 18) - timedelta(days=apart * n), **what) for n in range(1, count + 1)]


def seen(of, earlier=(), held=PLAN):
    """What the treatment plan and the techniques make of it."""
    known = library()
    limits = plan_limits()
    around = Around(
        held,
        tuple(earlier),
        tuple((group.id, group.label) for group in known.vocabularies["modalities"].groups),
        limits=limits,
        interval=limits.interval(held.frequency, known) if held and held.frequency else None,
    )
    found = note_findings(of, around)
    return [each for each in found if each.category == "treatment_plan" or each.rule.startswith("work.")]


def rules(of, earlier=(), held=PLAN):
    return [each.rule for each in seen(of, earlier, held)]


def test_the_examples_agree_with_their_plans():
    assert rules(note(EMDR)) == []
    assert rules(note(), held=plan("c-1042")) == []
    assert rules(session(), weeks(8)) == []


def test_without_a_plan_or_with_another_clients_nothing_is_held_against_it():
    assert rules(session(work=[TALK]), held=None) == []
    assert rules(session(work=[TALK]), held=plan("c-1042")) == []


def test_P01_the_session_serves_an_open_goal():
    (found,) = seen(session(work=[{**WORK, "goal": None}], told=[]))
    assert (found.rule, found.level) == ("treatment-plan.goal", "warning")
    assert found.message == "Nothing of this session serves an open goal of the treatment plan."
    met = changed(goals=[goal(status="met"), goal("g2", modalities=["emdr"])])
    assert rules(session(), held=met) == ["treatment-plan.goal"]


def test_P01_one_open_goal_is_enough_and_so_is_a_problem_of_the_list():
    two = changed(goals=[goal(), goal("g2", status="met")])
    assert rules(session(work=[WORK, {**WORK, "goal": "g2"}]), held=two) == []
    problems = changed(goals=[], problems=[{"id": "p1", "problem": "No stable housing"}])
    assert rules(session(work=[{**WORK, "goal": "p1"}], told=[{**TOLD, "goal": "p1"}]), held=problems) == []
    assert rules(session(), held=problems) == ["treatment-plan.goal"]


def test_P01_a_session_before_or_beside_the_plan_serves_none():
    for kind in ("intake", "crisis", "collateral"):
        assert rules(session(kind=kind, work=[{**TALK, "goal": None}], told=[])) == []


@pytest.mark.parametrize("lacks", ["status", "evidence"])
def test_P02_E03_of_a_goal_that_was_worked_on_the_note_says_where_it_stands_and_what_shows_it(lacks):
    (found,) = seen(session(told=[{**TOLD, lacks: None}]))
    assert (found.rule, found.level, found.where) == ("treatment-plan.progress", "warning", "response.progress")
    assert rules(session(told=[])) == ["treatment-plan.progress"]


def test_P02_E03_a_reason_why_it_was_not_assessed_is_an_answer_and_so_is_no_progress():
    assert rules(session(told=[{**TOLD, "evidence": {"not_assessed": "he had to leave"}}])) == []
    assert rules(session(told=[{**TOLD, "status": "no-change"}])) == []


def test_P03_the_diagnosis_is_that_of_the_plan_or_explained():
    other = {"treatment__diagnoses": [{"code": "F43.12", "name": "Post-traumatic stress disorder, chronic"}]}
    other["treatment__goals"] = [{"id": "g1", "text": "Reduce trauma symptoms"}]
    (found,) = seen(session(**other))
    assert (found.rule, found.message) == (
        "treatment-plan.diagnosis",
        "F43.12 is not a diagnosis of the treatment plan, which has F43.10.",
    )
    assert rules(session(**other, plan__changes="F43.10 becomes F43.12: symptoms past three months.")) == []
    assert rules(session()) == []


def test_P04_the_treatment_is_one_of_the_plan_or_explained():
    (found,) = seen(session(work=[TALK]))
    assert (found.rule, found.where) == ("treatment-plan.modality", "interventions[0].modality")
    assert found.message == "Supportive therapy is not in the treatment plan, which names EMDR."
    why = "Reprocessing put off: his father died on Tuesday, and he asked to talk about the funeral."
    assert rules(session(work=[TALK], response__deviation=why)) == []
    assert rules(session(work=[WORK, {**WORK, "modality": "psyed"}])) == []
    assert rules(session(work=[TALK]), held=changed(goals=[goal(modalities=[])])) == []


def test_P04_the_plan_says_EMDR_and_none_of_the_last_three_notes_shows_it():
    (found,) = seen(session(work=[TALK]), weeks(2, work=[TALK]))
    assert found.rule == "treatment-plan.planned-modality"
    assert found.message == "The treatment plan names EMDR for goal 1; none of the last 3 notes shows it."
    assert rules(session(), weeks(2, work=[TALK])) == []
    assert rules(session(work=[TALK]), [*weeks(1), *weeks(2, work=[TALK])[1:]]) == ["treatment-plan.modality"]


def test_P04_a_goal_added_yesterday_is_not_held_against_last_month():
    new = changed(goals=[goal(), goal("g2", modalities=["cbti"], since=date(2026, 11, 12))])
    both = [WORK, {**WORK, "modality": "psyed", "goal": "g2"}]
    assert rules(session(work=both, told=[TOLD, {**TOLD, "goal": "g2"}]), weeks(6), new) == []


def test_P05_what_was_delivered_is_about_what_was_planned():
    (found,) = seen(session(), weeks(3, apart=16))
    assert (found.rule, found.where) == ("treatment-plan.frequency", "plan.frequency")
    assert found.message == "The last 4 sessions were 16 days apart on average; the treatment plan says weekly."
    assert rules(session(), weeks(6, apart=2)) == ["treatment-plan.frequency"]


def test_P05_a_holiday_a_missed_session_and_a_plan_without_a_known_frequency_are_no_finding():
    holiday = [session(date(2026, 11, 18) - timedelta(days=days)) for days in (7, 28, 35)]
    assert rules(session(), holiday) == []
    missed = weeks(3, apart=16)
    missed += [session(date(2026, 11, 18) - timedelta(days=n), kind="no-show", work=[], told=[]) for n in (8, 24, 40)]
    assert rules(session(), sorted(missed, key=lambda each: each.encounter.date, reverse=True)) == []
    assert rules(session(), weeks(3, apart=16), changed(frequency="as agreed")) == []
    assert rules(session(), weeks(2, apart=16)) == []
    assert rules(session(), weeks(3, apart=16), changed(written=date(2026, 11, 10))) == []


def test_P06_a_review_is_overdue_by_the_day_of_the_note():
    (found,) = seen(session(date(2026, 12, 2)))
    assert found.rule == "treatment-plan.review"
    assert found.message == "The treatment plan was due for review on December 1, 2026."
    assert rules(session(date(2026, 12, 1))) == []


def test_P07_an_objective_that_cannot_be_measured():
    vague = changed(goals=[goal(objective="Feel better about himself", measure=None, target=None)])
    (found,) = seen(session(), held=vague)
    assert (found.rule, found.level) == ("treatment-plan.measurable", "warning")
    assert found.message == "The objective of goal 1 does not say how much or how often, by when."
    # It is the plan's and not the session's: kept once, it is the same finding next time, until the objective changes.
    (again,) = seen(session(date(2026, 11, 25)), held=vague)
    assert again.fingerprint == found.fingerprint
    other = changed(goals=[goal(objective="Feel good about himself", measure=None, target=None)])
    assert seen(session(), held=other)[0].fingerprint != found.fingerprint


def test_P07_what_is_seen_and_counted_by_a_day_is_measurable():
    fine = "Drives the highway to work on four of five days by January 15, 2027"
    assert rules(session(), held=changed(goals=[goal(objective=fine, measure=None, target=None)])) == []
    assert [each.rule for each in plan_findings(PLAN, library().measures.values())] == []


def test_P08_why_care_goes_on_is_said_now_and_then():
    silent = {"response__impression": "The headlights image was the target."}
    (found,) = seen(session(**silent), weeks(3, **silent))
    assert (found.rule, found.level, found.where) == ("treatment-plan.need", "info", "response.impression")
    assert rules(session(**silent), [*weeks(1), *weeks(3, **silent)[1:]]) == []
    assert rules(session(**silent), weeks(2, **silent)) == []


def test_P09_a_goal_that_nobody_worked_on():
    two = changed(goals=[goal(), goal("g2", goal="Sleep", modalities=["cbti"])])
    (found,) = seen(session(), weeks(3), two)
    assert (found.rule, found.where) == ("treatment-plan.untouched", "treatment.goals.g2")
    assert found.message == "None of the last 4 sessions worked on goal 2 (planned: CBT-I)."
    assert rules(session(), weeks(2), two) == []


def test_P09_a_goal_put_off_or_told_of_is_not_left_aside():
    off = changed(goals=[goal(), goal("g2", status="deferred", reason="Until the move in January.")])
    assert rules(session(), weeks(3), off) == []
    two = changed(goals=[goal(), goal("g2", modalities=[])])
    told = [TOLD, {"goal": "g2", "status": "deferred", "evidence": "His father died on Tuesday."}]
    assert rules(session(told=told), weeks(3), two) == []
    assert rules(session(response__deviation="Goal 2 deferred: his father died on Tuesday."), weeks(3), two) == []


def test_P10_no_progress_several_times_running():
    stuck = [{**TOLD, "status": "no-change", "evidence": "PCL-5 is 52 again."}]
    (found,) = seen(session(told=stuck), weeks(2, told=stuck))
    assert (found.rule, found.where) == ("treatment-plan.no-progress", "treatment.goals.g1")
    worse = [{**TOLD, "status": "regressing", "evidence": "PCL-5 from 52 to 60."}]
    assert rules(session(told=worse), weeks(2, told=stuck)) == ["treatment-plan.no-progress"]
    assert rules(session(), weeks(5, told=stuck)) == []
    assert rules(session(told=stuck), [*weeks(1), *weeks(2, told=stuck)[1:]]) == []
    assert rules(session(told=stuck), weeks(2, told=stuck), changed(started=date(2026, 11, 10))) == []
    changes = "Adds stabilization to goal 1: reprocessing does not hold yet."
    assert rules(session(told=stuck, plan__changes=changes), weeks(2, told=stuck)) == []


@pytest.mark.parametrize("named", [["Supportive talk"], ["processing feelings", "active listening"], ["talk therapy"]])
def test_E02_talk_and_support_name_no_technique(named):
    found = [each for each in seen(session(work=[{**WORK, "techniques": named}])) if each.rule.startswith("work.")]
    assert [(each.level, each.where) for each in found] == [("warning", "interventions[0].techniques")]


@pytest.mark.parametrize(
    "named", [["desensitization"], ["active listening", "chain analysis"], ["letter to her younger self"]]
)
def test_E02_a_technique_of_the_vocabulary_or_of_the_authors_own(named):
    assert rules(session(work=[{**WORK, "techniques": named}])) == []
