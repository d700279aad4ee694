"""Earlier texts, ready to be compared with: built once, added to cheaply, kept as bytes by whoever has a disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial

import numpy as np

from notewizard.reuse.arrays import Flags
from notewizard.reuse.folding import Numbers
from notewizard.reuse.packing import packed, unpacked
from notewizard.reuse.picking import chosen
from notewizard.reuse.postings import Counts, Spans
from notewizard.reuse.segment import Segment, Source, segment_of
from notewizard.reuse.spread import most_places_of_run, owners_with, texts_with_run
from notewizard.reuse.taken import Taken


@dataclass(frozen=True, eq=False)
class Index:
    """Source texts to compare with; immutable. Keeps words as numbers and, for what is found, the way to the text."""

    segments: tuple[Segment, ...] = ()

    @classmethod
    def build(cls, texts: Iterable[Source]) -> Index:
        """An index of `texts`; the later one wins where two sources fit a passage equally well.

        Several texts may share an id, or an owner: wherever texts are counted they are one. A `Taken` one is neither
        read nor folded.
        """
        return cls().extended(texts)

    def extended(self, texts: Iterable[Source]) -> Index:
        """This index and `texts` after it.

        The work is in proportion to what is added, on average; texts of an owner who has some here cost as much as
        building anew.
        """
        added = list(texts)
        if not added:
            return self
        segments = [*self.segments, _taken_in(added)]
        theirs = segments[-1].owned_by
        # Owners are counted segment by segment: one who is in two would be two.
        apart = next(
            (at for at, each in enumerate(self.segments) if not theirs.isdisjoint(each.owned_by)), len(segments)
        )
        while len(segments) > 1 and (
            len(segments) - 1 > apart or len(segments[-2].words) <= 2 * len(segments[-1].words)
        ):
            last = segments.pop()
            segments[-1] = _merged((segments[-1], last))
        return Index(tuple(segments))

    def without(self, ids: Iterable[str]) -> Index:
        """This index less the texts of those ids; itself when it holds none of them."""
        left_out = frozenset(ids).intersection(self.names)
        return _without(self, left_out) if left_out else self

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The ids of the texts, each once, in the order they were added."""
        return tuple(dict.fromkeys(name for segment in self.segments for name in segment.names))

    @cached_property
    def owner_count(self) -> int:
        """How many owners the texts have."""
        return len(frozenset[str]().union(*(segment.owned_by for segment in self.segments)))

    @cached_property
    def text_count(self) -> int:
        """How many texts these are, whosever."""
        return sum(len(segment.sources) for segment in self.segments)

    @cached_property
    def word_count(self) -> int:
        """How many words the texts hold."""
        return sum(len(segment.words) for segment in self.segments)

    def texts_with_word(self, ids: Numbers) -> Counts:
        """In how many owners' texts each word class stands. Counted through at the first call."""
        return self._sum(len(ids), (each.texts_with[each.postings(ids).numbers] for each in self.segments))

    def has_five(self, ids: Numbers, at: Counts, least: int) -> Flags:
        """Whether the five words from each of `at` on stand, inside one unit, in `least` owners' texts or more."""
        has = np.zeros(len(at), bool)
        found = [segment.postings(ids) for segment in self.segments]
        # A run stands in no more texts than either end of it has places.
        places = self._sum(len(at), (most_places_of_run(each, at) for each in found))
        likely = np.flatnonzero(places >= least)
        if len(likely):
            both = zip(self.segments, found, strict=True)
            texts = self._sum(len(likely), (texts_with_run(*each, at[likely], least) for each in both))
            has[likely] = texts >= least
        return has

    def uses_of_word(self, ids: Numbers) -> Counts:
        """How often each word class stands in the texts."""
        return self._sum(len(ids), (each.uses[each.postings(ids).numbers] for each in self.segments))

    def uses_of_pair(self, ids: Numbers, at: Counts, least: int) -> Counts:
        """How often the two words from each of `at` on stand one after the other, inside one unit.

        0 where fewer than `least` owners' texts hold them.
        """
        return self._uses([(each, each.postings(ids).pairs) for each in self.segments], at, least)

    def uses_of_triple(self, ids: Numbers, at: Counts, least: int) -> Counts:
        """As `uses_of_pair`, of three words."""
        return self._uses([(each, each.postings(ids).triples) for each in self.segments], at, least)

    def _uses(self, found: Sequence[tuple[Segment, Spans]], at: Counts, least: int) -> Counts:
        uses = self._sum(len(at), (each.counts[at] for _, each in found))
        likely = np.flatnonzero(uses >= least)
        owners = self._sum(len(likely), (owners_with(*each, at[likely], least) for each in found))
        uses[uses < least] = 0
        uses[likely[owners < least]] = 0
        return uses

    @staticmethod
    def _sum(length: int, counts: Iterable[Counts]) -> Counts:
        return sum(counts, np.zeros(length, np.int64))

    def to_bytes(self) -> bytes:
        """The index as bytes, without its texts: see `packing` for what they tell."""
        segment = _merged(self.segments) if self.segments else segment_of([])
        owners = {} if segment.owner_names == segment.names else {"owners": list(segment.owner_names)}
        return packed(segment, {"names": list(segment.names), **owners})

    @classmethod
    def from_bytes(cls, data: bytes, text_of: Callable[[str], str]) -> Index:
        """The index that `to_bytes` wrote; raises `NotKept` when the bytes are not one.

        `text_of` gives the text of an id, asked only for texts that hold a passage; it may raise `Changed`.
        """
        segment, notes = unpacked(data)
        owners = notes.get("owners", notes["names"])
        sources = [
            Taken(name, segment, at, partial(text_of, name), owner=owner)
            for at, (name, owner) in enumerate(zip(notes["names"], owners, strict=True))
        ]
        return cls((replace(segment, sources=tuple(sources)),) if sources else ())


def _taken_in(texts: Sequence[Source]) -> Segment:
    """`texts` as one segment; those taken in before are picked out of theirs."""
    fresh = [text for text in texts if not isinstance(text, Taken)]
    if len(fresh) == len(texts):
        return segment_of(fresh)
    segments = [segment_of(fresh)] if fresh else []
    numbers: dict[int, int] = {}
    picks: list[tuple[int, int, Source]] = []
    read = 0
    for text in texts:
        if isinstance(text, Taken):
            if id(text.segment) not in numbers:
                numbers[id(text.segment)] = len(segments)
                segments.append(text.segment)
            picks.append((numbers[id(text.segment)], text.number, text))
        else:
            picks.append((0, read, text))
            read += 1
    return chosen(segments, picks)


def _merged(segments: Sequence[Segment]) -> Segment:
    """The texts of all, in order."""
    return chosen(
        segments,
        [
            (number, text, source)
            for number, segment in enumerate(segments)
            for text, source in enumerate(segment.sources)
        ],
    )


@lru_cache(maxsize=4)
def _without(index: Index, left_out: frozenset[str]) -> Index:
    """Kept for the next call: line after line of one run leaves out the same client's notes."""
    kept: list[Segment] = []
    for segment in index.segments:
        rest = [(0, at, source) for at, source in enumerate(segment.sources) if source.id not in left_out]
        if rest:
            kept.append(segment if len(rest) == len(segment.sources) else chosen([segment], rest))
    return Index(tuple(kept))
