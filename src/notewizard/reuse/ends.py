"""Where a passage ends: not a few words into a sentence of its own that happens to begin alike.

A copied sentence is often followed by "The patient" in both texts. An alignment takes those words along, and then the
passage looks like a piece of two sentences instead of the whole of one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from notewizard.reuse.folding import Folded

MOST_SPILLED = 4
"""More words than these are no accident."""
MOST_BITS = 20.0
"""Nor is anything that tells so much."""
LESS_THAN = 0.5
"""Of the sentence spilled into, in both texts."""

Pairs = list[tuple[int, int]]


def within_sentences(pairs: Sequence[tuple[int, int]], bits: list[float], words: Folded, there: Folded) -> Pairs:
    """`pairs` without the few words at either end that are the smaller part of another sentence."""
    kept = list(pairs)
    spilled = _spilled(kept, bits, words, there)
    kept = kept[: len(kept) - spilled]
    spilled = _spilled(kept[::-1], bits, words, there)
    return kept[spilled:]


def to_the_sentence(core: Pairs, part: Sequence[tuple[int, int]], bits: list[float], words: Folded) -> Pairs:
    """`core` with the pairs of `part` around it in the same sentences: stock words that begin or end what was copied.

    They are no evidence, and still stand in both texts; what has no `bits` at all, as an allowed line, is left out.
    """
    low, high = words.sentences[core[0][0]], words.sentences[core[-1][0]]
    before = [pair for pair in part if pair < core[0] and words.sentences[pair[0]] == low]
    after = [pair for pair in part if pair > core[-1] and words.sentences[pair[0]] == high]
    while before and not bits[before[0][0]]:
        before.pop(0)
    while after and not bits[after[-1][0]]:
        after.pop()
    if not all(bits[at] for at, _ in (*before, *after)):
        return core
    return [*before, *core, *after]


def _spilled(pairs: Pairs, bits: list[float], words: Folded, there: Folded) -> int:
    """How many of the last pairs lie in a sentence, here or there, that they make up a smaller part of."""
    if not pairs:
        return 0
    last, source_last = pairs[-1]
    here = words.sentences[last]
    opposite = there.sentences[source_last]
    count = 0
    for at, source_at in reversed(pairs):
        if words.sentences[at] != here or there.sentences[source_at] != opposite:
            break
        count += 1
    told = sum(bits[at] for at, _ in pairs[len(pairs) - count :])
    if count > MOST_SPILLED or count == len(pairs) or told > MOST_BITS:
        return 0
    share = max(count / _length(words, int(here)), count / _length(there, int(opposite)))
    return count if share < LESS_THAN else 0


def _length(words: Folded, sentence: int) -> int:
    # Numbers of the array's own kind: for any other the whole array would be copied.
    low, high = words.sentences.searchsorted(np.array([sentence, sentence + 1], words.sentences.dtype))
    return int(high - low)
