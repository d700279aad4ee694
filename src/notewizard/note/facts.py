"""Standing facts of one client: what stays true until it changes, each with the day it was last confirmed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from notewizard.note.answer import Day, Piece, Words
from notewizard.note.people import ClientId, Line


class StandingFact(Piece):
    """One fact, in the clinician's words."""

    kind: Line
    """Which kind of fact it is, by its id: "emergency-contact"."""
    text: Words
    """The fact."""
    given: Day | None = None
    """A consent or a release: since when it holds."""
    until: Day | None = None
    """A release: the last day it holds."""
    confirmed: Day
    """When it was last said to be true."""

    @model_validator(mode="after")
    def ends_after_it_begins(self) -> StandingFact:
        if self.given and self.until and self.until < self.given:
            raise ValueError("ends before it begins|until, not before given")
        return self


class StandingFacts(Piece):
    """All that stands in a client's chart on one day, as its file holds it."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    """Version of the file's shape."""
    client: ClientId
    """Whose facts they are."""
    written: Day
    """When this version was written."""
    author: Line | None = None
    """Who wrote this version, with the credential."""
    facts: tuple[StandingFact, ...] = ()
    """What stands; a fact of the version before that is no longer here was taken out."""
