"""What is nobody's: stock phrases, scaffolds of a template, and sentences made of the set words of a status.

None of it is evidence of copying, however well it matches: two notes that share it share a trade, or a form.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from notewizard.reuse.background import is_listed
from notewizard.reuse.folding import Folded, Numbers
from notewizard.reuse.grams import fives, pairs_and_third, triples
from notewizard.reuse.habits import Habits
from notewizard.reuse.words import WHEN_AND_HOW_MANY, class_number

Flags = npt.NDArray[np.bool_]

SCAFFOLD_THREES, SCAFFOLD_PAIRS = 0.5, 0.8
"""A run of three, or a pair, of so many clients that such a share of their notes has it belongs to a template."""
SCAFFOLD_BITS = 10.0
"""A run that tells less is common in any prose."""
SET_SHARE, SET_SHARE_OF_ONE = 0.65, 0.75
"""Of the words of a sentence that say something, so many are set words, or it is not a set sentence: with two words
that are at home in mental health notes alone, or with one of them."""
SET_ALONE = 6
"""So many set words and no other make one, too, without any of those."""
SET_RUN = 5
"""So many set words in a row, two of them at home there, are one too."""
_NUMBERS = np.array([class_number(name) for name in WHEN_AND_HOW_MANY], np.uint32)


def stock(words: Folded, habits: Habits, bits: npt.NDArray[np.float64]) -> Flags:
    """Which words stand in a phrase that the other clients' notes share: a stock phrase, or a template's scaffold.

    `bits` are what each word tells a reader of published notes: common prose needs no form to explain it.
    """
    marked = np.zeros(len(words), bool)
    _mark(marked, habits.fives, 5)
    keys, at = pairs_and_third(words.ids, words.units)
    threes = at[(keys & np.uint64(0xFFFFFFFF)) != 0]
    for length, firsts, uses, share in (
        (2, at, habits.pairs, SCAFFOLD_PAIRS),
        (3, threes, habits.runs, SCAFFOLD_THREES),
    ):
        found = firsts[(uses > 0) & (uses >= share * habits.others.text_count)]
        told = np.add.reduce([bits[found + step] for step in range(length)])
        _mark(marked, found[told >= SCAFFOLD_BITS], length)
    return marked


def published(words: Folded) -> Flags:
    """Which words stand in a phrase that three or more published notes share, or in a listed set phrase."""
    marked = np.zeros(len(words), bool)
    runs, at = fives(words.ids, words.units)
    _mark(marked, at[is_listed("stock", runs)], 5)
    keys, at = pairs_and_third(words.ids, words.units)
    whole = (keys & np.uint64(0xFFFFFFFF)) != 0
    _mark(marked, at[whole][is_listed("set_phrases", triples(keys[whole]).astype(np.uint32))], 3)
    return marked


def _mark(marked: Flags, firsts: npt.NDArray[np.int64], length: int) -> None:
    """Marks the runs of so many words that begin at `firsts`."""
    for step in range(length):
        marked[firsts + step] = True


def set_sentences(words: Folded) -> Flags:
    """Which words stand in a sentence, or a run of words, made of set words of a status for the most part."""
    if not len(words):
        return np.zeros(0, bool)
    function = is_listed("function_words", words.ids) | (words.ids[:, None] == _NUMBERS).any(axis=1)
    known = is_listed("set_words", words.ids) & ~function
    anchors = is_listed("anchors_words", words.ids)
    says, set_ones, at_home = (_counted(words.sentences, flags) for flags in (~function, known, anchors))
    sentence = (at_home > 0) & (set_ones >= np.where(at_home > 1, SET_SHARE, SET_SHARE_OF_ONE) * says)
    sentence |= (set_ones == says) & (set_ones >= SET_ALONE)
    # A line without a full stop runs into the next: what matters then is that no other word comes between.
    inside = known | function
    same = (inside[1:] == inside[:-1]) & (words.units[1:] == words.units[:-1])
    runs = np.cumsum(np.concatenate([[True], ~same])).astype(np.uint32) - np.uint32(1)
    set_ones, at_home = _counted(runs, known), _counted(runs, anchors)
    run = (at_home > 1) & (set_ones >= SET_RUN)
    return np.asarray(sentence[words.sentences] | run[runs] & inside)


def _counted(groups: Numbers, flags: Flags) -> npt.NDArray[np.int64]:
    """How many of `flags` are set in each group."""
    return np.bincount(groups[flags], minlength=int(groups[-1]) + 1)
