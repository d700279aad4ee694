"""The field's terms, by group: descriptors, modalities with their techniques, settings, factors, actions."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from notewizard.definitions.questions import Text
from notewizard.definitions.reading import Shape


class Source(Shape):
    """Where a clinical statement comes from."""

    title: Text
    url: str = ""


class Term(Shape):
    """One term; in a file a plain string is enough."""

    term: Text
    """As it stands in a note."""
    also: tuple[Text, ...] = ()
    """Other words it is found by."""
    code: str = ""
    """A code that goes with it: the place of service of a setting."""
    usual: bool = False
    """A finding within normal limits: nothing out of the ordinary was observed in its domain."""


TermText = Annotated[Term, BeforeValidator(lambda value: {"term": value} if isinstance(value, str) else value)]


class TermGroup(Shape):
    """Terms that belong together: a domain of the mental status, a modality."""

    id: Text
    label: Text
    """As it stands in a note: "CBT"."""
    name: str = ""
    """In full: "Cognitive behavioral therapy"."""
    also: tuple[Text, ...] = ()
    """Other words the group is found by."""
    terms: tuple[TermText, ...] = ()


class Vocabulary(Shape):
    """One vocabulary file."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    id: Text
    name: Text
    source: Source
    groups: Annotated[tuple[TermGroup, ...], Field(min_length=1)]

    def group(self, id_: str) -> TermGroup | None:
        """The group of that id, or None."""
        return next((group for group in self.groups if group.id == id_), None)

    @cached_property
    def usual(self) -> frozenset[tuple[str, str]]:
        """The terms within normal limits, as (group id, term in lower case)."""
        return frozenset((group.id, each.term.lower()) for group in self.groups for each in group.terms if each.usual)

    def find(self, words: str) -> tuple[tuple[TermGroup, Term], ...]:
        """Every group and term that `words` name exactly (letter case and aliases aside): none, one, or several."""
        wanted = words.strip().lower()
        return tuple(
            (group, term)
            for group in self.groups
            for term in group.terms
            if wanted == term.term.lower() or wanted in (each.lower() for each in term.also)
        )
