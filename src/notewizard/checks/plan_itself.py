"""What a treatment plan lacks, apart from any session: objectives that cannot be measured, no review, no measure."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import replace

from notewizard.checks.around import about
from notewizard.checks.finding import Finding
from notewizard.checks.plan_session import CGS, called, served
from notewizard.definitions.measures import Measure, measure_called
from notewizard.note.measurable import COUNTED, missing_in
from notewizard.note.note import Note
from notewizard.note.treatment import PlannedGoal, TreatmentPlan

MEASURABLE = "treatment-plan.measurable"
"""The rule that stands for the plan and not for a session: kept once with a reason, it is kept until it changes."""
UNSCORED = ("treatment-plan.measure-missing", "treatment-plan.measure-unknown")
"""The rules whose findings `unscored` gives."""
_TOOL = "Joint Commission CTS.03.01.09: measurement-based care with a standardized tool"
_MASSACHUSETTS = "MassHealth 130 CMR 448.419: measurable goals with their time frame"


def plan_findings(plan: TreatmentPlan, measures: Collection[Measure]) -> Iterator[Finding]:
    """What whoever writes or reads the plan should look at again; nothing of it stops the plan from being kept.

    `measures` are those that are known here.
    """
    if not plan.diagnoses:
        yield _of("diagnoses", "diagnoses", "The plan names no diagnosis.", "Give it, code first.", CGS)
    if not (plan.goals or plan.problems):
        yield _of("goals", "goals", "The plan has no goals and no problem list.", "Name at least one.", CGS)
    for position, goal in enumerate(plan.goals):
        if goal.status != "active":
            continue
        if goal.objective:
            yield from _unmeasurable(goal, plan, f"goals[{position}].objective")
            if goal.measure is None and goal.baseline is None and goal.target is None:
                yield replace(_no_measure(goal, plan, f"goals[{position}].measure"), sentence=goal.objective)
        else:
            yield _of(
                "objective",
                f"goals[{position}].objective",
                f"{_said(plan, goal)} has no objective.",
                "Say what will be seen, how often or how much, by when.",
                _MASSACHUSETTS,
            )
    yield from unscored(plan, measures)
    if plan.frequency is None:
        yield _of("frequency", "frequency", "The plan does not say how often sessions are.", "Say it: weekly.", CGS)
    if plan.review_due is None:
        source = "14 NYCRR 599.11: reviews of the treatment plan stand in the record"
        yield _of("review", "review_due", "The plan has no day of review.", "Give one.", source)


def without_a_measure(plan: TreatmentPlan) -> tuple[str, ...]:
    """Places of the active goals' objectives that nothing measures: no measure, and no count in the words either; or
    scores that are of no measure. The plan needs mending there; notes go on being held to the rest of it.
    """
    found = []
    for position, goal in enumerate(plan.goals):
        if goal.status != "active" or goal.measure is not None:
            continue
        for key in ("baseline", "target"):
            if getattr(goal, key) is not None:
                found.append(f"goals[{position}].{key}")
                break
        if goal.objective and COUNTED in missing_in(goal):
            found.append(f"goals[{position}].objective")
    return tuple(found)


def unscored(plan: TreatmentPlan, measures: Collection[Measure]) -> Iterator[Finding]:
    """The active goals whose scores are of no measure, or of one that is not known: nothing can be held to them."""
    for position, goal in enumerate(plan.goals):
        if goal.status != "active":
            continue
        if goal.measure is None:
            for key in ("baseline", "target"):
                if getattr(goal, key) is not None:
                    yield _of(
                        "measure-missing",
                        f"goals[{position}].{key}",
                        f"{_said(plan, goal)} has a {key} and no measure that it is a score of.",
                        "Name the measure: without it no score of a note is held to the goal.",
                        _TOOL,
                    )
                    break
        elif measure_called(goal.measure, measures) is None:
            names = [each.name for each in measures]
            close = difflib.get_close_matches(goal.measure.upper(), names, 1)
            ask = f"Did you mean {close[0]}? " if close else ""
            yield _of(
                "measure-unknown",
                f"goals[{position}].measure",
                f"The measure of {called(plan, goal)} is none that is known here.",
                f"{ask}Of an unknown one neither range nor bands nor change can be told.",
                _TOOL,
            )


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
        _TOOL,
    )


def _said(plan: TreatmentPlan, goal: PlannedGoal) -> str:
    return called(plan, goal).capitalize()


def _of(name: str, where: str, message: str, suggestion: str, source: str) -> Finding:
    why = "A plan is read by payers, colleagues and the client; each asks for this."
    return about(f"treatment-plan.{name}", "treatment_plan", "warning", where, message, why, suggestion, source)
