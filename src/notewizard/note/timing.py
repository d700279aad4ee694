"""When the note was written, against when the session ended."""

from __future__ import annotations

from notewizard.note.answer import Piece, Stamp, Words


class Timing(Piece):
    """The lateness is derived; its reason is asked."""

    written: Stamp | None = None
    """When the note was written, with its offset."""
    late_reason: Words | None = None
    """Why it was written late."""
