"""What a free-text note holds, whoever wrote it and in whatever format: the eight elements, and a rubric's items.

A clause is looked at where it stands and for what it names; a heading alone ("## Plan" with nothing under it, "Plan:
N/A") and what was not done ("risk not assessed") are no sign. This finds presence, not quality.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from notewizard.checks.elements import eight, rubric
from notewizard.checks.elements.clauses import Clause, clauses_in
from notewizard.checks.elements.dates import sessions_named, writing_dated
from notewizard.checks.elements.signs import Evidence, Sign, evidence
from notewizard.checks.sections import sections_in
from notewizard.checks.sentences import Span
from notewizard.checks.words import fold

ELEMENTS = tuple(eight.ELEMENTS)
ITEMS = tuple(rubric.ITEMS)


class Held(NamedTuple):
    """What a note holds; for each element and item the clauses that show it, none where it is not there."""

    elements: dict[str, tuple[Span, ...]]
    items: dict[str, tuple[Span, ...]]

    def elements_there(self) -> dict[str, bool]:
        """For each element, whether it is there."""
        return _there(self.elements)

    def items_there(self) -> dict[str, bool]:
        """For each item, whether it is there."""
        return _there(self.items)


def held_in(text: str, section: str | None = None) -> Held:
    """The evidence in `text` for each of the eight elements and of the rubric's items.

    `section`: the heading that `text` stands under, where it is one section of a note. Spans count Unicode code points
    of `text`, end exclusive.
    """
    clauses = clauses_in(text, section)
    return Held(_elements(text, clauses), _enough(_strengths(rubric.ITEMS, clauses), rubric.NEEDED))


def elements_in(text: str) -> dict[str, bool]:
    """For each of the eight elements, whether `text` holds it."""
    return _there(_elements(text, clauses_in(text)))


def items_in(text: str) -> dict[str, bool]:
    """For each of the rubric's items, whether `text` holds it."""
    return _there(_enough(_strengths(rubric.ITEMS, clauses_in(text)), rubric.NEEDED))


def item_strengths(text: str) -> dict[str, int]:
    """How strong the signs of each item are in `text`, to learn from how strong they must be."""
    return {name: found.strength for name, found in _strengths(rubric.ITEMS, clauses_in(text)).items()}


def _elements(text: str, clauses: Sequence[Clause]) -> dict[str, tuple[Span, ...]]:
    folded = fold(text)
    found = _enough(_strengths(eight.ELEMENTS, clauses), eight.NEEDED)
    found["encounter"] = tuple(sessions_named(folded, sections_in(text)))
    found["timing"] = tuple(writing_dated(folded))
    return found


def _strengths(wanted: Mapping[str, tuple[Sign, ...]], clauses: Sequence[Clause]) -> dict[str, Evidence]:
    return {name: evidence(signs, clauses) for name, signs in wanted.items()}


def _enough(found: Mapping[str, Evidence], needed: Mapping[str, int]) -> dict[str, tuple[Span, ...]]:
    return {name: each.spans if each.strength >= needed.get(name, 1) else () for name, each in found.items()}


def _there(found: Mapping[str, tuple[Span, ...]]) -> dict[str, bool]:
    return {name: bool(spans) for name, spans in found.items()}
