"""Which words each part of a note is made of: one function a part, by the names in `definitions.formats.PARTS`."""

from __future__ import annotations

from collections.abc import Callable

from notewizard.rendering import measures, mental_status, plan, presenting, safety, treated, work
from notewizard.rendering.matter import Matter, Piece

BUILDERS: dict[str, Callable[[Matter], tuple[Piece, ...]]] = {
    "goals": treated.goals,
    "problem": treated.problem,
    "status": presenting.status,
    "history": presenting.history,
    "since_last": presenting.since_last,
    "medications": presenting.medications,
    "measures": measures.measures,
    "mental_status": mental_status.mental_status,
    "safety": safety.safety,
    "risk": safety.risk,
    "safety_actions": safety.safety_actions,
    "group": presenting.group,
    "outreach": presenting.outreach,
    "interventions": work.interventions,
    "in_session": work.in_session,
    "impression": work.impression,
    "progress": work.progress,
    "course": treated.course,
    "homework": plan.homework,
    "coordination": plan.coordination,
    "plan_changes": plan.plan_changes,
    "next_session": plan.next_session,
    "additional": plan.additional,
}
"""The pieces of each part, in the order in which they are read."""

ROWS = frozenset({"goals", "history", "measures", "progress", "coordination", "plan_changes", "additional"})
"""Parts of which every piece is a paragraph of its own where there are headings."""
