"""Which version of a client's treatment plan holds: now, on the day of a note, in a file somebody names."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from notewizard.checks.finding import Finding
from notewizard.definitions.library import Library
from notewizard.definitions.plans import PlanLimits, plan_in_table, plan_limits
from notewizard.definitions.reading import line_of, read_table, table_of
from notewizard.errors import Broken, Problem
from notewizard.note.treatment import TreatmentPlan
from notewizard.records.practice import Practice
from notewizard.records.versions import Version


def read_plan(path: Path, library: Library) -> tuple[TreatmentPlan, tuple[str, ...]]:
    """The treatment plan in a file, and a line for each goal whose scores are of no known measure.

    Raises `Broken` with every problem.
    """
    from notewizard.checks.plan_itself import unscored

    try:
        table = read_table(path)
        plan = plan_in_table(table, library)
    except Broken as broken:
        broken.not_done = "Nothing was written."
        raise
    found = unscored(plan, library.measures.values())
    return plan, tuple(in_its_file(each, path, table.text) for each in found)


def in_its_file(finding: Finding, path: Path, text: str) -> str:
    """A finding in the file of a plan, which holds `text`, in one line with its place."""
    parts = tuple(int(each) if each.isdigit() else each for each in re.findall(r"\w+", finding.where))
    line = line_of(text, parts)
    place = f"{path}:{line}" if line else str(path)
    return f"{finding.level}: {place}, {finding.where}: {finding.message} {finding.suggestion}"


def plan_now(practice: Practice, client: str, library: Library) -> TreatmentPlan | None:
    """The plan in force; None where the practice keeps none; raises `Broken` where it cannot be used."""
    newest = practice.plans(client).last()
    return plan_in(newest, client, library) if newest else None


def plan_on(practice: Practice, client: str, day: date, library: Library) -> TreatmentPlan | None:
    """The plan that was in force on `day`: the last version written until then; raises `Broken`."""
    found = None
    for _, plan in all_plans(practice, client, library):
        if (plan.written or plan.started) <= day:
            found = plan
    return found


def all_plans(practice: Practice, client: str, library: Library) -> tuple[tuple[Version, TreatmentPlan], ...]:
    """Every version with its file, the first one first; raises `Broken`."""
    return tuple((file, plan_in(file, client, library)) for file in practice.plans(client).whole())


def plan_in(file: Version, client: str, library: Library) -> TreatmentPlan:
    """The plan in a kept version, which must be that client's; raises `Broken`."""
    plan = plan_in_table(table_of(file.path, file.data), library)
    if plan.client != client:
        problem = Problem("client", "is another client", f"this folder is that of {client}", str(file.path))
        raise Broken(
            "The treatment plan cannot be used: it is another client's.",
            [problem],
            hint="Move the file to that client's folder of plans.",
            not_done="Nothing was loaded.",
        )
    return plan


def limits_of(practice: Practice | None) -> PlanLimits:
    """How many sessions are many, as the practice says it or as shipped."""
    return plan_limits(practice.dot if practice is not None else None)


def without_plan(client: str) -> str:
    """What is not checked where there is no plan, in one line."""
    return (
        "No treatment plan is kept here: the note is not held against goals, planned treatment, frequency or review. "
        f"notewizard plan {client} --write begins one."
    )


def said_of_plan(plan: TreatmentPlan | None, client: str, library: Library) -> tuple[str, ...]:
    """Of the plan that a note is written under, in one line at most: there is none, or no score is held to it."""
    from notewizard.checks.plan_itself import unscored

    if plan is None:
        return (without_plan(client),)
    goals = len(list(unscored(plan, library.measures.values())))
    if not goals:
        return ()
    many = (
        f"{goals} goals of the treatment plan have scores" if goals > 1 else "A goal of the treatment plan has scores"
    )
    return (
        f"{many} of no measure that is known here, so no score of a note is held to them: notewizard plan {client}",
    )
