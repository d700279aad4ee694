"""Element 7: how the client took it, and what it changed."""

from __future__ import annotations

from typing import Literal

from notewizard.note.answer import Answer, Piece, Words
from notewizard.note.people import Line

ProgressStatus = Literal["progressing", "met", "maintaining", "no-change", "regressing", "deferred"]


class Progress(Piece):
    """Where one goal stands, and the evidence for it."""

    goal: Line
    """Id of the goal."""
    status: Answer[ProgressStatus] | None = None
    evidence: Answer[Words] | None = None
    """A score, a count, or what the client did that they could not do before."""


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
