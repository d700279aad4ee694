"""Earlier texts, ready to be compared with: built once, added to cheaply, kept as bytes by whoever has a disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from notewizard.reuse.folding import Folded, Numbers
from notewizard.reuse.packing import pack, unpack
from notewizard.reuse.segment import Segment, merged, segment_of, without
from notewizard.reuse.verdict import SourceText

_WORDS = [field.name for field in fields(Folded)]
_OTHERS = [field.name for field in fields(Segment) if field.name not in {"names", "words"}]


@dataclass(frozen=True, eq=False)
class Index:
    """Source texts to compare with; immutable. Keeps words as numbers, not the texts themselves."""

    segments: tuple[Segment, ...] = ()

    @classmethod
    def build(cls, texts: Iterable[SourceText]) -> Index:
        """An index of `texts`; the later one wins where two sources fit a passage equally well."""
        return cls().extended(texts)

    def extended(self, texts: Iterable[SourceText]) -> Index:
        """This index and `texts` after it; the work is in proportion to what is added, on average."""
        added = list(texts)
        if not added:
            return self
        segments = [*self.segments, segment_of(added)]
        while len(segments) > 1 and len(segments[-2].words) <= 2 * len(segments[-1].words):
            last = segments.pop()
            segments[-1] = merged(segments[-1], last)
        return Index(tuple(segments))

    def without(self, ids: Iterable[str]) -> Index:
        """This index less the texts of those ids; itself when it holds none of them."""
        left_out = frozenset(ids).intersection(self.names)
        return _without(self, left_out) if left_out else self

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the texts, in the order they were added."""
        return tuple(name for segment in self.segments for name in segment.names)

    def texts_with_run(self, runs: Numbers) -> npt.NDArray[np.int64]:
        """In how many texts each run of five words stands."""
        total = np.zeros(len(runs), np.int64)
        for segment in self.segments:
            total += _count(segment.runs, runs)
        return total

    def texts_with_word(self, ids: Numbers) -> npt.NDArray[np.int64]:
        """In how many texts each word class stands."""
        return self._looked_up(ids, "texts_with")

    def uses_of_word(self, ids: Numbers) -> npt.NDArray[np.int64]:
        """How often each word class stands in the texts."""
        return self._looked_up(ids, "uses")

    def _looked_up(self, ids: Numbers, column: str) -> npt.NDArray[np.int64]:
        total = np.zeros(len(ids), np.int64)
        for segment in self.segments:
            if not len(segment.vocabulary):
                continue
            at = np.minimum(np.searchsorted(segment.vocabulary, ids), len(segment.vocabulary) - 1)
            total += np.where(segment.vocabulary[at] == ids, getattr(segment, column)[at], 0)
        return total

    @property
    def word_count(self) -> int:
        """How many words the texts hold."""
        return sum(len(segment.words) for segment in self.segments)

    def to_bytes(self) -> bytes:
        """The index as bytes: numbers, places and ids. It says what words stand where: keep it as a note is kept."""
        arrays: dict[str, npt.NDArray[np.unsignedinteger]] = {}
        for number, segment in enumerate(self.segments):
            arrays |= {f"{number}.words.{name}": getattr(segment.words, name) for name in _WORDS}
            arrays |= {f"{number}.{name}": getattr(segment, name) for name in _OTHERS}
        return pack(arrays, {"names": [list(segment.names) for segment in self.segments]})

    @classmethod
    def from_bytes(cls, data: bytes) -> Index:
        """The index that `to_bytes` wrote; raises `NotKept` when the bytes are not one."""
        arrays, notes = unpack(data)
        return cls(
            tuple(
                Segment(
                    names=tuple(names),
                    words=Folded(**{name: arrays[f"{number}.words.{name}"] for name in _WORDS}),
                    **{name: arrays[f"{number}.{name}"] for name in _OTHERS},
                )
                for number, names in enumerate(notes["names"])
            )
        )


@lru_cache(maxsize=4)
def _without(index: Index, left_out: frozenset[str]) -> Index:
    """Kept for the next call: line after line of one run leaves out the same client's notes."""
    kept = (
        without(segment, left_out) if left_out.intersection(segment.names) else segment for segment in index.segments
    )
    return Index(tuple(segment for segment in kept if segment.names))


def _count(ordered: Numbers, wanted: Numbers) -> npt.NDArray[np.int64]:
    return np.searchsorted(ordered, wanted, "right") - np.searchsorted(ordered, wanted, "left")
