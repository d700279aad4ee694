"""Phrases that a rule looks for beside its words (evidence, needs, exceptions), compiled only when often looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from notewizard.checks.literals import Literals
from notewizard.checks.quotes import Span
from notewizard.checks.spread import Spread, spread_of
from notewizard.checks.words import TOKEN, whole
from notewizard.definitions.phrases import spell_out

OFTEN = 100
"""What is looked for more often is worth a pattern: it finds faster, and takes some milliseconds to compile."""


class Wording:
    """Any of some phrases, in a stretch of folded text."""

    def __init__(self, phrases: Sequence[str], classes: Mapping[str, Sequence[str]]) -> None:
        self._phrases = phrases
        self._classes = classes
        self._looked = 0
        plain: set[str] = set()
        self._spreads: list[Spread] = []
        for phrase in phrases:
            for found in spell_out(phrase, classes):
                if found.gaps:
                    self._spreads.append(spread_of(found))
                else:
                    plain.update(found.segments[0])
        self._plain = Literals(plain)
        self._openings = self._plain.openings.union(*(each.segments[0].openings for each in self._spreads))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return whole(self._phrases, self._classes)

    def is_in(self, folded: str, start: int, end: int) -> bool:
        """Whether one stands whole between `start` and `end`."""
        self._looked += 1
        if self._looked > OFTEN and self._pattern is not None:
            return self._pattern.search(folded, start, end) is not None
        return next(self._places(folded, start, end), None) is not None

    def places(self, folded: str, start: int, end: int) -> Iterator[Span]:
        """Where they stand between `start` and `end`, none overlapping another."""
        self._looked += 1
        if self._looked > OFTEN and self._pattern is not None:
            return (found.span() for found in self._pattern.finditer(folded, start, end))
        return self._places(folded, start, end)

    def _places(self, folded: str, start: int, end: int) -> Iterator[Span]:
        end = min(end, len(folded))
        past = start
        for token in TOKEN.finditer(folded, start, end):
            at = token.start()
            if at < past or token[0] not in self._openings:
                continue
            past_here = self._end(folded, at, end)
            if past_here:
                past = past_here
                yield at, past

    def _end(self, folded: str, at: int, limit: int) -> int:
        for spread in self._spreads:
            found = spread.from_start(folded, at, limit)
            if found is not None:
                return found[1]
        ends = self._plain.ends(folded, at, limit)
        return ends[0] if ends else 0


def wording(phrases: Sequence[str], classes: Mapping[str, Sequence[str]]) -> Wording | None:
    """Any of `phrases` (computed ones left out), or None when they hold no words."""
    worded = [each for each in phrases if not each.startswith("@")]
    return Wording(worded, classes) if worded else None
