"""What a kind of session owes beside its elements: a crisis its reason, a discharge its course, a plan a next step."""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.note.derived import derive
from notewizard.note.note import Note
from notewizard.note.plan import Plan
from notewizard.note.response import Course

CRISIS = "90839"
TREATS = ("intake", "ongoing", "crisis")
"""Sessions after which treatment goes on."""


def sessions(note: Note, around: Around) -> Iterator[Finding]:
    """A crisis without its reason, a discharge without its course, a late cancellation without its notice; a plan in
    which nothing happens but the next appointment.
    """
    encounter = note.encounter
    if encounter is None:
        return
    if CRISIS in derive(note).codes and encounter.crisis_reason is None:
        yield about(
            "session.crisis-reason",
            "missing",
            "warning",
            "encounter.crisis_reason",
            "The session is billed as a crisis (90839), and nothing says why it was one.",
            "The crisis code is for a problem that is life-threatening or complex and calls for immediate attention.",
            "Say in one sentence what made it so.",
            "Headway and Legal Clarity on CPT 90839",
        )
    if encounter.session_type == "discharge":
        yield from _discharge(note)
    if encounter.session_type == "late-cancellation" and encounter.notice is None:
        yield about(
            "session.notice",
            "missing",
            "warning",
            "encounter.notice",
            "A late cancellation, and nothing says how and when it was canceled.",
            "The time between notice and appointment is what makes a cancellation late.",
            "Say when notice came, and by which way.",
            "Clinical reference, no-show and late cancellation: scheduled time, notice given",
        )
    if encounter.session_type in TREATS and note.plan is not None and not _does_something(note.plan, note):
        yield about(
            "session.no-action",
            "missing",
            "warning",
            "plan.homework",
            "The plan names no homework, no referral and no focus for the next session.",
            "A plan says what will be done; an appointment alone does not.",
            "Give homework, or say what the next session starts with.",
            "California DHCS BHIN 23-068 (d), by a published digest: a short summary of next steps",
        )


def _discharge(note: Note) -> Iterator[Finding]:
    course = (note.response.course if note.response else None) or Course()
    owed = (
        ("response.course.reason", "why treatment ends", course.reason),
        ("response.course.started", "when treatment began", course.started),
        ("response.course.summary", "what was done over the treatment and what it changed", course.summary),
    )
    missing = [(key, what) for key, what, answer in owed if answer is None]
    if missing:
        yield about(
            "session.discharge-course",
            "missing",
            "warning",
            missing[0][0],
            f"A discharge that does not say {'; '.join(what for _, what in missing)}.",
            "The next clinician reads the discharge and not the notes before it.",
            "Answer it: F3 or :review has the questions of the course of treatment.",
            "Clinical reference, discharge and termination: dates, reason, course",
        )


def _does_something(plan: Plan, note: Note) -> bool:
    if plan.homework is None or plan.referrals is None:
        return True  # still open, and said as that
    steps = (plan.homework, plan.referrals, plan.contacted, plan.changes, isinstance(plan.next_focus, str))
    risk = note.safety.risk if note.safety else None
    return any(steps) or bool(risk and risk.actions)
