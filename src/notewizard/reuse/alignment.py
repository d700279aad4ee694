"""A chain of shared pairs → word against word, cut to the stretch that the two texts really share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz.distance import LCSseq

from notewizard.reuse.chains import Chain
from notewizard.reuse.folding import Folded, Numbers
from notewizard.reuse.segment import Segment

LEAST_PAIRS = 5
"""Fewer shared words are never evidence."""
REACH = 12
"""Words looked at beyond the ends of a chain."""
CHANGED = 2.5
"""Bits that a word without a counterpart costs."""
MOST_DRAWN = 64
"""Words that a stretch is drawn out by at either end: what lies beyond is another chain's, or the work is a square."""
DROP = 14.0
"""A stretch ends where it has lost so many bits since its best."""


_WORD = 4
"""Bytes of the number of a word."""
Span = tuple[int, int]
Pairs = tuple[tuple[int, int], ...]
"""Index of a word here and of the word opposite."""


@dataclass(frozen=True)
class Stretch:
    """Words of the text and the words opposite them in a segment, pair by pair in rising order."""

    segment: int
    pairs: Pairs


def aligned(chain: Chain, words: Folded, bits: list[float], segment: Segment) -> list[Stretch]:
    """The stretches around `chain` in which text and source go together, inside one unit of each."""
    there = segment.words
    unit, opposite_unit = words.unit_spans[chain.first], segment.unit_span(chain.source_first)
    first, last = max(chain.first - REACH, unit[0]), min(chain.last + 1 + REACH, unit[1])
    source_first = max(chain.source_first - REACH, opposite_unit[0])
    source_last = min(chain.source_last + 1 + REACH, opposite_unit[1])
    pairs = _in_common(words.ids[first:last].tobytes(), there.ids[source_first:source_last].tobytes())
    parts = (_drawn_out(part, words, unit, there, opposite_unit) for part in _trimmed(pairs, first, source_first, bits))
    return [Stretch(chain.segment, part) for part in parts if len(part) >= LEAST_PAIRS]


@lru_cache(maxsize=16)
def _in_common(here: bytes, there: bytes) -> Pairs:
    """Words in step, by their places in both. Kept a while: what is copied often stands in several notes."""
    if here == there:
        return tuple(zip(range(len(here) // _WORD), range(len(here) // _WORD), strict=True))
    ids, opposite_ids = memoryview(here).cast("I").tolist(), memoryview(there).cast("I").tolist()
    pairs: list[tuple[int, int]] = []
    for step in LCSseq.opcodes(ids, opposite_ids):
        if step.tag == "equal":
            pairs += zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)
    if not _unbroken(pairs):
        _drawn_together(pairs, ids, opposite_ids)
    return tuple(pairs)


def _drawn_out(pairs: Pairs, words: Folded, unit: Span, there: Folded, opposite_unit: Span) -> Pairs:
    """`pairs` with the equal words right before and after them in the same units, which another alignment had taken."""
    (at, opposite), (last, last_opposite) = pairs[0], pairs[-1]
    most = min(MOST_DRAWN, at - unit[0], opposite - opposite_unit[0])
    before = _alike(words.ids[at - most : at][::-1], there.ids[opposite - most : opposite][::-1])
    last, last_opposite = last + 1, last_opposite + 1
    most = min(MOST_DRAWN, unit[1] - last, opposite_unit[1] - last_opposite)
    after = _alike(words.ids[last : last + most], there.ids[last_opposite : last_opposite + most])
    if not before and not after:
        return pairs
    return (
        *zip(range(at - before, at), range(opposite - before, opposite), strict=True),
        *pairs,
        *zip(range(last, last + after), range(last_opposite, last_opposite + after), strict=True),
    )


def _alike(here: Numbers, there: Numbers) -> int:
    """How many words are the same until one is not."""
    if not len(here) or here[0] != there[0]:
        return 0
    other = np.flatnonzero(here != there)
    return int(other[0]) if len(other) else len(here)


def _drawn_together(pairs: list[tuple[int, int]], here: list[int], there: list[int]) -> None:
    """Moves stray pairs next to the run they belong to: a longest alignment may take any "she" of several."""
    for number in range(len(pairs) - 2, -1, -1):
        (at, opposite), (after, opposite_after) = pairs[number], pairs[number + 1]
        if (at + 1, opposite + 1) != (after, opposite_after) and here[after - 1] == there[opposite_after - 1]:
            alone = number == 0 or pairs[number - 1] != (at - 1, opposite - 1)
            if alone:
                pairs[number] = after - 1, opposite_after - 1
    for number in range(1, len(pairs)):
        (before, opposite_before), (at, opposite) = pairs[number - 1], pairs[number]
        if (before + 1, opposite_before + 1) != (at, opposite) and here[before + 1] == there[opposite_before + 1]:
            alone = number == len(pairs) - 1 or pairs[number + 1] != (at + 1, opposite + 1)
            if alone:
                pairs[number] = before + 1, opposite_before + 1


def _unbroken(pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether the pairs are one run of words, here and there; most copied text is."""
    if not pairs:
        return True
    (first, source_first), (last, source_last) = pairs[0], pairs[-1]
    return last - first == source_last - source_first == len(pairs) - 1


def _trimmed(pairs: Pairs, first: int, source_first: int, bits: list[float]) -> list[Pairs]:
    """The highest-scoring parts of an alignment whose windows begin at the two words given.

    A part ends where it has lost more than it can afford.
    """
    if _unbroken(pairs):
        # Nothing is lost on the way: all of it, from the first word that tells something to the last.
        low, high = (first + pairs[0][0], first + pairs[-1][0] + 1) if pairs else (0, 0)
        while low < high and bits[low] <= 0:
            low += 1
        while low < high and bits[high - 1] <= 0:
            high -= 1
        if low == high:
            return []
        shift = source_first + pairs[0][1] - first - pairs[0][0]
        return [tuple(zip(range(low, high), range(low + shift, high + shift), strict=True))]
    pairs = tuple((first + at, source_first + opposite) for at, opposite in pairs)
    parts: list[Pairs] = []
    start = end = 0
    score = best = 0.0
    before = (-1, -1)
    for number, (at, opposite) in enumerate(pairs):
        lost = CHANGED * max(at - before[0] - 1, opposite - before[1] - 1) if score > 0 else 0.0
        if score - lost <= max(0.0, best - DROP):
            if best > 0:
                parts.append(pairs[start : end + 1])
            start, score, best = number, 0.0, 0.0
        else:
            score -= lost
        score += bits[at]
        if score > best:
            best, end = score, number
        before = (at, opposite)
    if best > 0:
        parts.append(pairs[start : end + 1])
    return parts
