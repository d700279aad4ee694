"""Notices that the law wants on what leaves the practice. They are never part of a note; an export carries them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from notewizard.definitions.questions import Text
from notewizard.definitions.reading import Shape, read_table, shaped
from notewizard.definitions.shipped import own_or_shipped
from notewizard.definitions.vocabularies import Source


class Notice(Shape):
    """One notice, to the letter."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    id: Text
    name: Text
    """The rule that prescribes it."""
    text: Text
    """What stands on the export, unchanged."""
    besides: Text
    """What must go with it, for the one who exports."""
    source: Source


def part2_notice(practice: Path | None = None) -> Notice:
    """The notice of 42 CFR 2.32: the practice's own (`practice` is its `.notewizard` folder), else the shipped.

    Raises `Broken`.
    """
    return shaped(read_table(own_or_shipped(practice, "notices", "part2.toml")), Notice)
