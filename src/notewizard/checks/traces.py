"""Could the other parts of a phrase with gaps stand near? Answered for most phrases without looking at the text.

A trace of a segment is a word of each of its strings, the rarest: where no trace stands, the segment does not. Each
segment is a bit, each word the bits of the segments that it is a trace of, and a stretch of words all of theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property, reduce
from itertools import compress, count
from operator import or_

from notewizard.checks.kept_words import KeptWords
from notewizard.checks.spread import STOPS, Place, Spread
from notewizard.checks.tokens import starts_of, tokens_in
from notewizard.checks.words import rarest

_STOP = re.compile(r"[.;:!?]")


class Traces:
    """The traces of the segments of many phrases."""

    def __init__(self, kept: Mapping[str, str | bytes]) -> None:
        """`kept`: by word, the numbers of the segments it is a trace of."""
        self.bits: KeptWords[int] = KeptWords(kept, _bits, 0)

    @classmethod
    def of(cls, spreads: Iterable[Spread]) -> Traces:
        """The traces of all segments of `spreads` but those that the gate looks for; gives each of these its number."""
        numbers: dict[tuple[str, ...], int] = {}
        kept: dict[str, list[str]] = {}
        for spread in {id(each): each for each in spreads}.values():
            for segment in spread.others():
                strings = segment.strings
                if strings not in numbers:
                    numbers[strings] = len(numbers)
                    for word in dict.fromkeys(rarest(tokens_in(each)) for each in strings):
                        kept.setdefault(word, []).append(str(numbers[strings]))
                segment.number = numbers[strings]
        return cls({word: " ".join(each) for word, each in kept.items()})


def _bits(numbers: str | bytes) -> int:
    return sum(1 << int(each) for each in numbers.split())


class Nearby:
    """The words of a text between two stops at a time, by what they are traces of: no gap goes across a stop."""

    def __init__(self, traces: Traces, folded: str, tokens: list[str]) -> None:
        self._folded = folded
        self._all = tokens
        self._bits_of = traces.bits.__getitem__
        self._stops = [*compress(count(), map(STOPS.__contains__, tokens)), len(tokens)]
        self._which = self._low = 0
        self._tokens: list[str] = []
        self._bits: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []

    def go_to(self, number: int) -> tuple[int, int]:
        """Lay out the stretch that holds token `number`: gives where it ends, and the bits that are not in it."""
        self._which = at = bisect_left(self._stops, number)
        self._low = low = self._stops[at - 1] + 1 if at else 0
        high = self._stops[at]
        self._tokens = self._all[low : high + 1]
        self._bits = [*map(self._bits_of, self._tokens)]
        self._starts = []
        return high, ~reduce(or_, self._bits, 0)

    def start(self, number: int) -> int:
        """Where token `number` of this stretch begins."""
        if not self._starts:
            self._ends = self._ends or [0, *(stop.end() for stop in _STOP.finditer(self._folded))]
            self._starts = starts_of(self._folded, self._tokens, self._ends[self._which])
        return self._starts[number - self._low]

    def place(self, spread: Spread, number: int, end: int) -> Place | None:
        """Where `spread` stands with its gate segment from token `number` of this stretch to the place `end`."""
        if spread.crosses:
            return spread.around(self._folded, self._all, starts_of(self._folded, self._all), number, end)
        return spread.around(self._folded, self._tokens, self._starts, number - self._low, end)

    def may_stand(self, spread: Spread, number: int, size: int) -> bool:
        """Whether each of its other segments could stand near that of the gate, the `size` tokens from `number` on."""
        bits, at = self._bits, number - self._low
        if spread.crosses:
            bits, at = self._all_bits, number
        for bit, reach in spread.before:
            if not bit & reduce(or_, bits[at - reach if at > reach else 0 : at], 0):
                return False
        at += size
        return all(bit & reduce(or_, bits[at : at + reach], 0) for bit, reach in spread.behind)

    @cached_property
    def _all_bits(self) -> list[int]:
        return [*map(self._bits_of, self._all)]
