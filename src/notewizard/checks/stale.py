"""Structured answers that repeat from note to note: the way a cloned chart looks to a reviewer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.note.note import Note

_SOURCE = "National Government Services, 2012: notes worded exactly like or similar to earlier ones are cloned"


def stale(note: Note, around: Around) -> Iterator[Finding]:
    """The same mental status as in the last three notes, the same plan three times."""
    status = _status(note)
    if status and len(around.earlier) >= 3 and all(_status(each) == status for each in around.earlier[:3]):
        yield _repeats("mental-status", "mental_status", "The mental status is the same as in the last three notes.")
    plan = _plan(note)
    if plan and len(around.earlier) >= 2 and all(_plan(each) == plan for each in around.earlier[:2]):
        yield _repeats("plan", "plan", "The plan is the same three times running.")


def _repeats(name: str, where: str, message: str) -> Finding:
    return about(
        f"stale.{name}",
        "stale",
        "warning",
        where,
        message,
        "An answer that never changes looks as if it had not been asked.",
        "Add what was different today, or keep it with the reason.",
        _SOURCE,
    )


def _status(note: Note) -> dict[str, Any]:
    return note.mental_status.model_dump(exclude_none=True) if note.mental_status else {}


def _plan(note: Note) -> dict[str, Any]:
    if note.plan is None:
        return {}
    return note.plan.model_dump(include={"homework", "referrals", "next_focus", "changes"}, exclude_none=True)
