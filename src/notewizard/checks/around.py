"""What a note is held against, and the finding on an answer as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from notewizard.checks.finding import Finding, Level

if TYPE_CHECKING:
    from notewizard.definitions.measures import Measure
    from notewizard.note.note import Note
    from notewizard.note.treatment import TreatmentPlan


@dataclass(frozen=True)
class Around:
    """What a note is held against."""

    plan: TreatmentPlan | None = None
    """The client's treatment plan in force."""
    earlier: tuple[Note, ...] = ()
    """The client's earlier notes whose answers were kept, newest first."""
    modality_labels: tuple[tuple[str, str], ...] = ()
    """Modality ids with their names, for sentences."""
    measures: tuple[Measure, ...] = ()
    """What is known of each measure."""

    def label(self, modality: str) -> str:
        """A modality's name as it is printed."""
        return dict(self.modality_labels).get(modality, modality)


def about(
    rule: str, category: str, level: Level, where: str, message: str, why: str, suggestion: str, source: str
) -> Finding:
    """A finding on an answer as a whole, with no span in a text."""
    return Finding(rule, category, level, None, None, "", message, why, suggestion, source, where)
