"""What a note is held against, and the finding on an answer as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from notewizard.checks.finding import Finding, Level
from notewizard.note.profile import DEFAULT, Profile

if TYPE_CHECKING:
    from notewizard.definitions.measures import Measure
    from notewizard.definitions.plans import PlanLimits
    from notewizard.note.note import Note
    from notewizard.note.span import Span
    from notewizard.note.treatment import TreatmentPlan


@dataclass(frozen=True)
class Held:
    """Another session of the practice, by its time alone: nothing else of another client comes this far."""

    span: Span
    author: str
    """Name and credential, as printed."""
    joint: str = ""
    """What tells that it was the same session, noted for another client: the id of a group, "couple", "family"."""


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
    usual: frozenset[tuple[str, str]] = frozenset()
    """Descriptors within normal limits, as (domain, term in lower case)."""
    limits: PlanLimits | None = None
    """How many sessions are many, where there is a plan."""
    interval: float | None = None
    """Days between two sessions as the plan says it, where it says it in words that are known."""
    techniques: frozenset[str] = frozenset()
    """The techniques of the vocabulary with their other words, in lower case."""

    own_names: tuple[str, ...] = ()
    """What the practice calls the client by."""
    other_names: tuple[str, ...] = ()
    """What it calls its other clients by; never shown but where the author wrote it."""

    def worked(self, note: Note, kinds: tuple[str, ...]) -> tuple[Note, ...]:
        """`note` and the notes of earlier days whose session was one of `kinds`, newest first."""
        day = note.encounter.date if note.encounter else None
        before = [
            each
            for each in self.earlier
            if each.encounter and each.encounter.date and day and each.encounter.date < day
        ]
        return tuple(each for each in (note, *before) if each.encounter and each.encounter.session_type in kinds)

    profile: Profile = DEFAULT
    """When a note is late here."""
    later: tuple[Note, ...] = ()
    """Those of later sessions, where there are any: they tell what became of a promise, and no more."""
    held: tuple[Held, ...] = ()
    """The other sessions of the practice on these days, of whichever client."""

    def label(self, modality: str) -> str:
        """A modality's name as it is printed."""
        return dict(self.modality_labels).get(modality, modality)


def about(
    rule: str, category: str, level: Level, where: str, message: str, why: str, suggestion: str, source: str
) -> Finding:
    """A finding on an answer as a whole, with no span in a text."""
    return Finding(rule, category, level, None, None, "", message, why, suggestion, source, where)
