"""A phrase with gaps: found around the one segment of it that the gate looks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from notewizard.checks.literals import Literals
from notewizard.checks.words import NEAR, gate_of
from notewizard.definitions.phrases import Phrase

# As `words.gap` has it: what has been taken for a word is never divided again.
_STEP = re.compile(r"([^\w.;:!?\n]+)(?:(?=\w)([^\W_]*)[\w'/%-]*)?")
"""What stands between two words, and the next one; group 2 is how that begins."""


class Place(NamedTuple):
    """Where a phrase stands."""

    start: int
    last: int
    """Where its last segment begins."""
    end: int


class Spread:
    """A phrase whose segments may have words between them."""

    def __init__(self, segments: Sequence[Literals], gaps: Sequence[int], gate: int) -> None:
        self.segments = segments
        self.gaps = gaps
        self.gate = gate
        """Which segment is looked for first: the one likely to be met least."""

    @cached_property
    def near(self) -> tuple[tuple[int, int, frozenset[str]], ...]:
        """Where, in words and signs from the gate segment, each other segment may begin, and with which of them."""
        own = self.gate
        before = self._reach((*range(own), own), self.gaps[:own])
        behind = self._reach(range(own, len(self.segments)), self.gaps[own:])
        return (
            *((-before, 0, each.openings) for each in self.segments[:own]),
            *((1, behind + 1, each.openings) for each in self.segments[own + 1 :]),
        )

    def _reach(self, which: Iterable[int], gaps: Sequence[int]) -> int:
        # A word of a gap may be several here ("and/or", "don't"), and have a comma before it.
        return sum(self.segments[each].longest + 1 for each in which) + sum(4 * gap + 1 for gap in gaps)

    def may_stand(self, tokens: Sequence[str], number: int) -> bool:
        """Whether each of its other segments could begin near the gate segment that begins at token `number`."""
        for low, high, openings in self.near:
            low += number
            if openings.isdisjoint(tokens[low if low > 0 else 0 : number + high]):
                return False
        return True

    def around(self, folded: str, tokens: Sequence[str], starts: Sequence[int], number: int, end: int) -> Place | None:
        """The phrase with its gate segment from token `number` to `end`, or None.

        A phrase whose first segment is the gate begins there and is looked for nowhere else.
        """
        start = starts[number]
        limit = min(end + NEAR, len(folded))
        if self.gate == 0:
            found = self.from_start(folded, start, limit)
            return Place(start, *found) if found is not None and end <= found[1] else None
        openings = self.segments[0].openings
        for begin in range(bisect_left(starts, start - NEAR, 0, number), number + 1):
            if tokens[begin] in openings:
                found = self.from_start(folded, starts[begin], limit)
                if found is not None and end <= found[1]:
                    return Place(starts[begin], *found)
        return None

    def from_start(self, folded: str, start: int, limit: int, which: int = 0) -> tuple[int, int] | None:
        """Where its last segment begins and ends, if segment `which` stands at `start` and the others behind it."""
        ends = self.segments[which].ends(folded, start, limit)
        if which == len(self.gaps):
            return (start, ends[0]) if ends else None
        following = self.segments[which + 1]
        openings = following.openings
        for at in ends:
            for _ in range(self.gaps[which] + 1):
                step = _STEP.match(folded, at, limit)
                if step is None:
                    break
                word = step[2]
                places: Sequence[int] = (step.end(1),) if word in openings else ()
                if following.has_signs:
                    places = range(step.end(1), at, -1)
                for place in places:
                    found = self.from_start(folded, place, limit, which + 1)
                    if found is not None:
                        return found
                if word is None:
                    break
                at = step.end()
        return None


def spread_of(phrase: Phrase) -> Spread:
    """A phrase that has gaps, ready to be found."""
    return Spread([Literals(segment) for segment in phrase.segments], phrase.gaps, gate_of(phrase))
