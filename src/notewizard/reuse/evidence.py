"""Whether a stretch is evidence that its words were taken over: enough of them, close enough, surprising enough.

A whole sentence that stands elsewhere is stronger evidence than a fragment: honest notes share beginnings and turns
of phrase, and copying takes sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from notewizard.reuse.folding import Folded

LEAST_WORDS = 7
"""Words a passage spans, changed ones included: nobody should be stopped over less."""
FEW_WORDS = 9
BITS_A_WORD_TOO_FEW = 6.0
"""Below so many words, each one fewer asks for so many bits more."""
LEAST_SHARED = 6
LEAST_DIFFERENT = 4
TELLING = 2.5
"""Bits from which on a word says something."""
LEAST_SHARE = 0.55
ENOUGH_BITS = 38.0
ENOUGH_BITS_OF_A_FRAGMENT = 65.0
FOUND_BITS, FOUND_BITS_OF_A_FRAGMENT, FOUND_DIFFERENT = 33.0, 50.0, 3
"""What is found and not refused may be less sure: it stops nobody."""
UNBROKEN = 8.0
"""Bits fewer are enough where no word was changed, put in or left out."""
WHOLE, FRAGMENT = 0.8, 0.4
ALL_OF_IT, WORDS_OF_A_SENTENCE = 0.9, 10
"""A word of the next sentence that happens to be alike takes nothing from it."""
NEW_RUN = 3.0
"""Bits that the first word of every run after the first loses: an alignment is free to pick where it goes on."""
STRANGER_WORDS, STRANGER_BITS = 15, 40.0
"""A passage of another client's note: more words, and bits on top. There are many other clients, a chance for each."""
FILLED_IN = 7.0
"""Bits that every resumption after stock words loses: what stands in the gaps of a form is chosen from a few."""
CHANGED = 1.5
"""Bits that every word without a counterpart costs."""


@dataclass(frozen=True)
class Evidence:
    """What a stretch amounts to."""

    bits: float
    """Surprise of the shared words, less what changed between them."""
    shared: int
    """Words that are the same here and there, stock phrases and allowed lines left out."""
    span: int
    """Words from the first to the last, in the longer of the two texts, the same left out."""
    different: int
    """Different words among them that say something: no dates, counts, set phrases, nor words at every turn."""
    unbroken: bool
    """Whether every word of the one has its counterpart right there in the other."""
    whole: float
    """How much of the sentences it lies in it makes up, 0 to 1, here or there, whichever is more."""

    @property
    def is_a_sentence(self) -> bool:
        """Whether it is a sentence to the letter, and long enough that no two sessions come to the same one."""
        return self.unbroken and self.whole >= ALL_OF_IT and self.span >= WORDS_OF_A_SENTENCE

    def stands(self, *, stranger: bool) -> bool:
        """Whether this is reuse; `stranger` when the source is another client's."""
        words, enough = LEAST_WORDS, self._asked(ENOUGH_BITS, ENOUGH_BITS_OF_A_FRAGMENT)
        if stranger:
            words, enough = STRANGER_WORDS, enough + STRANGER_BITS
        return self._has(words, LEAST_DIFFERENT, enough)

    @property
    def is_found(self) -> bool:
        """Whether one of the client's own texts holds the same, reuse or not."""
        return self._has(LEAST_WORDS, FOUND_DIFFERENT, self._asked(FOUND_BITS, FOUND_BITS_OF_A_FRAGMENT))

    def _asked(self, of_a_sentence: float, of_a_fragment: float) -> float:
        """Bits asked of a stretch of this length and wholeness."""
        part = min(max((WHOLE - self.whole) / (WHOLE - FRAGMENT), 0.0), 1.0)
        enough = of_a_sentence + part * (of_a_fragment - of_a_sentence) - (UNBROKEN if self.unbroken else 0.0)
        return enough + BITS_A_WORD_TOO_FEW * max(0, FEW_WORDS - self.span)

    def _has(self, words: int, different: int, bits: float) -> bool:
        if self.different < different or self.span < words or self.shared < max(LEAST_SHARED, LEAST_SHARE * self.span):
            return False
        return self.bits >= bits


def evidence(pairs: Sequence[tuple[int, int]], bits: list[float], words: Folded, there: Folded) -> Evidence:
    """What the aligned `pairs` of `words` and `there` amount to; a word without bits is neither for nor against."""
    total, shared, span = weight(pairs, bits)
    (first, source_first), (last, source_last) = pairs[0], pairs[-1]
    ids = words.ids[first : last + 1].tolist()
    different = {ids[at - first] for at, _ in pairs if bits[at] >= TELLING}
    whole = max(_share(words, first, last, len(pairs)), _share(there, source_first, source_last, len(pairs)))
    return Evidence(total, shared, span, len(different), span == shared, whole)


def weight(pairs: Sequence[tuple[int, int]], bits: list[float]) -> tuple[float, int, int]:
    """Bits, words shared and words spanned, as in `Evidence`."""
    total, shared = 0.0, 0
    before: tuple[int, int] | None = None
    silent = 0
    for at, opposite in pairs:
        worth = bits[at]
        shared += worth > 0
        if worth > 0:
            worth = max(worth - FILLED_IN, 0.0) if silent > 1 else worth
            silent = 0
        else:
            silent += 1
        if before is not None and (at, opposite) != (before[0] + 1, before[1] + 1):
            worth = max(worth - NEW_RUN, 0.0) - CHANGED * max(at - before[0] - 1, opposite - before[1] - 1)
        total += worth
        before = (at, opposite)
    (first, source_first), (last, source_last) = pairs[0], pairs[-1]
    span = max(last - first, source_last - source_first) + 1
    return total, shared, span - (len(pairs) - shared)


def _share(words: Folded, first: int, last: int, matched: int) -> float:
    """How much `matched` words are of all words in the sentences that `first` to `last` lie in."""
    low = words.sentences.searchsorted(words.sentences[first])
    high = words.sentences.searchsorted(words.sentences[last], "right")
    return matched / int(high - low)
