"""How many bits each word of a text tells a reader who knows clinical prose and the practice's other clients' notes.

A stretch that everybody writes tells little and is no evidence of copying; a sentence about one session tells much.
The shipped table counts published notes (see `background`); a practice's other clients are counted on top.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from notewizard.reuse.background import times_known, words_counted
from notewizard.reuse.folding import Folded, Numbers
from notewizard.reuse.grams import pairs_and_third, triples
from notewizard.reuse.habits import Habits
from notewizard.reuse.index import Index
from notewizard.reuse.stock import Flags, published, set_sentences
from notewizard.reuse.words import WHEN_AND_HOW_MANY, class_number

Bits = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

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


@dataclass(frozen=True)
class Surprise:
    """Bits of each word, given the two before it in its unit; 0 to 13."""

    told: Bits
    """Words of phrases that the trade shares tell next to nothing."""
    to_the_letter: Bits
    """Those too at what they are worth, but for the set sentences of a status."""


@dataclass(frozen=True)
class Reader:
    """What somebody who has read published notes and the client's own knows of a text; others' notes come on top."""

    ids: Numbers
    pairs: Places
    """Where a pair of words inside one unit begins."""
    runs: Places
    """Where a run of three does."""
    seen: tuple[Bits, Bits, Bits]
    """How often published notes hold each word, pair and run."""
    published: Flags
    set_sentences: Flags
    numbers: Flags
    standing: Bits
    """The most that each word can tell."""

    def surprise(self, habits: Habits | None = None) -> Surprise:
        """What each word tells this reader; with `habits` of other clients' notes, one who knows those notes too."""
        (uses, pairs, runs), total = self.seen, words_counted()
        third = pairs[self._pair_of_run()]
        if habits is not None:
            others = habits.others
            uses, total = uses + others.uses_of_word(self.ids), total + others.word_count
            pairs, third = pairs + habits.pairs, third + habits.pairs[self._pair_of_run()]
            runs = runs + habits.runs
        chance = (uses + _UNSEEN) / total
        after = chance.copy()
        second = self.pairs + 1
        after[second] = (pairs + _TRUST_PAIR * chance[second]) / (np.maximum(uses[self.pairs], pairs) + _TRUST_PAIR)
        last = self.runs + 2
        after[last] = (runs + _TRUST_TRIPLE * after[last]) / (np.maximum(third, runs) + _TRUST_TRIPLE)
        bits = np.minimum(-np.log2(after), MOST_BITS)
        bits[self.numbers] = NUMBER_BITS
        most = self.standing
        letter = np.where(self.set_sentences, np.minimum(bits, SET_PHRASE_BITS), bits)
        told = np.where(self.published, np.minimum(letter, SET_PHRASE_BITS), letter)
        return Surprise(np.maximum(np.minimum(told, most), 0.0), np.maximum(np.minimum(letter, most), 0.0))

    def _pair_of_run(self) -> Places:
        """Which of `pairs` each run begins with."""
        return self.pairs.searchsorted(self.runs)


def reader_of(words: Folded, own: Index) -> Reader:
    """The reader of `words` who knows the client's notes `own`."""
    keys, pairs = pairs_and_third(words.ids, words.units)
    whole = (keys & np.uint64(0xFFFFFFFF)) != 0
    return Reader(
        words.ids,
        pairs,
        pairs[whole],
        (
            times_known("words", words.ids),
            times_known("pairs", (keys >> np.uint64(32)).astype(np.uint32)),
            times_known("triples", triples(keys[whole]).astype(np.uint32)),
        ),
        published(words),
        set_sentences(words),
        (words.ids[:, None] == _NUMBERS).any(axis=1),
        _standing(words.ids, own),
    )


def _standing(ids: Numbers, own: Index) -> Bits:
    """The most bits that a word can tell when it stands in several of the client's notes: a name, a goal, a drug."""
    texts = own.texts_with_word(ids)
    share = np.maximum(texts - 1, 1e-9) / max(own.word_count, 1)
    return np.where(texts > 1, np.maximum(-np.log2(share), LEAST_STANDING_BITS), np.inf)
