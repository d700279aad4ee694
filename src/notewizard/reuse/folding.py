"""A text → its words as numbers, each with its place in the text: what every comparison is made on."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from notewizard.reuse.breaks import unit_starts
from notewizard.reuse.letters import Kept, plain
from notewizard.reuse.words import word_number

Numbers = npt.NDArray[np.uint32]

_WORD = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th)?)")
_ASCII_WORD = re.compile(r"([A-Za-z]+(?:'[A-Za-z]+)*|[0-9]+(?:[.,:/-][0-9]+)*(?:[Ss][Tt]|[NnRr][Dd]|[Tt][Hh])?)")
"""The same in a text that has no other letters."""


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

    @cached_property
    def unit_spans(self) -> list[tuple[int, int]]:
        """For each word the first of its unit, and the one after the last; for a text, not for all of a segment."""
        firsts = self.units.searchsorted(self.units)
        after = self.units.searchsorted(self.units, "right")
        return list(zip(firsts.tolist(), after.tolist(), strict=True))


_STOP = re.compile(r"[.!?;…][\W_]*\s|[.!?;…]$|\n")
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "st", "vs", "re", "no", "approx", "e", "g", "i"})
_FLAG = np.uint64(32)
"""The bit above a number of 32 bits: a flag that is kept beside it."""


def _hash(piece: str) -> int:
    return zlib.crc32(piece.encode("utf-8", "surrogatepass"))


def _word(word: str) -> int:
    """The number of the word's class, and whether it is a title, after which a full stop ends no sentence."""
    return word_number(word) | (word in _TITLES) << 32


def _gap(piece: str) -> int:
    """A hash of what stands between two words, white space counting as one space, and whether a sentence ends there."""
    return _hash(" ".join(piece.split())) | (_STOP.search(piece) is not None) << 32


_words, _written, _gaps = Kept(_word, 1 << 16), Kept(_hash, 1 << 14), Kept(_gap, 1 << 10)


def fold(text: str) -> Folded:
    """The words of `text` with their places, their classes and their letters."""
    if text.isascii() and "`" not in text:
        pieces = _ASCII_WORD.split(text)  # What stands between words, and the words, in turn.
        edges = _edges(pieces)
        read: Iterable[str] = map(str.lower, pieces[1::2])
    else:
        folded, origins = plain(text)
        pieces = (_ASCII_WORD if folded.isascii() else _WORD).split(folded)
        edges, read = _edges(pieces), pieces[1::2]
        if origins is not None:
            # To where the next letter begins: a mark that was composed into the last one is part of the word.
            last, after = origins[edges[1::2] - 1] + 1, np.append(origins, len(text))[edges[1::2]]
            edges[::2], edges[1::2] = origins[edges[::2]], np.maximum(last, after)
        bounds = edges.tolist()
        pieces = [text[low:high] for low, high in zip([0, *bounds], bounds, strict=False)]
    starts, ends = edges[::2], edges[1::2]
    count = len(starts)
    words = np.fromiter(map(_words.__getitem__, read), np.uint64, count)
    gaps = np.fromiter(map(_gaps.__getitem__, pieces[: 2 * count : 2]), np.uint64, count)
    stops = gaps >> _FLAG
    stops[1:] &= ~(words[:-1] >> _FLAG)
    return Folded(
        ids=words.astype(np.uint32),
        starts=starts.astype(np.uint32),
        ends=ends.astype(np.uint32),
        units=(np.array(unit_starts(text)).searchsorted(starts, "right") - 1).astype(np.uint32),
        sentences=stops.cumsum().astype(np.uint32),
        raw=np.fromiter(map(_written.__getitem__, pieces[1::2]), np.uint32, count),
        gaps=gaps.astype(np.uint32),
    )


def _edges(pieces: list[str]) -> npt.NDArray[np.int64]:
    """Where each word begins and ends, in turn."""
    return np.fromiter(map(len, pieces), np.int64, len(pieces)).cumsum()[:-1]
