"""The questions of what is written to a note after its signature, and which of its answers a correction changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from notewizard.definitions.library import Library
from notewizard.definitions.questions import Element, Question, Text
from notewizard.definitions.reading import Shape, read_table, shaped
from notewizard.definitions.shipped import own_or_shipped

ELEMENT = "later"
"""What these questions are called where notes have their elements."""


class Fact(Shape):
    """An answer of a note that others go by."""

    answer: Text
    """The question; in rows with the question of the rows before it: `safety.contacts.due`."""
    named: tuple[Text, ...] = ()
    """Beginnings of words by which a correction names it, whatever it says of it."""
    prints: tuple[Literal["minutes", "code"], ...] = ()
    """What else the note prints that follows from it: the minutes of the session, its service codes."""


class _Facts(Shape):
    schema_: Annotated[Literal[1], Field(alias="schema")]
    facts: tuple[Fact, ...]


def with_later_questions(
    library: Library, practice: Path | None = None, name: str = "", further: tuple[Question, ...] = ()
) -> Library:
    """`library` with these questions in place of those of a note, under that `name`, `further` ones last.

    Raises `Broken`.
    """
    path = own_or_shipped(practice, "later", "questions.toml")
    element = shaped(read_table(path), Element)
    element = element.model_copy(update={"questions": (*element.questions, *further), "name": name or element.name})
    return replace(library, elements=(element,))


def corrected_facts(practice: Path | None = None) -> tuple[Fact, ...]:
    """The answers of which a correction says what holds now; raises `Broken`."""
    return shaped(read_table(own_or_shipped(practice, "later", "facts.toml")), _Facts).facts
