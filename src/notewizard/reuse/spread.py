"""In how many texts words and runs of words stand: counted no further than is asked, so that common ones are cheap."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from notewizard.reuse.folding import Numbers
from notewizard.reuse.segment import FIELD, FIRST, Segment

Counts = npt.NDArray[np.int64]
Holds = Callable[[Counts, Counts], npt.NDArray[np.bool_]]
"""Which of the places (second) hold what is asked for by number (first)."""

RUN = 5
_AT_FIRST = 16
"""Places looked at before it is known that they are in too few texts; then eight times as many, and so on."""


def texts_with_word(segment: Segment, ids: Numbers, least: int) -> Counts:
    """In how many texts of `segment` each class stands; exact below `least`, from there on `least` or more."""
    first = segment.numbers(ids) << FIRST
    low, high = segment.span(first, first | np.uint64((1 << 42) - 1))
    return _texts(segment, low, np.where(first != 0, high, low), least, lambda asked, places: places >= 0)


def texts_with_run(segment: Segment, ids: Numbers, at: Counts, least: int) -> Counts:
    """In how many texts of `segment` the five words of `ids` from each of `at` on stand, in one unit.

    Exact below `least`, from there on `least` or more. Looked for at the rarer end of the run.
    """
    if not len(at) or len(segment.words) < RUN:
        return np.zeros(len(at), np.int64)
    low, high, into = _rarer_end(segment, ids, at)
    words = segment.words

    def holds(asked: Counts, places: Counts) -> npt.NDArray[np.bool_]:
        places = places - into[asked]
        true = (places >= 0) & (places <= len(words) - RUN)
        places = np.where(true, places, 0)
        true &= words.units[places] == words.units[places + RUN - 1]
        for step in range(RUN):
            true &= words.ids[places + step] == ids[at[asked] + step]
        return np.asarray(true)

    return _texts(segment, low, high, least, holds)


def _texts(segment: Segment, low: Counts, high: Counts, least: int, holds: Holds) -> Counts:
    """In how many texts the keys from each `low` to `high` lie, of those places that hold what is asked for."""
    count = np.zeros(len(low), np.int64)
    pairs = np.zeros(0, np.int64)
    going = np.flatnonzero(high > low)
    size = _AT_FIRST
    while len(going):
        sizes = np.minimum(high[going] - low[going], size)
        asked = np.repeat(going, sizes)
        step = np.arange(len(asked)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        places = segment.places[low[asked] + step].astype(np.int64)
        true = holds(asked, places)
        owners = segment.owners[segment.firsts.searchsorted(places[true], "right") - 1]
        pairs = np.unique(np.concatenate([pairs, asked[true] << 32 | owners]))
        count = np.bincount(pairs >> 32, minlength=len(low))
        low[going] += sizes
        going = going[(count[going] < least) & (low[going] < high[going])]
        size *= 8
    return count


def _rarer_end(segment: Segment, ids: Numbers, at: Counts) -> tuple[Counts, Counts, Counts]:
    """The keys of the first or last three words of each run, whichever are fewer, and how far into the run they are."""
    numbers = segment.numbers(ids)
    spans = []
    for into in (0, RUN - 3):
        first, second, third = (numbers[at + into + step] for step in range(3))
        key = first << FIRST | second << FIELD | third
        low, high = segment.span(key, key)
        spans.append((low, np.where((first != 0) & (second != 0) & (third != 0), high, low)))
    (low, high), (later, later_high) = spans
    last = later_high - later < high - low
    return np.where(last, later, low), np.where(last, later_high, high), np.where(last, RUN - 3, 0)
