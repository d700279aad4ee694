"""The answers of a treatment plan's walk ↔ the plan: what is asked, what was there before, who gets which id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from notewizard.definitions.conditions import Answers, look_up
from notewizard.definitions.plans import ELEMENT
from notewizard.note.treatment import TreatmentPlan

Task = Literal["write", "review", "revise"]
"""What is done with a plan: write the first one, ask of each goal whether it is still true, change it."""

_AGAIN: dict[Task, tuple[str, ...]] = {"write": (), "review": ("why", "review_due", "reviewed"), "revise": ("why",)}
"""What the version before said and this one must say anew."""


def answers_of(plan: TreatmentPlan, task: Task) -> dict[str, Any]:
    """The plan as the answers of a walk that changes it; what `task` asks anew is left out."""
    held = plan.model_dump(mode="json", exclude_none=True)
    held = {key: held[key] for key in held if key not in ("schema_", "client", "written", "author", *_AGAIN[task])}
    held["goals"] = [_row(goal, task, "goal") for goal in held.get("goals", ())]
    held["problems"] = [_row(each, task, "") for each in held.get("problems", ())]
    # A list without entries was no answer: the walk would take it for "asked, none".
    return {ELEMENT: {key: value for key, value in held.items() if value not in ([], ())}}


def _row(row: Mapping[str, Any], task: Task, text: str) -> dict[str, Any]:
    """One row; its standing is asked again in a review, but for what is over."""
    out = {("text" if key == text else key): value for key, value in row.items()}
    over = out.get("status") in ("met", "ended") or out.get("resolved")
    if task == "review" and not over:
        for key in ("status", "reason", "resolved"):
            out.pop(key, None)
    return out


def plan_of(
    answers: Answers,
    client: str,
    started: date,
    *,
    written: date | None = None,
    author: str = "",
    reviewed: date | None = None,
    used: Iterable[str] = (),
) -> TreatmentPlan:
    """The plan as far as it is answered; raises `ValidationError` where an answer cannot stand in one.

    Rows that are not begun are left out. New rows get an id that is not among `used`, the ids of all versions so far.
    """
    held: dict[str, Any] = dict(look_up(answers, ELEMENT) or {})
    taken = set(used) | {str(row["id"]) for key in ("goals", "problems") for row in held.get(key) or () if "id" in row}
    day = (written or started).isoformat()
    held["goals"] = [
        {"id": _id(row, "g", taken), **({} if "id" in row or day == str(started) else {"since": day}), **_goal(row)}
        for row in held.get("goals") or ()
        if row.get("text")
    ]
    held["problems"] = [{"id": _id(row, "p", taken), **row} for row in held.get("problems") or () if row.get("problem")]
    head = {"schema": 1, "client": client, "started": started, "written": written, "author": author or None}
    return TreatmentPlan.model_validate(
        {**held, **head, **({"reviewed": reviewed} if reviewed else {})},
    )


def _goal(row: Mapping[str, Any]) -> dict[str, Any]:
    return {("goal" if key == "text" else key): value for key, value in row.items()}


def _id(row: Mapping[str, Any], letter: str, taken: set[str]) -> str:
    """The row's own id, or the next free one, which is taken from now on."""
    if "id" in row:
        return str(row["id"])
    number = 1
    while f"{letter}{number}" in taken:
        number += 1
    taken.add(f"{letter}{number}")
    return f"{letter}{number}"
