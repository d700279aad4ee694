"""Element 4: the mental status, as observed descriptors by domain."""

from __future__ import annotations

from notewizard.note.answer import Answer, Piece, Words
from notewizard.note.people import Line

Descriptors = tuple[Line, ...]


class MentalStatus(Piece):
    """Observed descriptors by domain. Unlisted domains take the one reason in `not_assessed`; none is ever assumed."""

    appearance: Answer[Descriptors] | None = None
    behavior: Answer[Descriptors] | None = None
    attitude: Answer[Descriptors] | None = None
    speech: Answer[Descriptors] | None = None
    mood: Answer[Words] | None = None
    """The client's own words."""
    affect: Answer[Descriptors] | None = None
    thought_process: Answer[Descriptors] | None = None
    thought_content: Answer[Descriptors] | None = None
    perception: Answer[Descriptors] | None = None
    cognition: Answer[Descriptors] | None = None
    insight: Answer[Descriptors] | None = None
    judgment: Answer[Descriptors] | None = None
    impulse_control: Answer[Descriptors] | None = None
    not_assessed: Words | None = None
    """One reason for every domain that is not listed."""


DOMAINS = tuple(name for name in MentalStatus.model_fields if name != "not_assessed")
"""The domains in the order in which they are read."""
