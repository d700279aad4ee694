"""Stretches that two texts share → the passages that are told of, each narrative or routine.

Found is what tells enough, phrases of the trade included. Refused is, of that, the narrative that tells enough without
them: where a passage reaches over the edge of a zone each part of it stands for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from notewizard.reuse.alignment import Stretch
from notewizard.reuse.ends import Pairs, to_the_sentence, within_sentences
from notewizard.reuse.evidence import LEAST_SHARED, Evidence, evidence, weight
from notewizard.reuse.folding import Folded
from notewizard.reuse.segment import Letters, Segment
from notewizard.reuse.verdict import Matter, Passage
from notewizard.reuse.words import WHEN_AND_HOW_MANY, class_number

_NUMBERS = frozenset(map(class_number, WHEN_AND_HOW_MANY))
LEAST_SHOWN = 3
"""Words of routine beside narrative that are a passage of their own."""


@dataclass(frozen=True)
class Weights:
    """What each word of the text counts for."""

    worth: list[float]
    """Bits to whoever knows published notes, but for allowed lines: which stretches are looked at."""
    told: list[float]
    """Bits to whoever knows the practice's other notes and the phrases of the trade: what is refused."""
    to_the_letter: list[float]
    """The same, those phrases at their worth: what is found."""
    routine: bytes
    """One byte a word: 1 in a zone of routine."""
    own: int
    """So many segments, the first, are the client's own."""


@dataclass(frozen=True)
class Opposite:
    """The text opposite one of its sources."""

    words: Folded
    there: Folded
    weights: Weights
    own: bool
    """Whether the source is the client's."""

    def found(self, pairs: Pairs) -> Pairs:
        """What of `pairs` is a passage, whatever it is about; nothing where it is not."""
        return self._standing(pairs, self.weights.to_the_letter if self.own else self.weights.told, self._is_found)

    def refused(self, pairs: Pairs) -> Pairs:
        """What of `pairs`, all narrative, tells enough to be refused.

        Phrases that the trade shares tell next to nothing; but a client's own sentence, whole and to the letter, is
        that sentence, though the trade has its phrases.
        """
        told = self._standing(pairs, self.weights.told, self._stands)
        return told or (self._standing(pairs, self.weights.to_the_letter, _is_that_sentence) if self.own else [])

    def _is_found(self, score: Evidence) -> bool:
        return score.is_found if self.own else score.stands(stranger=True)

    def _stands(self, score: Evidence) -> bool:
        return score.stands(stranger=not self.own)

    def _standing(self, pairs: Pairs, bits: list[float], enough: Callable[[Evidence], bool]) -> Pairs:
        core = within_sentences(_without_silent_ends(pairs, bits), bits, self.words, self.there)
        if core and enough(evidence(core, bits, self.words, self.there)):
            return to_the_sentence(core, pairs, self.weights.worth, self.words)
        return []


def _is_that_sentence(score: Evidence) -> bool:
    return score.is_a_sentence and score.stands(stranger=False)


def passages_of(
    stretches: Sequence[Stretch],
    words: Folded,
    segments: Sequence[Segment],
    weights: Weights,
    clone: tuple[int, int] | None = None,
) -> list[Passage]:
    """The passages that stand, the strongest source for every stretch, none over another, in the order of the text.

    Where the text as a whole was taken from one source (`clone`: segment, text of it), that one comes first: a sentence
    whose date was changed may by chance be closer to a third text.
    """
    taken = bytearray(len(words))
    known: dict[object, tuple[float, int, int]] = {}
    """What runs of words weigh: what is copied often stands in several notes."""

    def strength(stretch: Stretch) -> tuple[bool, float, bool, int, int]:
        (first, source_first), (last, source_last) = stretch.pairs[0], stretch.pairs[-1]
        unbroken = last - first == source_last - source_first == len(stretch.pairs) - 1
        key = (first, last) if unbroken else stretch.pairs
        if key not in known:
            known[key] = weight(stretch.pairs, weights.told)
        bits, shared, span = known[key]
        # Between equal sources: the client's own, then the latest.
        return (
            clone is not None
            and stretch.segment == clone[0]
            and segments[stretch.segment].text_at(stretch.pairs[0][1]) == clone[1],
            bits - 2.0 * (span - shared),
            stretch.segment < weights.own,
            stretch.segment,
            stretch.pairs[0][1],
        )

    chosen: list[Passage] = []
    for stretch in sorted(stretches, key=strength, reverse=True):
        segment = segments[stretch.segment]
        opposite = Opposite(words, segment.words, weights, stretch.segment < weights.own)
        for pairs in _left(stretch.pairs, taken):
            found = opposite.found(pairs)
            for part, matter in _by_matter(found or pairs, opposite):
                if matter == "narrative" or found:
                    first, last = part[0][0], part[-1][0]
                    taken[first : last + 1] = b"\1" * (last + 1 - first)
                    chosen.append(_passage(part, words, segment, matter))
    return sorted(chosen, key=lambda passage: passage.start)


def _left(pairs: Sequence[tuple[int, int]], taken: bytearray) -> Iterator[Pairs]:
    """What of `pairs` no stronger source accounts for, cut where one does; no parts too short to be anything."""
    first, after = pairs[0][0], pairs[-1][0] + 1
    if taken.find(0, first, after) < 0:
        return
    parts = [list(pairs)] if taken.find(1, first, after) < 0 else _untaken(pairs, taken)
    yield from (part for part in parts if len(part) >= LEAST_SHARED)


def _untaken(pairs: Sequence[tuple[int, int]], taken: bytearray) -> list[Pairs]:
    parts: list[Pairs] = [[]]
    before = pairs[0][0]
    for pair in pairs:
        if parts[-1] and taken.find(1, before, pair[0] + 1) >= 0:
            parts.append([])
        if not taken[pair[0]]:
            parts[-1].append(pair)
        before = pair[0]
    return parts


def _by_matter(pairs: Pairs, opposite: Opposite) -> Iterator[tuple[Pairs, Matter]]:
    """`pairs` in parts: narrative where a stretch of it stands on its own, routine for all else."""
    routine = opposite.weights.routine
    rest: Pairs = []
    for part in _split(pairs, lambda at, after: len(set(routine[at : after + 1])) > 1):
        refused = [] if routine[part[0][0]] else opposite.refused(part)
        if not refused:
            rest += part
            continue
        rest += [pair for pair in part if pair < refused[0]]
        if len(rest) >= LEAST_SHOWN:
            yield rest, "routine"
        yield refused, "narrative"
        rest = [pair for pair in part if pair > refused[-1]]
    if len(rest) >= LEAST_SHOWN:
        yield rest, "routine"


def _split(pairs: Sequence[tuple[int, int]], between: Callable[[int, int], bool]) -> Iterator[Pairs]:
    """`pairs` in parts, cut wherever `between` says so of the words of one pair and the next."""
    part: Pairs = []
    for pair in pairs:
        if part and between(part[-1][0], pair[0]):
            yield part
            part = []
        part.append(pair)
    if part:
        yield part


def _without_silent_ends(part: Pairs, bits: list[float]) -> Pairs:
    """`part` without words at its ends that are allowed or stock."""
    first, after = 0, len(part)
    while first < after and bits[part[first][0]] <= 0:
        first += 1
    while first < after and bits[part[after - 1][0]] <= 0:
        after -= 1
    return part[first:after]


def _passage(part: Pairs, words: Folded, segment: Segment, matter: Matter) -> Passage:
    first, last = part[0], part[-1]
    there = segment.letters(first[1], last[1])
    return Passage(
        start=int(words.starts[first[0]]),
        end=int(words.ends[last[0]]),
        source=segment.names[segment.text_at(first[1])],
        source_start=int(there.starts[0]),
        source_end=int(there.ends[-1]),
        kind="verbatim" if _to_the_letter(part, words, there) else "edited",
        matter=matter,
        words=last[0] - first[0] + 1,
        same=_as_written(part, words, there),
    )


def _as_written(part: Pairs, words: Folded, there: Letters) -> int:
    """How many words stand in both; another date or another number is another word to whoever wrote it."""
    first = part[0][1]
    return sum(
        int(words.ids[at]) not in _NUMBERS or bool(words.raw[at] == there.raw[opposite - first])
        for at, opposite in part
    )


def _to_the_letter(part: Pairs, words: Folded, there: Letters) -> bool:
    if any((at + 1, opposite + 1) != after for (at, opposite), after in pairwise(part)):
        return False
    first, last = part[0][0], part[-1][0]
    return bool(
        np.array_equal(words.raw[first : last + 1], there.raw)
        and np.array_equal(words.gaps[first + 1 : last + 1], there.gaps[1:])
    )
