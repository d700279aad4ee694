"""A text → its words as numbers, each with its place in the text: what every comparison is made on."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from notewizard.reuse.breaks import unit_starts
from notewizard.reuse.letters import plain
from notewizard.reuse.words import word_number

Numbers = npt.NDArray[np.uint32]

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th)?")


@dataclass(frozen=True)
class Folded:
    """The words of one or several texts; all arrays run in step, one entry a word."""

    ids: Numbers
    """The number of the word's class."""
    starts: Numbers
    ends: Numbers
    """Code points in the text as given, end exclusive."""
    units: Numbers
    """Which unit of its text (paragraph, item, heading) the word stands in, counted from 0."""
    sentences: Numbers
    """Which sentence or clause of its text (up to a full stop, semicolon or line's end before a new start)."""
    raw: Numbers
    """A hash of the word as written."""
    gaps: Numbers
    """A hash of what stands between the word before and this one, white space counting as one space."""

    def __len__(self) -> int:
        return len(self.ids)


@lru_cache(maxsize=4096)
def _hash(piece: str) -> int:
    return zlib.crc32(piece.encode("utf-8", "surrogatepass"))


_STOP = re.compile(r"[.!?;…][\W_]*\s|[.!?;…]$|\n")
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "st", "vs", "re", "no", "approx", "e", "g", "i"})


@lru_cache(maxsize=1024)
def _gap(piece: str) -> tuple[int, bool]:
    """A hash of what stands between two words, white space counting as one space, and whether a sentence ends there."""
    return _hash(" ".join(piece.split())), _STOP.search(piece) is not None


def fold(text: str) -> Folded:
    """The words of `text` with their places, their classes and their letters."""
    folded, origins = plain(text)
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    raw: list[int] = []
    gaps: list[int] = []
    sentences: list[int] = []
    before = sentence = 0
    title = False
    for match in _WORD.finditer(folded):
        start, end = match.span()
        ids.append(word_number(match[0]))
        if origins is not None:
            start, end = origins[start], origins[end - 1] + 1
        starts.append(start)
        ends.append(end)
        raw.append(_hash(text[start:end]))
        gap, stop = _gap(text[before:start])
        sentence += stop and not title
        title = match[0] in _TITLES
        gaps.append(gap)
        sentences.append(sentence)
        before = end
    units = np.searchsorted(np.array(unit_starts(text)), np.array(starts, np.int64), "right") - 1
    return Folded(_u32(ids), _u32(starts), _u32(ends), units.astype(np.uint32), _u32(sentences), _u32(raw), _u32(gaps))


def _u32(values: list[int]) -> Numbers:
    return np.array(values, dtype=np.uint32)
