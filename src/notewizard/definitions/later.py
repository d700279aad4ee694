"""The questions of what is written to a note after its signature."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from notewizard.definitions.library import Library
from notewizard.definitions.questions import Element
from notewizard.definitions.reading import read_table, shaped
from notewizard.definitions.shipped import own_or_shipped

ELEMENT = "later"
"""What these questions are called where notes have their elements."""


def with_later_questions(library: Library, practice: Path | None = None, name: str = "") -> Library:
    """`library` with these questions in place of those of a note, under that `name`; raises `Broken`."""
    path = own_or_shipped(practice, "later", "questions.toml")
    element = shaped(read_table(path), Element)
    return replace(library, elements=(element.model_copy(update={"name": name}) if name else element,))
