"""How many bits each word of a text tells a reader who knows clinical prose and the practice's other clients' notes.

A stretch that everybody writes tells little and is no evidence of copying; a sentence about one session tells much.
The shipped table counts published notes (see `background`); a practice's other clients are counted on top.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from notewizard.reuse.background import times_known, words_counted
from notewizard.reuse.folding import Folded, Numbers
from notewizard.reuse.grams import pairs_and_third, triples
from notewizard.reuse.index import Index
from notewizard.reuse.stock import STOCK_TEXTS, published, set_sentences
from notewizard.reuse.words import WHEN_AND_HOW_MANY, class_number

Bits = npt.NDArray[np.float64]

SET_PHRASE_BITS = 0.5
"""A word in a set phrase, a published stock phrase, or a sentence of set words."""
NUMBER_BITS = 1.5
_NUMBERS = np.array([class_number(name) for name in WHEN_AND_HOW_MANY], np.uint32)
MOST_BITS = 13.0
LEAST_STANDING_BITS = 5.0
"""What recurs in a client's notes is worth less, but narrative that is copied every week stays copied."""
_UNSEEN = 0.4
_TRUST_PAIR = 8.0
_TRUST_TRIPLE = 4.0


def surprise(words: Folded, own: Index, others: Index | None, *, trade: bool = True) -> Bits:
    """Bits of each word, given the two before it in its unit; 0 to 13.

    `trade`: words of phrases that the trade shares tell next to nothing.
    """
    keys, at = pairs_and_third(words.ids, words.units)
    whole = np.flatnonzero((keys & np.uint64(0xFFFFFFFF)) != 0)
    uses, total = times_known("words", words.ids), words_counted()
    pairs = times_known("pairs", (keys >> np.uint64(32)).astype(np.uint32))
    runs = times_known("triples", triples(keys[whole]).astype(np.uint32))
    if others is not None:
        uses, total = uses + others.uses_of_word(words.ids), total + others.word_count
        pairs = pairs + _habits(others.uses_of_pair(words.ids, at))
        runs = runs + _habits(others.uses_of_triple(words.ids, at[whole]))
    chance = (uses + _UNSEEN) / total
    after = chance.copy()
    after[at + 1] = (pairs + _TRUST_PAIR * chance[at + 1]) / (np.maximum(uses[at], pairs) + _TRUST_PAIR)
    third = at[whole] + 2
    after[third] = (runs + _TRUST_TRIPLE * after[third]) / (np.maximum(pairs[whole], runs) + _TRUST_TRIPLE)
    bits = np.minimum(-np.log2(after), MOST_BITS)
    bits[(words.ids[:, None] == _NUMBERS).any(axis=1)] = NUMBER_BITS
    nobodys = set_sentences(words) | published(words) if trade else set_sentences(words)
    bits = np.where(nobodys, np.minimum(bits, SET_PHRASE_BITS), bits)
    return np.maximum(np.minimum(bits, _standing(words.ids, own)), 0.0)


def _habits(uses: npt.NDArray[np.int64]) -> Bits:
    """What stands among other clients too seldom to be anybody's habit counts as never used."""
    return np.where(uses >= STOCK_TEXTS, uses, 0.0)


def _standing(ids: Numbers, own: Index) -> Bits:
    """The most bits that a word can tell when it stands in several of the client's notes: a name, a goal, a drug."""
    texts = own.texts_with_word(ids)
    share = np.maximum(texts - 1, 1e-9) / max(own.word_count, 1)
    return np.where(texts > 1, np.maximum(-np.log2(share), LEAST_STANDING_BITS), np.inf)
