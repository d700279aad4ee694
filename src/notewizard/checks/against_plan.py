"""The note against the treatment plan: goal, modality, review."""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.note.note import Note

_SOURCE = "Texas Administrative Code, progress notes: plan objectives addressed, and progress or lack of it"


def against_plan(note: Note, around: Around) -> Iterator[Finding]:
    """What was done serves a goal of the plan, in a modality the plan names, while the plan is in force."""
    plan = around.plan
    if plan is None:
        return
    goals = {goal.id: goal for goal in plan.goals}
    planned = {modality for goal in plan.goals for modality in goal.modalities}
    for position, work in enumerate(note.interventions or ()):
        if work.modality and planned and work.modality not in planned:
            names = ", ".join(sorted(around.label(each) for each in planned))
            yield about(
                "treatment-plan.modality",
                "treatment_plan",
                "warning",
                f"interventions[{position}].modality",
                f"{around.label(work.modality)} is not in the treatment plan, which names {names}.",
                "A reviewer looks for the treatment that was planned, or for the reason to depart from it.",
                "Keep it with the reason, or change the treatment plan.",
                _SOURCE,
            )
        if work.goal and goals and work.goal not in goals:
            yield about(
                "treatment-plan.goal",
                "treatment_plan",
                "warning",
                f"interventions[{position}].goal",
                "The goal is not in the treatment plan.",
                "Work that serves no goal of the plan is hard to justify to a payer.",
                "Name a goal of the plan, or change the plan.",
                _SOURCE,
            )
    day = note.encounter.date if note.encounter else None
    if plan.review_due and day and day > plan.review_due:
        yield about(
            "treatment-plan.review",
            "treatment_plan",
            "warning",
            "treatment",
            f"The treatment plan was due for review on {plan.review_due:%B} {plan.review_due.day}.",
            "A plan past its review no longer supports the service.",
            "Review the plan with the client, and write a new version of it.",
            _SOURCE,
        )
