"""In how many owners' texts runs of words stand: counted no further than is asked, so that common ones are cheap."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from notewizard.reuse.arrays import distinct
from notewizard.reuse.postings import Counts, Postings, Spans
from notewizard.reuse.segment import Segment

Holds = Callable[[Counts, Counts], npt.NDArray[np.bool_]]
"""Which of the places (second) hold what is asked for by number (first)."""

RUN = 5
MOST_PLACES = 1 << 20
"""Places looked at in one segment for one text; only where a few texts repeat themselves without end are there more."""
_AT_FIRST = 16
"""Places looked at before it is known that they are in too few texts; then eight times as many, and so on."""


def most_places_of_run(found: Postings, at: Counts) -> Counts:
    """How often the five words from each of `at` on stand in the segment at most."""
    counts = found.triples.counts
    return np.minimum(counts[at], counts[at + RUN - 3])


def texts_with_run(segment: Segment, found: Postings, at: Counts, least: int) -> Counts:
    """In how many owners' texts of the segment the five words from each of `at` on stand, in one unit.

    Exact below `least`; from there on `least` or more, and less than that where it would have to look at more than
    `MOST_PLACES`. Looked for at the rarer end of the run.
    """
    words, triples = segment.words, found.triples
    # Where a run of three begins among the keys says which it is, if it is there.
    first, second = (triples.low[at + end] << 1 | (triples.counts[at + end] != 0) for end in (0, RUN - 3))
    _, once, again = np.unique(first << 32 | second, return_index=True, return_inverse=True)
    at = at[once]
    last = triples.counts[at + RUN - 3] < triples.counts[at]
    begin = np.where(last, at + RUN - 3, at)
    into = np.where(last, RUN - 3, 0)
    low, high = triples.low[begin], triples.high[begin]
    ids, units, others = words.ids, words.units, found.ids
    # Three of the five words are known to be there, and in one unit; these are the other two, counted from the run on.
    rest = np.where(last, 0, 3)

    def holds(asked: Counts, places: Counts) -> npt.NDArray[np.bool_]:
        places = places - into[asked]
        true = (places >= 0) & (places <= len(words) - RUN)
        places = np.where(true, places, 0)
        true &= units[places] == units[places + RUN - 1]
        for step in (0, 1):
            beside = rest[asked] + step
            true &= ids[places + beside] == others[at[asked] + beside]
        return np.asarray(true)

    return _texts(segment, low, high, least, holds)[again]


def owners_with(segment: Segment, found: Spans, at: Counts, least: int) -> Counts:
    """In how many owners' texts the runs of `found` from each of `at` on stand; exact as in `texts_with_run`.

    Looked for here and there first: what many owners have is known after a few places, however many one of them has.
    """
    _, once, again = np.unique(found.low[at] << 1 | (found.counts[at] != 0), return_index=True, return_inverse=True)
    low, high = found.low[at[once]], found.high[at[once]]
    sizes = np.minimum(high - low, _AT_FIRST)
    asked, step = _counted_up(np.arange(len(low)), sizes)
    places = segment.places[low[asked] + step * (high - low)[asked] // sizes[asked]].astype(np.int64)
    count = np.bincount(distinct(asked << 32 | _owners_at(segment, places)) >> 32, minlength=len(low))
    unsure = np.flatnonzero((count < least) & (high - low > _AT_FIRST))
    if len(unsure):
        count[unsure] = _texts(segment, low[unsure], high[unsure], least, lambda _, places: np.ones(len(places), bool))
    return count[again]


def _counted_up(which: Counts, sizes: Counts) -> tuple[Counts, Counts]:
    """Each of `which` as often as its size says, and how often before."""
    return np.repeat(which, sizes), np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _owners_at(segment: Segment, places: Counts) -> Counts:
    """Whose the words at `places` are, each owner by the first text of his."""
    return segment.owners[segment.firsts.searchsorted(places, "right") - 1]


def _texts(segment: Segment, low: Counts, high: Counts, least: int, holds: Holds) -> Counts:
    """In how many owners' texts the keys from each `low` to `high` lie, of those places that hold what is asked for."""
    count = np.zeros(len(low), np.int64)
    pairs = np.zeros(0, np.int64)
    going = np.flatnonzero(high > low)
    size, left = _AT_FIRST, MOST_PLACES
    while len(going):
        sizes = np.minimum(high[going] - low[going], size)
        going = going[: int(np.cumsum(sizes).searchsorted(left, "right"))]
        sizes = sizes[: len(going)]
        left -= int(sizes.sum())
        asked, step = _counted_up(going, sizes)
        places = segment.places[low[asked] + step].astype(np.int64)
        true = holds(asked, places)
        pairs = distinct(np.concatenate([pairs, asked[true] << 32 | _owners_at(segment, places[true])]))
        count = np.bincount(pairs >> 32, minlength=len(low))
        low[going] += sizes
        going = going[(count[going] < least) & (low[going] < high[going])]
        size *= 8
    return count
