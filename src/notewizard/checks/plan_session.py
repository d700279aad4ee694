"""One session against the treatment plan: the goal it serves, what became of it, the treatment, the diagnosis."""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.note.departure import departure
from notewizard.note.note import Note
from notewizard.note.treatment import PlannedGoal, TreatmentPlan

TEXAS = "Texas, Documentation of Service Provision: plan objectives addressed, and progress or lack of it"
CGS = "CGS Medicare, notice on outpatient psychotherapy records of October 28, 2021 (LCD L34353)"
USUAL = "Usual standard of utilization reviews: the note shows the treatment that the plan names"
WORKED = ("ongoing", "discharge")
"""The sessions that serve the plan; an intake comes before it, a crisis goes before it."""


def session(note: Note, plan: TreatmentPlan, around: Around) -> Iterator[Finding]:
    """The session serves an open goal, tells its progress, in the planned treatment, under a diagnosis of the plan."""
    if note.encounter is None or note.encounter.session_type not in WORKED:
        return
    left = departure(
        plan,
        modalities=[each.modality for each in note.interventions or () if each.modality],
        goals=served(note),
        diagnoses=[each.code for each in (note.treatment.diagnoses or () if note.treatment else ())],
        beside=around.limits.beside if around.limits else (),
    )
    yield from _progress(note, plan)
    if explained(note):
        return
    yield from _goal(note, plan, no_goal=left.no_goal)
    missing = list(_planned_treatment(note, plan, around))
    yield from missing or _modality(left.modalities, note, plan, around)
    if left.diagnoses:
        codes = ", ".join(each.code for each in plan.diagnoses)
        yield about(
            "treatment-plan.diagnosis",
            "treatment_plan",
            "warning",
            "treatment.diagnoses",
            f"{', '.join(left.diagnoses)} is not a diagnosis of the treatment plan, which has {codes}.",
            "A payer compares the diagnosis of the note with that of the plan.",
            "Mend the one that is wrong, or say why they differ.",
            CGS,
        )


def explained(note: Note) -> bool:
    """Whether the note says why it departs from the plan, or what changes in it."""
    return bool(note.response and note.response.deviation) or bool(note.plan and note.plan.changes)


def served(note: Note) -> tuple[str, ...]:
    """The ids of the goals that the session worked on, or of which it tells where they stand, in order."""
    worked = [each.goal for each in note.interventions or () if each.goal]
    told = [each.goal for each in (note.response.progress or () if note.response else ()) if each.status is not None]
    return tuple(dict.fromkeys((*worked, *told)))


def called(plan: TreatmentPlan, goal: PlannedGoal) -> str:
    """ "goal 2": as the note numbers it."""
    return f"goal {plan.goals.index(goal) + 1}"


def treated(modalities: tuple[str, ...], around: Around) -> str:
    """ "EMDR", "CBT or EMDR": planned modalities as they are printed."""
    return " or ".join(around.label(each) for each in modalities)


def _goal(note: Note, plan: TreatmentPlan, *, no_goal: bool) -> Iterator[Finding]:
    if no_goal:
        yield about(
            "treatment-plan.goal",
            "treatment_plan",
            "warning",
            "interventions[0].goal",
            "Nothing of this session serves an open goal of the treatment plan.",
            "Work that serves no goal of the plan is hard to justify to a payer.",
            "Name the goal it served, or say why the session departs from the plan.",
            TEXAS,
        )
        return
    known = {goal.id for goal in plan.snapshot().goals or ()}
    for position, work in enumerate(note.interventions or ()):
        if work.goal and known and work.goal not in known:
            yield about(
                "treatment-plan.goal",
                "treatment_plan",
                "warning",
                f"interventions[{position}].goal",
                "The goal is not in the treatment plan.",
                "Work that serves no goal of the plan is hard to justify to a payer.",
                "Name a goal of the plan, or change the plan.",
                TEXAS,
            )


def _progress(note: Note, plan: TreatmentPlan) -> Iterator[Finding]:
    """Of each open goal that was worked on: where it stands, and the evidence; a reason stands for either."""
    rows = {each.goal: each for each in (note.response.progress or () if note.response else ())}
    opened = set(plan.open_ids)
    numbers = {goal.id: number for number, goal in enumerate(plan.snapshot().goals or (), 1)}
    for id_ in dict.fromkeys(each.goal for each in note.interventions or () if each.goal in opened):
        row = rows.get(id_) if id_ else None
        if id_ is None or (row is not None and row.status is not None and row.evidence is not None):
            continue
        lacks = "says where it stands without the evidence" if row and row.status else "does not say where it stands"
        yield about(
            "treatment-plan.progress",
            "treatment_plan",
            "warning",
            "response.progress",
            f"The session worked on goal {numbers[id_]} and {lacks}.",
            "Progress or the lack of it belongs in the note of every session that addressed a goal.",
            "Say where the goal stands, and what shows it: a score, a count, what could not be done before.",
            TEXAS,
        )


def _modality(modalities: tuple[str, ...], note: Note, plan: TreatmentPlan, around: Around) -> Iterator[Finding]:
    for modality in modalities:
        at = next(n for n, work in enumerate(note.interventions or ()) if work.modality == modality)
        label = around.label(modality)
        yield about(
            "treatment-plan.modality",
            "treatment_plan",
            "warning",
            f"interventions[{at}].modality",
            f"{label[:1].upper()}{label[1:]} is not in the treatment plan, which names "
            f"{', '.join(around.label(each) for each in plan.modalities)}.",
            "A reviewer looks for the treatment that was planned, or for the reason to depart from it.",
            "Say why the session departs from the plan, or change the plan.",
            USUAL,
        )


def _planned_treatment(note: Note, plan: TreatmentPlan, around: Around) -> Iterator[Finding]:
    """What the plan names for a goal shows in none of the last notes that worked on it."""
    many = around.limits.without_planned_modality if around.limits else 0
    recent = around.worked(note, WORKED)[:many] if many else ()
    for goal in plan.active:
        notes = [each for each in recent if (day := each.encounter and each.encounter.date) and day >= plan.since(goal)]
        if not goal.modalities or len(notes) < many or not any(goal.id in served(each) for each in notes):
            continue
        done = {work.modality for each in notes for work in each.interventions or ()}
        if not done & set(goal.modalities):
            yield about(
                "treatment-plan.planned-modality",
                "treatment_plan",
                "warning",
                "interventions[0].modality",
                f"The treatment plan names {treated(goal.modalities, around)} for {called(plan, goal)}; none of the "
                f"last {many} notes shows it.",
                "A plan that names one treatment and a chart that shows another contradict each other.",
                "Say why, go on as planned, or change the plan: notewizard plan CLIENT --revise.",
                USUAL,
            )
