"""Where the words of a text stand in a segment: each alone, with the next one, and with the next two.

Looked up once a text: surprise, stock phrases and shared pairs all ask for the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from notewizard.reuse.folding import Numbers
from notewizard.reuse.grams import Wide

Counts = npt.NDArray[np.int64]

FIELD = np.uint64(21)
"""Bits of a word in a key; a key holds three."""
FIRST = np.uint64(42)
UNKNOWN = np.uint64((1 << 21) - 1)
"""Stands for a class that the segment does not hold."""
_NONE = np.uint64(0)
_MANY = 256
"""Keys from which on sorting them costs less than it saves: neighbors are looked for in the same part of memory."""


class Keyed(Protocol):
    """A batch of texts whose runs of words are sorted."""

    @property
    def grams(self) -> Wide:
        """For every word its class and the two after it, sorted."""

    def numbers(self, ids: Numbers) -> Wide:
        """The place of each class in the vocabulary, from 1 on; 0 where it is not there."""


@dataclass(frozen=True, eq=False)
class Spans:
    """Which of a segment's keys begin with what was asked for: from each `low` to before `high`."""

    low: Counts
    high: Counts

    @cached_property
    def counts(self) -> Counts:
        """How many they are."""
        return self.high - self.low


@dataclass(frozen=True, eq=False)
class Postings:
    """The places of one text's words in one segment."""

    ids: Numbers
    """The text's words; kept, so that these postings are known to be theirs."""
    segment: Keyed

    @cached_property
    def numbers(self) -> Wide:
        """The place of each word in the segment's vocabulary, from 1 on; 0 where it is not there."""
        return self.segment.numbers(self.ids)

    @property
    def pairs(self) -> Spans:
        """For each word but the last, the keys of it and the next."""
        return self._runs[0]

    @property
    def triples(self) -> Spans:
        """For each word but the last two, the keys of it and the next two."""
        return self._runs[1]

    @cached_property
    def _runs(self) -> tuple[Spans, Spans]:
        numbers = np.where(self.numbers == _NONE, UNKNOWN, self.numbers)
        after = numbers[1:] << FIELD
        pairs = numbers[:-1] << FIRST
        pairs |= after
        triples = pairs[:-1] | numbers[2:]
        both = spans(self.segment.grams, np.concatenate((pairs, triples)), np.concatenate((pairs | UNKNOWN, triples)))
        half = len(pairs)
        return Spans(both.low[:half], both.high[:half]), Spans(both.low[half:], both.high[half:])


def spans(keys: Wide, low: Wide, high: Wide) -> Spans:
    """Which of the sorted `keys` lie from each `low` to its `high`, both inclusive."""
    if len(low) >= _MANY:
        order = low.argsort()
        found = _spans(keys, low[order], high[order])
        back = np.empty_like(order)
        back[order] = np.arange(len(order))
        return Spans(found.low[back], found.high[back])
    return _spans(keys, low, high)


def _spans(keys: Wide, low: Wide, high: Wide) -> Spans:
    first = keys.searchsorted(low)
    if not len(keys):
        return Spans(first, first)
    # What is not there, as most of a new text, is not looked for again.
    there = np.flatnonzero((keys.take(first, mode="clip") <= high) & (first < len(keys)))
    after = first.copy()
    after[there] = keys.searchsorted(high[there], "right")
    return Spans(first, after)
