"""How many bits each word of a text tells a reader who knows clinical prose and the practice's other clients' notes.

A stretch that everybody writes tells little and is no evidence of copying; a sentence about one session tells much.
The shipped table counts words, pairs and runs of three of published notes (see NOTICE); a practice's other clients
are counted on top.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from notewizard.reuse.folding import Folded, Numbers
from notewizard.reuse.grams import Wide, fives, pairs_and_third, triples
from notewizard.reuse.index import Index
from notewizard.reuse.packing import unpack
from notewizard.reuse.words import WHEN_AND_HOW_MANY, class_number

Bits = npt.NDArray[np.float64]

STOCK_TEXTS = 3
"""A run of five words that stands in so many other clients' notes is a stock phrase."""
SET_PHRASE_BITS = 0.5
"""A word in a set phrase of mental status, safety or scheduling (three words in a row of the shipped list)."""
NUMBER_BITS = 1.5
_NUMBERS = np.array([class_number(name) for name in WHEN_AND_HOW_MANY], np.uint32)
MOST_BITS = 13.0
LEAST_STANDING_BITS = 5.0
"""What recurs in a client's notes is worth less, but narrative that is copied every week stays copied."""
_UNSEEN = 0.4
_TRUST_PAIR = 8.0
_TRUST_TRIPLE = 4.0


@cache
def _table() -> dict[str, npt.NDArray[np.unsignedinteger]]:
    data = (files("notewizard.reuse") / "background.bin").read_bytes()
    arrays, _ = unpack(data)
    return arrays


def _known(kind: str, keys: npt.NDArray[np.unsignedinteger]) -> Bits:
    ordered, counts = _table()[kind], _table()[f"{kind}_counts"]
    at = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
    return np.where(ordered[at] == keys, counts[at], 0).astype(np.float64)


def surprise(words: Folded, own: Index, others: Index | None) -> Bits:
    """Bits of each word, given the two before it in its unit; 0 to 13."""
    counts, total = _word_counts(words, others)
    chance = (counts + _UNSEEN) / total
    keys, at = pairs_and_third(words.ids, words.units)
    pairs = _known("pairs", (keys >> np.uint64(32)).astype(np.uint32)) + _stock_pairs(keys, others)
    after = chance.copy()
    before = counts[at]
    after[at + 1] = (pairs + _TRUST_PAIR * chance[at + 1]) / (before + _TRUST_PAIR)
    whole = np.flatnonzero((keys & np.uint64(0xFFFFFFFF)) != 0)
    runs = triples(keys[whole]).astype(np.uint32)
    third = at[whole] + 2
    seen = _known("triples", runs) + _stock_triples(runs, others)
    after[third] = (seen + _TRUST_TRIPLE * after[third]) / (np.maximum(pairs[whole], seen) + _TRUST_TRIPLE)
    bits = np.minimum(-np.log2(after), MOST_BITS)
    bits[np.isin(words.ids, _NUMBERS)] = NUMBER_BITS
    for first in at[whole][_is_set_phrase(runs)]:
        bits[first : first + 3] = SET_PHRASE_BITS
    return np.maximum(np.minimum(bits, _standing(words.ids, own)), 0.0)


def _is_set_phrase(runs: Numbers) -> npt.NDArray[np.bool_]:
    ordered = _table()["set_phrases"]
    at = np.minimum(np.searchsorted(ordered, runs), len(ordered) - 1)
    return np.asarray(ordered[at] == runs)


def _word_counts(words: Folded, others: Index | None) -> tuple[Bits, float]:
    counts = _known("words", words.ids)
    total = float(_table()["words_counts"].sum())
    if others is not None:
        counts += others.uses_of_word(words.ids)
        total += others.word_count
    return counts, total


def _standing(ids: Numbers, own: Index) -> Bits:
    """The most bits that a word can tell when it stands in several of the client's notes: a name, a goal, a drug."""
    texts = own.texts_with_word(ids)
    share = np.maximum(texts - 1, 1e-9) / max(own.word_count, 1)
    return np.where(texts > 1, np.maximum(-np.log2(share), LEAST_STANDING_BITS), np.inf)


def _stock_pairs(keys: Wide, others: Index | None) -> Bits:
    """Counts of pairs among other clients, none where a pair is too rare there to be anybody's habit."""
    total = np.zeros(len(keys))
    if others is not None:
        low = keys & np.uint64(0xFFFFFFFF00000000)
        high = low | np.uint64(0xFFFFFFFF)
        for segment in others.segments:
            total += np.searchsorted(segment.keys, high, "right") - np.searchsorted(segment.keys, low, "left")
    return np.where(total >= STOCK_TEXTS, total, 0.0)


def _stock_triples(runs: Numbers, others: Index | None) -> Bits:
    total = np.zeros(len(runs))
    if others is not None:
        for segment in others.segments:
            total += np.searchsorted(segment.threes, runs, "right") - np.searchsorted(segment.threes, runs, "left")
    return np.where(total >= STOCK_TEXTS, total, 0.0)


def stock(words: Folded, others: Index | None) -> npt.NDArray[np.bool_]:
    """Which words stand in a stock phrase: a run of five found in three or more other clients' notes."""
    marked = np.zeros(len(words), bool)
    if others is None:
        return marked
    runs, at = fives(words.ids, words.units)
    for first in at[others.texts_with_run(runs) >= STOCK_TEXTS]:
        marked[first : first + 5] = True
    return marked
