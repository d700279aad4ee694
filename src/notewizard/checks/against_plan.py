"""The note against the treatment plan: each session's goal, treatment and diagnosis, the course, the plan itself.

Nothing is held against a plan that says nothing of it, and a departure that the note explains is no finding: the
reason is printed in the note. What counts as many is data (`formats/plan/limits.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.checks.around import Around
from notewizard.checks.finding import Finding
from notewizard.checks.plan_course import course
from notewizard.checks.plan_itself import unmeasurable
from notewizard.checks.plan_session import session
from notewizard.note.note import Note

DEPARTURES = frozenset(
    f"treatment-plan.{name}"
    for name in ("goal", "modality", "planned-modality", "diagnosis", "frequency", "untouched", "no-progress")
)
"""The rules that see a departure from the plan: the reason to keep one is printed in the note."""
CATEGORY = "treatment_plan"
"""Warnings of this category are kept only with a reason."""


def against_plan(note: Note, around: Around) -> Iterator[Finding]:
    """Every finding of a note against its client's treatment plan; none where there is no plan, or another client's."""
    plan = around.plan
    if plan is None or (note.client is not None and note.client.id != plan.client):
        return
    yield from session(note, plan, around)
    yield from course(note, plan, around)
    yield from unmeasurable(note, plan)
