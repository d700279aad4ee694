"""In how many texts words and runs of words stand: counted no further than is asked, so that common ones are cheap."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from notewizard.reuse.folding import Numbers
from notewizard.reuse.grams import Wide
from notewizard.reuse.segment import FIELD, FIRST, Segment, distinct

Counts = npt.NDArray[np.int64]
Holds = Callable[[Counts, Counts], npt.NDArray[np.bool_]]
"""Which of the places (second) hold what is asked for by number (first)."""

RUN = 5
MOST_PLACES = 1 << 20
"""Places looked at in one segment for one text; only where a few texts repeat themselves without end are there more."""
_AT_FIRST = 16
"""Places looked at before it is known that they are in too few texts; then eight times as many, and so on."""
_MIX = np.uint64(0x9E3779B97F4A7C15)


def texts_with_word(segment: Segment, ids: Numbers, least: int) -> Counts:
    """In how many texts of `segment` each class stands; exact below `least`, from there on `least` or more.

    Less than that where it would have to look at more than `MOST_PLACES`.
    """
    numbers, again = np.unique(segment.numbers(ids), return_inverse=True)
    low, high = segment.span(numbers << FIRST, numbers << FIRST | np.uint64((1 << 42) - 1))
    high = np.where(numbers != 0, high, low)
    return _texts(segment, low, high, least, lambda asked, places: places >= 0)[again]


def texts_with_run(segment: Segment, ids: Numbers, at: Counts, least: int) -> Counts:
    """In how many texts of `segment` the five words of `ids` from each of `at` on stand, in one unit.

    Exact and limited as `texts_with_word` is. Looked for at the rarer end of the run.
    """
    if not len(at) or len(segment.words) < RUN:
        return np.zeros(len(at), np.int64)
    numbers = segment.numbers(ids)
    triples = numbers[:-2] << FIRST | numbers[1:-1] << FIELD | numbers[2:]
    _, once, again = np.unique(triples[at] * _MIX ^ triples[at + 2], return_index=True, return_inverse=True)
    at = at[once]
    low, high, into = _rarer_end(segment, triples, at)
    whole = np.ones(len(at), bool)
    for step in range(RUN):
        whole &= numbers[at + step] != 0
    high = np.where(whole, high, low)
    words = segment.words

    def holds(asked: Counts, places: Counts) -> npt.NDArray[np.bool_]:
        places = places - into[asked]
        true = (places >= 0) & (places <= len(words) - RUN)
        places = np.where(true, places, 0)
        true &= words.units[places] == words.units[places + RUN - 1]
        for step in range(RUN):
            true &= words.ids[places + step] == ids[at[asked] + step]
        return np.asarray(true)

    return _texts(segment, low, high, least, holds)[again]


def _texts(segment: Segment, low: Counts, high: Counts, least: int, holds: Holds) -> Counts:
    """In how many texts the keys from each `low` to `high` lie, of those places that hold what is asked for."""
    count = np.zeros(len(low), np.int64)
    pairs = np.zeros(0, np.int64)
    going = np.flatnonzero(high > low)
    size, left = _AT_FIRST, MOST_PLACES
    while len(going):
        sizes = np.minimum(high[going] - low[going], size)
        going = going[: int(np.cumsum(sizes).searchsorted(left, "right"))]
        sizes = sizes[: len(going)]
        left -= int(sizes.sum())
        asked = np.repeat(going, sizes)
        step = np.arange(len(asked)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        places = segment.places[low[asked] + step].astype(np.int64)
        true = holds(asked, places)
        owners = segment.owners[segment.firsts.searchsorted(places[true], "right") - 1]
        pairs = distinct(np.concatenate([pairs, asked[true] << 32 | owners]))
        count = np.bincount(pairs >> 32, minlength=len(low))
        low[going] += sizes
        going = going[(count[going] < least) & (low[going] < high[going])]
        size *= 8
    return count


def _rarer_end(segment: Segment, triples: Wide, at: Counts) -> tuple[Counts, Counts, Counts]:
    """The keys of the first or last three words of each run, whichever are fewer, and how far into the run they are."""
    keys = np.concatenate((triples[at], triples[at + RUN - 3]))
    low, high = segment.span(keys, keys)
    half = len(at)
    last = high[half:] - low[half:] < high[:half] - low[:half]
    return np.where(last, low[half:], low[:half]), np.where(last, high[half:], high[:half]), np.where(last, RUN - 3, 0)
