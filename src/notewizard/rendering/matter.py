"""What every part of a note is rendered from, and the one shape in which its values reach a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from notewizard.definitions.formats import Format
from notewizard.definitions.library import Library
from notewizard.note.answer import NotAssessed
from notewizard.note.derived import Derived, derive
from notewizard.note.encounter import Encounter
from notewizard.note.note import Note
from notewizard.note.span import local
from notewizard.note.treatment import Goal, TreatmentPlan
from notewizard.rendering.pronouns import Pronouns, pronouns
from notewizard.rendering.wording import capitalized, fragment, sentence

Value = str | bool
"""What a template may see: words, and yes or no. Never an object, never a list."""


@dataclass(frozen=True)
class Piece:
    """One printing of one block of a template: its name, and the words it is given."""

    block: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Matter:
    """A note with all that it is read against."""

    note: Note
    form: Format
    library: Library
    plan: TreatmentPlan | None = None

    @property
    def encounter(self) -> Encounter:
        """The session, empty where nothing of it is answered yet."""
        return self.note.encounter or Encounter()

    @property
    def kind(self) -> str:
        """The session type; empty where it is not answered."""
        return self.encounter.session_type or ""

    @property
    def day(self) -> date | None:
        """The day of the session, beside which other days leave out their year."""
        return self.encounter.date

    @cached_property
    def derived(self) -> Derived:
        """What follows from the answers."""
        return derive(self.note, self.library.jurisdiction)

    @cached_property
    def client(self) -> Pronouns:
        """How the note speaks of the client."""
        return pronouns(self.note.client.pronouns if self.note.client else None)

    @cached_property
    def goals(self) -> dict[str, tuple[int, str]]:
        """Number, counted from 1, and words of each goal, by its id."""
        treatment = self.note.treatment or (self.plan.snapshot() if self.plan else None)
        goals: tuple[Goal, ...] = (treatment.goals or ()) if treatment else ()
        return {goal.id: (number, goal.text) for number, goal in enumerate(goals, 1)}

    @cached_property
    def names(self) -> frozenset[str]:
        """Every word of the names of the client and of those who came."""
        people = [self.note.client.name if self.note.client else None]
        people += [each.name for each in self.encounter.attended or ()]
        return frozenset(word.strip(".,()") for name in people if name for word in name.split())

    def here(self, stamp: datetime) -> datetime:
        """`stamp` in the time zone of the session."""
        return local(stamp, self.encounter.time_zone)

    def of_client(self) -> dict[str, Value]:
        """The words for the client that every block may use."""
        plural = self.client.plural
        return {
            "they": self.client.subject,
            "They": capitalized(self.client.subject),
            "their": self.client.possessive,
            "Their": capitalized(self.client.possessive),
            "are": "are" if plural else "is",
            "were": "were" if plural else "was",
            "have": "have" if plural else "has",
            "unnamed": self.client.subject == "the client",
        }


def told(name: str, answer: str | NotAssessed | None) -> str:
    """The clinician's words as a sentence; `Symptoms not assessed: the reason.`; empty where nothing was asked."""
    if isinstance(answer, NotAssessed):
        return f"{name} not assessed: {sentence(answer.not_assessed)}"
    return sentence(answer) if answer else ""


def said(answer: str | NotAssessed | None) -> str:
    """The clinician's words as a sentence; empty where there are none."""
    return sentence(answer) if isinstance(answer, str) else ""


def words(answer: str | NotAssessed | None) -> str:
    """The words to stand inside a sentence; empty where there are none."""
    return fragment(answer) if isinstance(answer, str) else ""


def reason(answer: object) -> str:
    """Why `answer` could not be had, as a sentence; empty where it could."""
    return sentence(answer.not_assessed) if isinstance(answer, NotAssessed) else ""
