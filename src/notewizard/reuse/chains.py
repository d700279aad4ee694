"""Which stretches of a text may stand in a source: shared pairs of words that lie along one diagonal.

Only counts and sorts arrays, with a fixed budget: the time does not grow with the number of earlier notes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from notewizard.reuse.folding import Folded
from notewizard.reuse.grams import pairs_and_third
from notewizard.reuse.segment import Segment
from notewizard.reuse.surprise import Bits

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
    at, opposite = _hits(words, bits, segment)
    if not len(at):
        return []
    group = words.units[at].astype(np.int64) << 32 | segment.words.units[opposite]
    diagonal = opposite - at
    order = np.lexsort((at, diagonal, group))
    at, opposite, group, diagonal = at[order], opposite[order], group[order], diagonal[order]
    band = np.cumsum(np.r_[0, (np.diff(group) != 0) | (np.diff(diagonal) > DRIFT)])
    order = np.lexsort((at, band))
    at, opposite, band = at[order], opposite[order], band[order]
    chain = np.cumsum(np.r_[0, (np.diff(band) != 0) | (np.diff(at) > GAP) | (np.diff(at // LONGEST) != 0)])
    begins = np.flatnonzero(np.r_[True, np.diff(chain) != 0])
    ends = np.r_[begins[1:], len(chain)]
    new = np.r_[True, (np.diff(at) != 0) | (np.diff(chain) != 0)]
    weights = np.add.reduceat(np.where(new, bits[at] + bits[at + 1], 0.0), begins)
    lows = np.minimum.reduceat(opposite, begins)
    highs = np.maximum.reduceat(opposite, begins) + 1
    heavy = np.flatnonzero(weights >= LEAST_WEIGHT)
    # The latest source stands last and wins among equals.
    heavy = heavy[np.argsort(weights[heavy], kind="stable")][-(MOST_CHAINS + len(words)) :]
    columns = (weights[heavy], at[begins[heavy]], at[ends[heavy] - 1] + 1, lows[heavy], highs[heavy])
    return [
        Chain(weight, number, first, last, low, high)
        for weight, first, last, low, high in zip(*(column.tolist() for column in columns), strict=True)
    ]


def _hits(words: Folded, bits: Bits, segment: Segment) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Index of the first word, here and there, of pairs that stand in both: runs of three first, then rare pairs."""
    keys, at = pairs_and_third(words.ids, words.units)
    if not len(keys) or not len(segment.keys):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    pair = keys & np.uint64(0xFFFFFFFF00000000)
    spans = [
        (np.searchsorted(segment.keys, low, "left"), np.searchsorted(segment.keys, high, "right"))
        for low, high in ((keys, keys), (pair, pair | np.uint64(0xFFFFFFFF)))
    ]
    taken: list[npt.NDArray[np.int64]] = []
    for low, high in spans:
        counts = high - low
        order = np.argsort(counts, kind="stable")
        order = order[np.cumsum(counts[order]) <= MOST_HITS + MOST_HITS_A_WORD * len(words)]
        order = order[counts[order] > 0]
        sizes = counts[order]
        if not len(sizes):
            continue
        offsets = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        places = segment.places[np.repeat(low[order], sizes) + offsets].astype(np.int64)
        taken.append(np.repeat(at[order], sizes) << 32 | places)
    if not taken:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    both = np.sort(np.concatenate(taken))
    both = both[np.r_[True, both[1:] != both[:-1]]]
    return both >> 32, both & 0xFFFFFFFF
