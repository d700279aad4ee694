"""What a text has in common with the notes of other clients: three of them, or nobody's habit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from notewizard.reuse.arrays import Flags
from notewizard.reuse.folding import Folded
from notewizard.reuse.grams import fives, pairs_and_third
from notewizard.reuse.index import Index
from notewizard.reuse.postings import Counts

ENOUGH_OWNERS = 3
"""What stands in so many other clients' notes is a stock phrase; one who repeats himself makes none."""


@dataclass(frozen=True)
class Habits:
    """Runs of a text that the notes of three other clients or more hold, and how often they stand there."""

    others: Index
    fives: Counts
    """Where a run of five of them begins."""
    pairs: Counts
    """Of each pair of words inside one unit of the text: how often it stands there; 0 where too few clients have it."""
    runs: Counts
    """The same of each run of three."""


def habits_of(words: Folded, others: Index | None) -> Habits | None:
    """What `words` share with `others`, if there are any."""
    if others is None:
        return None
    keys, pairs = pairs_and_third(words.ids, words.units)
    runs = pairs[(keys & np.uint64(0xFFFFFFFF)) != 0]
    _, at = fives(words.ids, words.units)
    if others.owner_count < ENOUGH_OWNERS:
        return Habits(others, at[:0], np.zeros(len(pairs), np.int64), np.zeros(len(runs), np.int64))
    common = others.texts_with_word(words.ids) >= ENOUGH_OWNERS
    likely_pairs = common[pairs] & common[pairs + 1]
    likely_runs = common[runs] & common[runs + 1] & common[runs + 2]
    return Habits(
        others,
        at[others.has_five(words.ids, at, ENOUGH_OWNERS)],
        _where(likely_pairs, others.uses_of_pair(words.ids, pairs[likely_pairs], ENOUGH_OWNERS)),
        _where(likely_runs, others.uses_of_triple(words.ids, runs[likely_runs], ENOUGH_OWNERS)),
    )


def _where(likely: Flags, counts: Counts) -> Counts:
    """`counts` where it was `likely`, 0 elsewhere."""
    out = np.zeros(len(likely), np.int64)
    out[likely] = counts
    return out
