"""Which stretches of a text may stand in a source: shared pairs of words that lie along one diagonal.

Only counts and sorts arrays, with a fixed budget: the time does not grow with the number of earlier notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from notewizard.reuse.arrays import Flags
from notewizard.reuse.folding import Folded
from notewizard.reuse.postings import FIELD, FIRST
from notewizard.reuse.segment import Segment
from notewizard.reuse.surprise import Bits

Places = npt.NDArray[np.int64]

MOST_HITS = 2048
MOST_HITS_A_WORD = 8
"""Shared pairs looked at in one segment, the rarest first: so many, and so many more for each word of the text."""
NEWEST = 4
"""Places looked at of what is more common than that."""
LONGEST = 512
"""A chain is cut at every so many words of the text: a paragraph of a whole book must not be aligned at once."""
DRIFT = 2
GAP = 12
LEAST_WEIGHT = 26.0
MOST_CHAINS = 64
"""Chains looked at in one segment, and as many more as the text has words."""
COVER = 4
"""A stretch is compared with at most about this many sources."""
_ONE_MORE = bytes(min(count + 1, COVER) for count in range(256))
_IS_WANTING = bytes(count < COVER for count in range(256))
"""What a byte that counts sources turns into."""
_BUCKETS = 1 << 13
_SPREAD = 2654435761
_ALMOST = LEAST_WEIGHT - 1e-3
"""Sums that are added up in another order may differ by less."""
_WIDEST = 63
"""Bits of a number that are sorted by."""
_NONE = np.zeros(0, np.int64)
_TRUE = np.ones(1, bool)


class Chain(NamedTuple):
    """Words `first` to `last` of the text lie opposite words `source_first` to `source_last` of a segment."""

    weight: float
    segment: int
    first: int
    last: int
    source_first: int
    source_last: int


@dataclass(frozen=True, eq=False)
class Chains:
    """Chains by column, as in `Chain`: of many, few are ever looked at one by one."""

    weights: Bits
    segments: Places
    firsts: Places
    lasts: Places
    source_firsts: Places
    source_lasts: Places

    def __len__(self) -> int:
        return len(self.weights)

    @property
    def columns(self) -> tuple[Bits | Places, ...]:
        """All of them, in this order."""
        return self.weights, self.segments, self.firsts, self.lasts, self.source_firsts, self.source_lasts


def chains(words: Folded, bits: Bits, segments: tuple[Segment, ...], rank: int) -> Chains:
    """The chains of `words` in `segments` that are worth aligning; `rank` is added to the segment's number."""
    found = [_in_segment(words, bits, segment, rank + number) for number, segment in enumerate(segments)]
    found = [each for each in found if len(each)]
    if len(found) < 2:
        return found[0] if found else _NO_CHAINS
    return Chains(*map(np.concatenate, zip(*(each.columns for each in found), strict=True)))


def worth_aligning(found: Chains, length: int) -> list[Chain]:
    """The heaviest chains, as many for each stretch of the text as its sources may need."""
    order = np.lexsort((-found.source_firsts, found.firsts, -found.segments, -found.weights))
    cover, wanting = bytearray(length), bytearray(b"\1" * length)
    kept: list[Chain] = []
    for chain in map(Chain._make, zip(*(column[order].tolist() for column in found.columns), strict=True)):
        span = slice(chain.first, chain.last + 1)
        if wanting.find(1, span.start, span.stop) >= 0:
            cover[span] = cover[span].translate(_ONE_MORE)
            wanting[span] = cover[span].translate(_IS_WANTING)
            kept.append(chain)
    return kept


def _in_segment(words: Folded, bits: Bits, segment: Segment, number: int) -> Chains:
    worth = bits[:-1] + bits[1:]
    at, opposite, group = _grouped(words, worth, segment)
    if not len(at):
        return _NO_CHAINS
    # Along each diagonal of a pair of units first, then each band of near diagonals along the text.
    lowest = len(words)
    group, diagonal, at = _in_order(group, opposite - at + lowest, at)
    near = (group[1:] == group[:-1]) & (diagonal[1:] - diagonal[:-1] <= DRIFT)
    band, at, diagonal = _in_order(np.concatenate((_TRUE, ~near)).cumsum(), at, diagonal)
    opposite = diagonal + at - lowest
    step, block = at[1:] - at[:-1], at // LONGEST
    cut = np.concatenate((_TRUE, (band[1:] != band[:-1]) | (step > GAP) | (block[1:] != block[:-1])))
    begins = np.flatnonzero(cut)
    new = cut.copy()
    new[1:] |= step != 0
    weights = np.add.reduceat(np.where(new, worth[at], 0.0), begins)
    # The latest source stands last and wins among equals.
    heavy = np.flatnonzero(weights >= LEAST_WEIGHT)
    heavy = heavy[np.argsort(weights[heavy], kind="stable")][-(MOST_CHAINS + len(words)) :]
    if not len(heavy):
        return _NO_CHAINS
    ends = np.append(begins[1:], len(at))
    lows = np.minimum.reduceat(opposite, begins)
    highs = np.maximum.reduceat(opposite, begins) + 1
    return Chains(
        weights[heavy],
        np.full(len(heavy), number),
        at[begins[heavy]],
        at[ends[heavy] - 1] + 1,
        lows[heavy],
        highs[heavy],
    )


def _grouped(words: Folded, worth: Bits, segment: Segment) -> tuple[Places, Places, Places]:
    """Hits, and which pair of units they are in; without those whose pair shares too little for a chain.

    Told by sums of buckets, so that nothing is sorted: most hits are alone in their pair of units.
    """
    at, opposite = _hits(words, segment)
    group = words.units[at] * np.int64(len(segment.unit_firsts)) + segment.words.units[opposite]
    bucket = (group * _SPREAD >> 8) & (_BUCKETS - 1)
    heavy = np.flatnonzero(np.bincount(bucket, worth[at], _BUCKETS)[bucket] >= _ALMOST)
    return at[heavy], opposite[heavy], group[heavy]


def _in_order(*columns: Places) -> list[Places]:
    """The columns, of numbers from 0 on, sorted by the first, among equals by the second, and so on."""
    widths = [int(column.max()).bit_length() for column in columns]
    if sum(widths) > _WIDEST:
        order = np.lexsort(columns[::-1])
        return [column[order] for column in columns]
    packed = columns[0]
    for column, width in zip(columns[1:], widths[1:], strict=True):
        packed = packed << width | column
    packed.sort()
    ordered = []
    for width in widths[:0:-1]:
        ordered.append(packed & ((1 << width) - 1))
        packed = packed >> width
    return [packed, *reversed(ordered)]


def _hits(words: Folded, segment: Segment) -> tuple[Places, Places]:
    """Index of the first word, here and there, of pairs that stand in both: rare ones, and those in runs of three."""
    units, pairs = words.units, segment.postings(words.ids).pairs
    at = np.flatnonzero((pairs.counts != 0) & (units[:-1] == units[1:]))
    low, counts = pairs.low[at], pairs.counts[at]
    most = MOST_HITS + MOST_HITS_A_WORD * len(words)
    if counts.sum() > most:
        rare = _rarest(counts, most)
        run_low, run_counts = _runs(at, words, segment)
        # Of what is too common its newest places: a note that is copied every week is common for that very reason.
        few = np.where(_rarest(run_counts, most), run_counts, np.minimum(run_counts, NEWEST))
        low = np.where(rare, low, run_low + run_counts - few)
        counts = np.where(rare, counts, few)
    # One running number over all spans, moved to where each span begins.
    upto = counts.cumsum()
    index = np.repeat(low - (upto - counts), counts)
    index += np.arange(len(index))
    return np.repeat(at, counts), segment.places[index].astype(np.int64)


def _runs(at: Places, words: Folded, segment: Segment) -> tuple[Places, Places]:
    """The first key, and how many, of the run of three from each of `at` on; of two words where they end a unit."""
    found, units = segment.postings(words.ids), words.units
    low, counts = np.append(found.triples.low, 0)[at], np.append(found.triples.counts, 0)[at]
    last = np.flatnonzero(np.append(units[1:-1] != units[2:], True)[at])
    pair = at[last]
    low[last] = found.pairs.low[pair]
    key = found.numbers[pair] << FIRST | found.numbers[pair + 1] << FIELD
    counts[last] = segment.grams.searchsorted(key, "right") - low[last]
    return low, counts


def _rarest(counts: Places, most: int) -> Flags:
    """Which of `counts`, the smallest first and among equals the first, come to no more than `most` together."""
    ordered = counts << 32 | np.arange(len(counts))
    ordered.sort()
    few = int((ordered >> 32).cumsum().searchsorted(most, "right"))
    rare = np.zeros(len(counts), bool)
    rare[ordered[:few] & 0xFFFFFFFF] = True
    return rare


_NO_CHAINS = Chains(np.zeros(0), *(_NONE,) * 5)
