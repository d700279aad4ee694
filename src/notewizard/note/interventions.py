"""Element 6: what the clinician did."""

from __future__ import annotations

from notewizard.note.answer import Answer, Piece, Words
from notewizard.note.people import Line


class Intervention(Piece):
    """One piece of work: modality, named techniques, what it was aimed at, the goal it serves."""

    modality: Line | None = None
    """Id of a modality in `formats/vocabularies/modalities.toml`, or the practice's own words."""
    techniques: tuple[Line, ...] | None = None
    """The techniques used, by name."""
    detail: Answer[Words] | None = None
    """What exactly was done, on what."""
    goal: Line | None = None
    """Id of the goal it serves."""
