"""Element 7: how the client took it, and what it changed."""

from __future__ import annotations

from typing import Literal

from notewizard.note.answer import Answer, Day, Piece, Words
from notewizard.note.people import Line

ProgressStatus = Literal["progressing", "met", "maintaining", "no-change", "regressing", "deferred"]


class Progress(Piece):
    """Where one goal stands, and the evidence for it."""

    goal: Line
    """Id of the goal."""
    status: Answer[ProgressStatus] | None = None
    evidence: Answer[Words] | None = None
    """A score, a count, or what the client did that they could not do before."""


class Course(Piece):
    """Discharge: the treatment from its first session to its last. The number of sessions is the session's own."""

    started: Day | None = None
    """The day of the first session."""
    at_start: Line | None = None
    """The diagnosis at the start, where it was another one."""
    summary: Words | None = None
    """What was done in the course of treatment, and what it changed."""
    reason: Answer[Words] | None = None
    """Why treatment ends."""
    client_view: Words | None = None
    """How the client sees it."""
    left_open: Words | None = None
    """What is not resolved."""


class Response(Piece):
    """How the client took part, what changed in the session, and the clinician's impression."""

    engagement: Answer[Words] | None = None
    in_session: Answer[Words] | None = None
    """What changed between the start and the end of the session."""
    impression: Answer[Words] | None = None
    """What maintains the problem, and why care goes on."""
    deviation: Words | None = None
    """Why this session departs from the treatment plan: printed in the note."""
    progress: tuple[Progress, ...] | None = None
    """One for each goal that was worked on."""
    course: Course | None = None
    """Discharge: the course of the whole treatment."""
