"""What a treatment plan lacks, apart from any session: objectives that cannot be measured, no review, no measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from notewizard.checks.around import about
from notewizard.checks.finding import Finding
from notewizard.checks.plan_session import CGS, called, served
from notewizard.note.measurable import missing_in
from notewizard.note.note import Note
from notewizard.note.treatment import PlannedGoal, TreatmentPlan

MEASURABLE = "treatment-plan.measurable"
"""The rule that stands for the plan and not for a session: kept once with a reason, it is kept until it changes."""
_MASSACHUSETTS = "MassHealth 130 CMR 448.419: measurable goals with their time frame"


def plan_findings(plan: TreatmentPlan) -> Iterator[Finding]:
    """What whoever writes or reads the plan should look at again; nothing of it stops the plan from being kept."""
    if not plan.diagnoses:
        yield _of("diagnoses", "diagnoses", "The plan names no diagnosis.", "Give it, code first.", CGS)
    if not (plan.goals or plan.problems):
        yield _of("goals", "goals", "The plan has no goals and no problem list.", "Name at least one.", CGS)
    for position, goal in enumerate(plan.goals):
        if goal.status != "active":
            continue
        if goal.objective:
            yield from _unmeasurable(goal, plan, f"goals[{position}].objective")
            if goal.measure is None:
                yield replace(_no_measure(goal, plan, f"goals[{position}].measure"), sentence=goal.objective)
        else:
            yield _of(
                "objective",
                f"goals[{position}].objective",
                f"{_said(plan, goal)} has no objective.",
                "Say what will be seen, how often or how much, by when.",
                _MASSACHUSETTS,
            )
    if plan.frequency is None:
        yield _of("frequency", "frequency", "The plan does not say how often sessions are.", "Say it: weekly.", CGS)
    if plan.review_due is None:
        source = "14 NYCRR 599.11: reviews of the treatment plan stand in the record"
        yield _of("review", "review_due", "The plan has no day of review.", "Give one.", source)


def unmeasurable(note: Note, plan: TreatmentPlan) -> Iterator[Finding]:
    """The objectives that this session served and that cannot be measured."""
    ids = served(note)
    for goal in plan.active:
        if goal.id in ids and goal.objective:
            yield from _unmeasurable(goal, plan, f"treatment.goals.{goal.id}")


def _unmeasurable(goal: PlannedGoal, plan: TreatmentPlan, where: str) -> Iterator[Finding]:
    if missing := missing_in(goal):
        found = about(
            MEASURABLE,
            "treatment_plan",
            "warning",
            where,
            f"The objective of {called(plan, goal)} does not say {', '.join(missing)}.",
            "Progress can be told only against something that is seen or counted, by a day.",
            "Say it in the objective: notewizard plan CLIENT --revise.",
            _MASSACHUSETTS,
        )
        yield replace(found, sentence=goal.objective or "")


def _no_measure(goal: PlannedGoal, plan: TreatmentPlan, where: str) -> Finding:
    return _of(
        "measure",
        where,
        f"{_said(plan, goal)} has no measure.",
        "Name one with its score at the start and the score aimed at, where one fits.",
        "Joint Commission CTS.03.01.09: measurement-based care with a standardized tool",
    )


def _said(plan: TreatmentPlan, goal: PlannedGoal) -> str:
    return called(plan, goal).capitalize()


def _of(name: str, where: str, message: str, suggestion: str, source: str) -> Finding:
    why = "A plan is read by payers, colleagues and the client; each asks for this."
    return about(f"treatment-plan.{name}", "treatment_plan", "warning", where, message, why, suggestion, source)
