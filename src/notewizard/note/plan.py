"""Element 8: what happens next."""

from __future__ import annotations

from notewizard.note.answer import Answer, Moment, Piece, Words
from notewizard.note.people import Line


class Plan(Piece):
    """Homework, coordination, the next session and what changes. An empty list: asked, none."""

    homework: tuple[Words, ...] | None = None
    referrals: tuple[Words, ...] | None = None
    """Referrals and coordination with others."""
    next_focus: Answer[Words] | None = None
    """What the next session starts with."""
    next_session: Answer[Moment] | None = None
    """When; without an offset it is local to the encounter's time zone."""
    frequency: Line | None = None
    """How often; taken from the treatment plan when left out."""
    changes: Words | None = None
    """What changes in the treatment plan, and why."""
    disposition: Answer[Words] | None = None
    """Crisis: where the client went, with whom, and what holds until the next contact."""
    contacted: tuple[Words, ...] | None = None
    """Crisis: who was contacted, and what came of it; an empty list: asked, nobody."""
    aftercare: Words | None = None
    """Discharge: what helps against a relapse, and how to come back."""
    fee: Line | None = None
    """No-show and late cancellation: what the fee policy says, as a fact."""
