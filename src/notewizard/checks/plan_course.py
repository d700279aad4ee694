"""The course of the sessions against the treatment plan: how often, review, goals left aside, no progress, need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.checks.plan_session import CGS, TEXAS, WORKED, called, explained, served, treated
from notewizard.note.note import Note
from notewizard.note.treatment import PlannedGoal, TreatmentPlan

OFFERED = (*WORKED, "intake", "crisis", "no-show", "late-cancellation")
"""What counts as a session that was offered: one that the client missed was."""
STUCK = ("no-change", "regressing")
_NEED = re.compile(
    r"\b(?:need\w*|necess\w+|requir\w+|expect\w*|likely|would|without|until|continu\w+|go(?:es)? on|ongoing|still|"
    r"maintain\w*|relapse\w*|wors\w+|deteriorat\w+|taper\w*|remain\w*|further|more|indicated|benefit\w*|prevent\w*|"
    r"not yet|incomplete|keep\w*)\b",
    re.IGNORECASE,
)
"""Words in which an impression says why care goes on; wide, because their absence is only mentioned."""


def course(note: Note, plan: TreatmentPlan, around: Around) -> Iterator[Finding]:
    """How often the sessions were, whether the plan is in force, which goal was left aside, where nothing moves."""
    if note.encounter is None or note.encounter.date is None:
        return
    yield from _review(note, plan)
    if note.encounter.session_type not in WORKED or around.limits is None:
        return
    yield from _need(note, around)
    if explained(note):
        return
    yield from _frequency(note, plan, around)
    for goal in plan.active:
        yield from _untouched(note, goal, plan, around)
        yield from _no_progress(note, goal, plan, around)


def _review(note: Note, plan: TreatmentPlan) -> Iterator[Finding]:
    day = note.encounter.date if note.encounter else None
    if plan.review_due and day and day > plan.review_due:
        due = plan.review_due
        yield about(
            "treatment-plan.review",
            "treatment_plan",
            "warning",
            "treatment",
            f"The treatment plan was due for review on {due:%B} {due.day}, {due.year}.",
            "A plan past its review no longer supports the service.",
            "Review the plan with the client: notewizard plan CLIENT --review.",
            "14 NYCRR 599.11: reviews of the treatment plan stand in the record",
        )


def _frequency(note: Note, plan: TreatmentPlan, around: Around) -> Iterator[Finding]:
    assert around.limits is not None
    many, planned = around.limits.sessions_counted, around.interval
    since = max(plan.started, plan.written or plan.started)
    days = sorted({day for each in around.worked(note, OFFERED) if each.encounter and (day := each.encounter.date)})
    days = [day for day in days if day >= since][-many:]
    if planned is None or len(days) < many:
        return
    apart = (days[-1] - days[0]).days / (len(days) - 1)
    if around.limits.too_near * planned <= apart <= around.limits.too_far * planned:
        return
    yield about(
        "treatment-plan.frequency",
        "treatment_plan",
        "warning",
        "plan.frequency",
        f"The last {many} sessions were {apart:.0f} days apart on average; the treatment plan says {plan.frequency}.",
        "The frequency delivered is compared with the one that was planned and authorized.",
        "Say why, or change the plan: notewizard plan CLIENT --revise.",
        f"{CGS}: frequency of the services",
    )


def _untouched(note: Note, goal: PlannedGoal, plan: TreatmentPlan, around: Around) -> Iterator[Finding]:
    assert around.limits is not None
    many = around.limits.untouched
    sessions = _since(goal, note, plan, around)
    if len(sessions) < many or any(goal.id in served(each) for each in sessions[:many]):
        return
    treatment = f" (planned: {treated(goal.modalities, around)})" if goal.modalities else ""
    yield about(
        "treatment-plan.untouched",
        "treatment_plan",
        "warning",
        f"treatment.goals.{goal.id}",
        f"None of the last {many} sessions worked on {called(plan, goal)}{treatment}.",
        "A goal that nobody works on is either reached, put off or forgotten; the chart should say which.",
        "Say why it waits, or change where it stands: notewizard plan CLIENT --review.",
        f"House rule, after {TEXAS}",
    )


def _since(goal: PlannedGoal, note: Note, plan: TreatmentPlan, around: Around) -> list[Note]:
    """The sessions since it was a goal, newest first: the same id in a note before the plan meant another one."""
    return [
        each
        for each in around.worked(note, WORKED)
        if each.encounter and each.encounter.date and each.encounter.date >= plan.since(goal)
    ]


def _no_progress(note: Note, goal: PlannedGoal, plan: TreatmentPlan, around: Around) -> Iterator[Finding]:
    assert around.limits is not None
    many = around.limits.without_progress
    told = [
        row.status
        for each in _since(goal, note, plan, around)
        for row in (each.response.progress or () if each.response else ())
        if row.goal == goal.id and isinstance(row.status, str)
    ]
    rows = note.response.progress or () if note.response else ()
    today = any(row.goal == goal.id and isinstance(row.status, str) for row in rows)
    if not today or len(told) < many or any(each not in STUCK for each in told[:many]):
        return
    yield about(
        "treatment-plan.no-progress",
        "treatment_plan",
        "warning",
        f"treatment.goals.{goal.id}",
        f"No progress on {called(plan, goal)}, {many} times running.",
        "A treatment that does not help is changed, or the note says why it is worth going on with.",
        "Say what changes in the treatment plan, or why it stays as it is.",
        f"House rule, after {TEXAS}",
    )


def _need(note: Note, around: Around) -> Iterator[Finding]:
    assert around.limits is not None
    many = around.limits.without_need
    notes = around.worked(note, WORKED)[:many]
    if len(notes) < many or any(_says_need(each) for each in notes):
        return
    yield about(
        "treatment-plan.need",
        "treatment_plan",
        "info",
        "response.impression",
        f"None of the last {many} notes says why care goes on.",
        "Medicare asks for a reasonable expectation of improvement, or of getting worse without the service.",
        "Say it in the impression: what is expected to improve, or what would get worse without the sessions.",
        CGS,
    )


def _says_need(note: Note) -> bool:
    impression = note.response.impression if note.response else None
    return isinstance(impression, str) and bool(_NEED.search(impression))
