"""A batch of source texts in sorted arrays: which words, where, and which runs of words stand where.

24 bytes a word in memory. How the words are written (letters, places in the text) is not held: it is folded again
from the source, for the one paragraph in which a passage was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from notewizard.reuse.arrays import Flags, begins, counted, distinct, flags, gathered, joined
from notewizard.reuse.folding import Folded, Numbers, fold
from notewizard.reuse.grams import Wide
from notewizard.reuse.postings import FIELD, FIRST, UNKNOWN, Counts, Postings

MOST_CLASSES = (1 << 21) - 2
"""A segment tells so many classes of words apart; what is beyond them is in no run of words. 0 is no word."""
_BEYOND_FIRST = (np.uint64(1) << FIRST) - np.uint64(1)
_MOST_UNITS_AT_HAND = 256


class Source(Protocol):
    """One earlier text, which may be read only when it is asked for (then `text` may raise `Changed`)."""

    @property
    def id(self) -> str:
        """The caller's name for it; several sources may share one (the notes of one other client)."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def owner(self) -> str:
        """Whose it is: texts of one owner are one wherever texts are counted. Empty: its id's."""


class Changed(Exception):
    """A source's text is another one than that its words were taken from: take it in anew and ask again."""

    def __init__(self, source: Source) -> None:
        super().__init__("a source text has changed")
        self.source = source


def without_letters(ids: Numbers, units: Numbers, sentences: Numbers) -> Folded:
    """The words of all texts of a segment, one text after the other; units and sentences counted through from 0.

    The other columns are empty: `Segment.letters` gives them where they are needed.
    """
    none = np.zeros(0, np.uint32)
    return Folded(ids, none, none, units, sentences, none, none)


@dataclass(frozen=True)
class Letters:
    """How some words of a source are written; all arrays run in step, one entry a word."""

    starts: Numbers
    ends: Numbers
    """Code points in the source text, end exclusive."""
    raw: Numbers
    gaps: Numbers
    """As in `Folded`."""


@dataclass(frozen=True, eq=False)
class Packed:
    """The words of a segment in the little room that a file has; one entry a word."""

    numbers: npt.NDArray[Any]
    """The place of its class in the vocabulary, from 1 on; 0 for a class that is not there."""
    units: Flags
    """Whether a unit begins with it."""
    sentences: Flags

    def words(self, vocabulary: Numbers) -> Folded:
        """All of them, unpacked."""
        ids = gathered(np.concatenate((np.zeros(1, np.uint32), vocabulary)), self.numbers)
        return without_letters(ids, counted(self.units), counted(self.sentences))


@dataclass(frozen=True, eq=False)
class Segment:
    """Some source texts, folded and indexed; never changed once built."""

    sources: tuple[Source, ...]
    """The texts, in the order given."""
    firsts: npt.NDArray[np.int64]
    """The index of each text's first word, and the number of words as a last entry."""
    _words: Folded | None
    opens: Numbers
    """Where the first word of each unit begins, in code points of its text."""
    vocabulary: Numbers
    """The word classes that occur, sorted; a class may be there that occurs no more."""
    places: Numbers
    """For each of `grams` the index of its word."""
    _grams: Wide | None = field(default=None, repr=False)
    packed: Packed | None = field(default=None, repr=False)
    """The words, where they come out of a file: what is only picked from need not be unpacked."""
    _units_at_hand: dict[int, Folded] = field(default_factory=dict, repr=False)
    _asked_last: list[Postings] = field(default_factory=list, repr=False)

    @cached_property
    def words(self) -> Folded:
        """The words of all texts, one after the other, as `without_letters` says."""
        if self._words is not None or self.packed is None:
            return self._words if self._words is not None else without_letters(*(np.zeros(0, np.uint32),) * 3)
        return self.packed.words(self.vocabulary)

    @cached_property
    def grams(self) -> Wide:
        """For every word its class and the two after it in its unit, as places in `vocabulary` from 1 on; sorted.

        Not made until it is asked for: what is only picked from has no need of it.
        """
        if self._grams is not None:
            return self._grams
        numbers = self.packed.numbers if self.packed is not None else self.numbers(self.words.ids)
        return gathered(keys_of(numbers, self.words.units), self.places)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The id of each text."""
        return tuple(source.id for source in self.sources)

    @cached_property
    def owner_names(self) -> tuple[str, ...]:
        """Whose each text is."""
        return tuple(source.owner or source.id for source in self.sources)

    @cached_property
    def owned_by(self) -> frozenset[str]:
        """All of them."""
        return frozenset(self.owner_names)

    @cached_property
    def owners(self) -> npt.NDArray[np.int64]:
        """For each text the first text of the same owner."""
        return _first_of_each(self.owner_names)

    @cached_property
    def _called(self) -> npt.NDArray[np.int64]:
        """For each text the first text of the same id."""
        return _first_of_each(self.names)

    def text_at(self, word: int) -> int:
        """Which text the word at that index belongs to; the first of those that share its id."""
        return int(self._called[self._source_at(word)])

    def texts_at(self, words: Sequence[int]) -> list[int]:
        """`text_at` of each of `words`."""
        texts: list[int] = self._called[self.firsts.searchsorted(words, "right") - 1].tolist()
        return texts

    def _source_at(self, word: int) -> int:
        return int(self.firsts.searchsorted(word, "right")) - 1

    def numbers(self, ids: Numbers) -> Wide:
        """The place of each class in `vocabulary`, from 1 on; 0 where it is not there."""
        if not len(self.vocabulary):
            return np.zeros(len(ids), np.uint64)
        at = np.minimum(self.vocabulary.searchsorted(ids), len(self.vocabulary) - 1)
        return np.where(self.vocabulary[at] == ids, at + 1, 0).astype(np.uint64)

    def part(self, low: int, high: int) -> Packed:
        """The words from `low` to before `high`, which are whole texts."""
        if self.packed is not None:
            return Packed(self.packed.numbers[low:high], self.packed.units[low:high], self.packed.sentences[low:high])
        words = self.words
        return Packed(
            self.numbers(words.ids[low:high]), begins(words.units[low:high]), begins(words.sentences[low:high])
        )

    def postings(self, ids: Numbers) -> Postings:
        """Where the words of a text stand here; of the text that was asked about last they are at hand."""
        for last in self._asked_last:
            if last.ids is ids:
                return last
        found = Postings(ids, self)
        self._asked_last[:] = (found,)
        return found

    @cached_property
    def uses(self) -> Counts:
        """How often each class stands in the texts, by its number: at 0, for a class that is not there, 0."""
        firsts = self.grams.searchsorted(np.arange(len(self.vocabulary) + 2, dtype=np.uint64) << FIRST)
        counts = np.diff(firsts)
        counts[0] = 0
        return counts

    @cached_property
    def texts_with(self) -> Counts:
        """In how many owners' texts each class occurs, by its number as in `uses`."""
        owner = np.repeat(self.owners.astype(np.uint64), np.diff(self.firsts))
        both = distinct(self.grams >> FIRST << FIRST | owner[self.places])
        counts = np.bincount((both >> FIRST).astype(np.int64), minlength=len(self.vocabulary) + 1)
        counts[0] = 0
        return counts

    @cached_property
    def unit_firsts(self) -> Counts:
        """The index of each unit's first word, and the number of words as a last entry."""
        return np.append(np.flatnonzero(begins(self.words.units)), len(self.words))

    def unit_span(self, word: int) -> tuple[int, int]:
        """The first word of the unit that the word at that index stands in, and the one after its last."""
        first, after = self.unit_firsts[int(self.words.units[word]) :][:2].tolist()
        return first, after

    def letters(self, first: int, last: int) -> Letters:
        """How the words from `first` to `last`, of one unit, are written. Raises `Changed`."""
        number = self.words.units[first]  # As it is there: searching for another kind of number copies the array.
        unit, low = int(number), int(self.words.units.searchsorted(number))
        folded = self._units_at_hand.get(unit)
        if folded is None:
            folded = self._unit(unit, low)
            if len(self._units_at_hand) >= _MOST_UNITS_AT_HAND:
                self._units_at_hand.clear()
            self._units_at_hand[unit] = folded
        span, opens = slice(first - low, last + 1 - low), self.opens[unit]
        return Letters(folded.starts[span] + opens, folded.ends[span] + opens, folded.raw[span], folded.gaps[span])

    def _unit(self, unit: int, low: int) -> Folded:
        """The words of one unit, folded again; places count from its first letter."""
        number = self._source_at(low)
        source, end = self.sources[number], int(self.firsts[number + 1])
        high = min(int(self.words.units.searchsorted(self.words.units[low], "right")), end)
        text = source.text
        folded = fold(text[int(self.opens[unit]) : int(self.opens[unit + 1]) if high < end else len(text)])
        kept = self.words.ids[low:high]
        if len(folded) != len(kept) or ((folded.ids != kept) & (kept != 0)).any():
            raise Changed(source)
        return folded


def _first_of_each(names: Sequence[str]) -> npt.NDArray[np.int64]:
    """For each of `names` where it stands for the first time."""
    seen: dict[str, int] = {}
    return np.array([seen.setdefault(name, at) for at, name in enumerate(names)], np.int64)


def segment_of(sources: Sequence[Source]) -> Segment:
    """`sources` as one segment; every text is read and folded."""
    folded = [fold(source.text) for source in sources]
    firsts = np.cumsum([0, *map(len, folded)])
    ids = joined(each.ids for each in folded)
    vocabulary, numbers = np.unique(ids, return_inverse=True)
    unit_starts = [begins(each.units) for each in folded]
    words = without_letters(ids, counted(flags(unit_starts)), counted(flags(begins(each.sentences) for each in folded)))
    opens = joined(each.starts[new] for each, new in zip(folded, unit_starts, strict=True))
    most = vocabulary[:MOST_CLASSES]
    return sorted_segment(tuple(sources), firsts, words, opens, most, (numbers + 1).astype(np.uint64))


def keys_of(numbers: npt.NDArray[Any], units: Numbers) -> Wide:
    """The key of every word: its number and those of the two after it, 0 where the unit has ended."""
    if len(numbers) and numbers.max() > MOST_CLASSES:
        numbers = np.where(numbers > MOST_CLASSES, 0, numbers)
    # A field at a time, in place: new arrays of this size are what takes the time.
    keys = numbers.astype(np.uint64)
    keys <<= FIELD
    keys[:-1] |= numbers[1:]
    keys <<= FIELD
    keys[:-2] |= numbers[2:]
    last = np.flatnonzero(units[1:] != units[:-1])
    keys[last] &= ~_BEYOND_FIRST
    # Nor is there a third where the second is the last, or none.
    before = np.concatenate((last, [len(keys) - 1], np.flatnonzero(numbers == 0))) - 1
    keys[before[before >= 0]] &= ~UNKNOWN
    return keys


def sorted_segment(
    sources: tuple[Source, ...],
    firsts: Counts,
    words: Folded,
    opens: Numbers,
    vocabulary: Numbers,
    numbers: npt.NDArray[Any],
) -> Segment:
    keys = keys_of(numbers, words.units)
    order = np.argsort(keys, kind="stable")
    return Segment(sources, firsts, words, opens, vocabulary, order.astype(np.uint32), keys[order])
