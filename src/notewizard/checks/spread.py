"""A phrase with gaps: found around the one segment of it that the gate looks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from notewizard.checks.literals import Literals
from notewizard.checks.words import NEAR, gate_of
from notewizard.definitions.phrases import Phrase

# As `words.gap` has it: what has been taken for a word is never divided again.
_STEP = re.compile(r"([^\w.;:!?\n]+)(?:(?=\w)([^\W_]*)[\w'/%-]*)?")
"""What stands between two words, and the next one; group 2 is how that begins."""
STOPS = frozenset(".;:!?")
"""The signs that no gap goes across."""


class Place(NamedTuple):
    """Where a phrase stands."""

    start: int
    last: int
    """Where its last segment begins."""
    end: int


class Window(NamedTuple):
    """Where a segment stands that has a gap between it and the gate's, in words and signs from there."""

    bit: int
    reach: int
    """How far it goes at most."""


class Spread:
    """A phrase whose segments may have words between them."""

    def __init__(
        self, segments: Sequence[Literals], gaps: Sequence[int], gate: int, crosses: bool | None = None
    ) -> None:
        self.segments = segments
        self.gaps = gaps
        self.gate = gate
        """Which segment is looked for first: the one likely to be met least."""
        self._crosses = crosses

    def others(self) -> list[Literals]:
        """Its segments but the one that is looked for first."""
        return [*self.segments[: self.gate], *self.segments[self.gate + 1 :]]

    @cached_property
    def crosses(self) -> bool:
        """Whether a stop may stand between two parts of it, inside another; at its end one may."""
        if self._crosses is not None:
            return self._crosses
        *inner, last = (segment.strings for segment in self.segments)
        inside = {*(each for strings in inner for each in strings), *(each[:-1] for each in last)}
        return any(not STOPS.isdisjoint(each) for each in inside)

    @cached_property
    def needs(self) -> int:
        """The segments that have to stand between the same two stops as the one the gate looks for, a bit each."""
        return 0 if self.crosses else reduce(or_, (each.bit for each in self.others()), 0)

    @cached_property
    def before(self) -> tuple[Window, ...]:
        """Where the segments before the one that the gate looks for stand, from where that begins; nearest first."""
        return tuple(_windows(self.segments[: self.gate][::-1], self.gaps[: self.gate][::-1]))

    @cached_property
    def behind(self) -> tuple[Window, ...]:
        """Where those behind it stand, from where it ends; nearest first."""
        return tuple(_windows(self.segments[self.gate + 1 :], self.gaps[self.gate :]))

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
        first = max(bisect_left(starts, start - NEAR, 0, number), number - self.before[-1].reach)
        for begin in range(first, number + 1):
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


def _windows(segments: Sequence[Literals], gaps: Sequence[int]) -> Iterator[Window]:
    reach = 0
    for segment, gap in zip(segments, gaps, strict=True):
        # A word of a gap may be several here ("and/or", "day-to-day"), and have signs before it.
        reach += 6 * gap + 2 + segment.longest
        yield Window(segment.bit, reach)


def spread_of(phrase: Phrase) -> Spread:
    """A phrase that has gaps, ready to be found."""
    return Spread([Literals(segment) for segment in phrase.segments], phrase.gaps, gate_of(phrase))
