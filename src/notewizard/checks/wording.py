"""Phrases that a rule looks for beside its words (evidence, needs, exceptions), found without a pattern to compile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from notewizard.checks.literals import Literals
from notewizard.checks.quotes import Span
from notewizard.checks.spread import Spread, spread_of
from notewizard.checks.tokens import tokens_in
from notewizard.checks.words import TOKEN, rarest
from notewizard.definitions.phrases import spell_out


class Wording:
    """Any of some phrases, in a stretch of folded text."""

    def __init__(self, phrases: Sequence[str], classes: Mapping[str, Sequence[str]]) -> None:
        plain: set[str] = set()
        self._spreads: list[Spread] = []
        for phrase in phrases:
            for found in spell_out(phrase, classes):
                if found.gaps:
                    self._spreads.append(spread_of(found))
                else:
                    plain.update(found.segments[0])
        self._plain = Literals(plain)

    @cached_property
    def _by_opening(self) -> dict[str, list[Spread]]:
        """By the words and signs that begin one of them: those with gaps, none where it begins plain ones alone."""
        found: dict[str, list[Spread]] = {each: [] for each in self._plain.openings}
        for spread in self._spreads:
            for each in spread.segments[0].openings:
                found.setdefault(each, []).append(spread)
        return found

    @cached_property
    def _traces(self) -> frozenset[str]:
        """A word of each of them, the rarest: where none of these stands, none of them does."""
        strings = chain(self._plain.strings, *(min(each.segments, key=_size).strings for each in self._spreads))
        return frozenset(rarest(tokens_in(each)) for each in strings)

    def is_in(self, folded: str, start: int, end: int) -> bool:
        """Whether one stands whole between `start` and `end`."""
        return next(self.places(folded, start, end), None) is not None

    def places(self, folded: str, start: int, end: int) -> Iterator[Span]:
        """Where they stand between `start` and `end`, none overlapping another."""
        end = min(end, len(folded))
        if self._traces.isdisjoint(tokens_in(folded[start:end])):
            return
        past = start
        for token in TOKEN.finditer(folded, start, end):
            at = token.start()
            spreads = self._by_opening.get(token[0])
            if at < past or spreads is None:
                continue
            past_here = self._end(spreads, folded, at, end)
            if past_here:
                past = past_here
                yield at, past

    def _end(self, spreads: Sequence[Spread], folded: str, at: int, limit: int) -> int:
        for spread in spreads:
            found = spread.from_start(folded, at, limit)
            if found is not None:
                return found[1]
        ends = self._plain.ends(folded, at, limit)
        return ends[0] if ends else 0


def _size(segment: Literals) -> int:
    return len(segment.strings)


def wording(phrases: Sequence[str], classes: Mapping[str, Sequence[str]]) -> Wording | None:
    """Any of `phrases` (computed ones left out), or None when they hold no words."""
    worded = [each for each in phrases if not each.startswith("@")]
    return Wording(worded, classes) if worded else None
