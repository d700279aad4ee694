"""Which stretches of a text may stand in a source: shared pairs of words that lie along one diagonal.

Only counts and sorts arrays, with a fixed budget: the time does not grow with the number of earlier notes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from notewizard.reuse.folding import Folded, Numbers
from notewizard.reuse.segment import FIELD, FIRST, UNKNOWN, Segment
from notewizard.reuse.surprise import Bits

Places = npt.NDArray[np.int64]

MOST_HITS = 2048
MOST_HITS_A_WORD = 8
"""Shared pairs looked at in one segment, the rarest first: so many, and so many more for each word of the text."""
LONGEST = 512
"""A chain is cut at every so many words of the text: a paragraph of a whole book must not be aligned at once."""
DRIFT = 2
GAP = 12
LEAST_WEIGHT = 26.0
MOST_CHAINS = 64
"""Chains looked at in one segment, and as many more as the text has words."""
COVER = 4
"""A stretch is compared with at most about this many sources."""
_NONE = np.zeros(0, np.int64)
_TRUE = np.ones(1, bool)


@dataclass(frozen=True)
class Chain:
    """Words `first` to `last` of the text lie opposite words `source_first` to `source_last` of a segment."""

    weight: float
    segment: int
    first: int
    last: int
    source_first: int
    source_last: int


def chains(words: Folded, bits: Bits, segments: tuple[Segment, ...], rank: int) -> list[Chain]:
    """The chains of `words` in `segments` that are worth aligning; `rank` is added to the segment's number."""
    found: list[Chain] = []
    for number, segment in enumerate(segments):
        found += _in_segment(words, bits, segment, rank + number)
    return found


def worth_aligning(found: list[Chain], length: int) -> list[Chain]:
    """The heaviest chains, as many for each stretch of the text as its sources may need."""
    cover = np.zeros(length, np.int64)
    kept: list[Chain] = []
    for chain in sorted(found, key=lambda each: (-each.weight, -each.segment, each.first, -each.source_first)):
        stretch = cover[chain.first : chain.last + 1]
        if stretch.min() < COVER:
            stretch += 1
            kept.append(chain)
    return kept


def _in_segment(words: Folded, bits: Bits, segment: Segment, number: int) -> list[Chain]:
    at, opposite, group = _grouped(words, bits, segment)
    if not len(at):
        return []
    diagonal = opposite - at
    order = np.lexsort((at, diagonal, group))
    at, opposite, group, diagonal = at[order], opposite[order], group[order], diagonal[order]
    band = np.zeros(len(at), np.int64)
    band[1:] = np.cumsum((group[1:] != group[:-1]) | (diagonal[1:] - diagonal[:-1] > DRIFT))
    order = np.lexsort((at, band))
    at, opposite, band = at[order], opposite[order], band[order]
    step, block = at[1:] - at[:-1], at // LONGEST
    cut = np.ones(len(at), bool)
    cut[1:] = (band[1:] != band[:-1]) | (step > GAP) | (block[1:] != block[:-1])
    begins = np.flatnonzero(cut)
    new = cut.copy()
    new[1:] |= step != 0
    weights = np.add.reduceat(np.where(new, bits[at] + bits[at + 1], 0.0), begins)
    # The latest source stands last and wins among equals.
    heavy = np.flatnonzero(weights >= LEAST_WEIGHT)
    heavy = heavy[np.argsort(weights[heavy], kind="stable")][-(MOST_CHAINS + len(words)) :]
    if not len(heavy):
        return []
    ends = np.append(begins[1:], len(at))
    lows = np.minimum.reduceat(opposite, begins)
    highs = np.maximum.reduceat(opposite, begins) + 1
    columns = (weights[heavy], at[begins[heavy]], at[ends[heavy] - 1] + 1, lows[heavy], highs[heavy])
    return [
        Chain(weight, number, first, last, low, high)
        for weight, first, last, low, high in zip(*(column.tolist() for column in columns), strict=True)
    ]


def _grouped(words: Folded, bits: Bits, segment: Segment) -> tuple[Places, Places, Places]:
    """Hits by the pair of units they are in, and that pair; without such that share too little."""
    at, opposite = _hits(words, segment)
    if not len(at):
        return at, opposite, at
    group = words.units[at].astype(np.int64) << 32 | segment.words.units[opposite]
    order = group.argsort(kind="stable")
    at, opposite, group = at[order], opposite[order], group[order]
    begins = np.flatnonzero(np.concatenate((_TRUE, group[1:] != group[:-1])))
    enough = np.add.reduceat(bits[at] + bits[at + 1], begins) >= LEAST_WEIGHT
    kept = np.repeat(enough, np.diff(begins, append=len(at)))
    return at[kept], opposite[kept], group[kept]


def _hits(words: Folded, segment: Segment) -> tuple[Places, Places]:
    """Index of the first word, here and there, of pairs that stand in both: runs of three first, then rare pairs."""
    numbers, units = segment.numbers(words.ids), words.units
    known = numbers != 0
    at = np.flatnonzero(known[:-1] & known[1:] & (units[:-1] == units[1:]))
    if not len(at) or not len(segment.grams):
        return _NONE, _NONE
    third = np.zeros(len(numbers), np.uint64)
    third[:-2] = np.where(units[1:-1] == units[2:], np.where(known[2:], numbers[2:], UNKNOWN), np.uint64(0))
    pairs = numbers[at] << FIRST | numbers[at + 1] << FIELD
    runs = pairs | third[at]
    low, high = segment.span(np.concatenate((runs, pairs)), np.concatenate((runs, pairs | UNKNOWN)))
    most = MOST_HITS + MOST_HITS_A_WORD * len(words)
    half = len(at)
    taken = [
        hits
        for first, last in ((low[:half], high[:half]), (low[half:], high[half:]))
        if len(hits := _rarest(at, first, last, segment.places, most))
    ]
    if not taken:
        return _NONE, _NONE
    both = np.concatenate(taken)
    both.sort()
    both = both[np.concatenate((_TRUE, both[1:] != both[:-1]))]
    return both >> np.int64(32), both & np.int64(0xFFFFFFFF)


def _rarest(at: Places, low: Places, high: Places, places: Numbers, most: int) -> Places:
    """The places from each `low` to `high`, not more than `most`, the rarest first; `at` in the upper half."""
    counts = high - low
    found = np.flatnonzero(counts)
    if not len(found):
        return _NONE
    order = found[counts[found].argsort(kind="stable")]
    upto = counts[order].cumsum()
    if upto[-1] > most:
        order = order[: int(upto.searchsorted(most, "right"))]
        if not len(order):
            return _NONE
        upto = upto[: len(order)]
    sizes = counts[order]
    # One running number over all spans, moved to where each span begins.
    index = np.arange(upto[-1]) + np.repeat(low[order] - (upto - sizes), sizes)
    return np.asarray(np.repeat(at[order] << 32, sizes) | places[index], np.int64)
