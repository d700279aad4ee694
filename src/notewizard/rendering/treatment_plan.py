"""A treatment plan as a page: Markdown that reads as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.definitions.library import Library
from notewizard.note.treatment import PlannedGoal, Problem, TreatmentPlan
from notewizard.rendering import when
from notewizard.rendering.markdown import guarded, heading, inline
from notewizard.rendering.wording import capitalized, fragment, sentence

STANDS = {"active": "goes on", "deferred": "put off", "met": "met", "ended": "given up"}
"""How the standing of a goal is printed."""


def plan_page(plan: TreatmentPlan, library: Library, version: int = 0) -> str:
    """The page of one version (`version` 0: not kept yet); every line is the plan's own words or their labels."""
    blocks = [
        f"# Treatment plan of {inline(plan.client)}{f', version {version}' if version else ''}",
        "\n".join(f"- {line}" for line in _head(plan)),
    ]
    for number, goal in enumerate(plan.goals, 1):
        blocks.append(f"## Goal {number}. {heading(fragment(goal.goal))}")
        blocks += ["\n".join(f"- {line}" for line in lines)] if (lines := list(_goal(goal, library))) else []
    if plan.problems:
        blocks += ["## Problem list", "\n".join(f"- {_problem(each)}" for each in plan.problems)]
    if plan.why:
        blocks += ["## Why this version" if version > 1 else "## Why", guarded(capitalized(_said(plan.why)))]
    return "\n\n".join(blocks) + "\n"


def _head(plan: TreatmentPlan) -> Iterator[str]:
    codes = "; ".join(f"{each.code} {inline(each.name)}" for each in plan.diagnoses)
    if codes:
        yield f"**{'Diagnosis' if len(plan.diagnoses) == 1 else 'Diagnoses'}.** {codes}"
    yield f"**Began.** {when.day(plan.started)}"
    if plan.frequency or plan.duration:
        yield f"**Sessions.** {inline('; '.join(filter(None, (plan.frequency, plan.duration))))}"
    if plan.reviewed:
        yield f"**Reviewed.** {when.day(plan.reviewed)}"
    if plan.review_due:
        yield f"**Next review.** {when.day(plan.review_due)}"
    if plan.part2:
        yield "**Records.** Substance use, under 42 CFR Part 2: what leaves with consent carries its notice"
    if plan.written:
        yield f"**Written.** {when.day(plan.written)}{f', by {inline(plan.author)}' if plan.author else ''}"


def _goal(goal: PlannedGoal, library: Library) -> Iterator[str]:
    if goal.objective:
        yield f"**Objective.** {capitalized(_said(goal.objective))}"
    if goal.modalities:
        yield f"**Treatment.** {', '.join(map(inline, modality_names(goal.modalities, library)))}"
    if goal.measure or goal.baseline is not None or goal.target is not None:
        yield f"**Measure.** {measured(goal)}"
    if goal.status != "active" or goal.reason:
        stands = STANDS[goal.status]
        yield f"**Stands.** {stands.capitalize()}{f': {_said(goal.reason)}' if goal.reason else ''}"
    if goal.since:
        yield f"**Since.** {when.day(goal.since)}"


def measured(goal: PlannedGoal) -> str:
    """ "PCL-5: 58 at the start, 30 aimed at" """
    scores = [f"{goal.baseline:g} at the start"] if goal.baseline is not None else []
    scores += [f"{goal.target:g} aimed at"] if goal.target is not None else []
    name = inline(goal.measure or "")
    return f"{name}: {', '.join(scores)}" if name and scores else name or ", ".join(scores)


def modality_names(ids: tuple[str, ...], library: Library) -> list[str]:
    """Modalities by the names they are printed with."""
    groups = library.vocabularies["modalities"]
    return [group.label if (group := groups.group(each)) else each for each in ids]


def _problem(problem: Problem) -> str:
    code = f" ({problem.code})" if problem.code else ""
    return (
        f"**{inline(problem.id)}.** {inline(fragment(problem.problem))}{code}{': resolved' if problem.resolved else ''}"
    )


def _said(words: str) -> str:
    """The author's words on one line, as a sentence."""
    return inline(sentence(" ".join(words.split())))
