"""A batch of source texts in sorted arrays: which words, where, and which runs of words stand where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from notewizard.reuse.folding import Folded, Numbers, fold
from notewizard.reuse.grams import Wide, fives, pairs_and_third, triples
from notewizard.reuse.verdict import SourceText


@dataclass(frozen=True, eq=False)
class Segment:
    """Some source texts, folded and indexed; never changed once built."""

    names: tuple[str, ...]
    """The id of each text, in the order given."""
    words: Folded
    """The words of all texts, one text after the other; units are counted through."""
    firsts: Numbers
    """The index of each text's first word, and the number of words as a last entry."""
    keys: Wide
    """Sorted keys of every pair of neighboring words, with the word after."""
    places: Numbers
    """For each key the index of the pair's first word."""
    runs: Numbers
    """Sorted keys of runs of five, each once a text."""
    vocabulary: Numbers
    """The word classes that occur, sorted."""
    texts_with: Numbers
    """In how many texts each of them occurs."""
    uses: Numbers
    """How often each of them occurs."""
    threes: Numbers
    """Sorted keys of runs of three."""

    def text_at(self, word: int) -> int:
        """Which text the word at that index belongs to."""
        return int(np.searchsorted(self.firsts, word, "right")) - 1


def segment_of(texts: Sequence[SourceText]) -> Segment:
    """`texts` as one segment."""
    folded = [fold(each.text) for each in texts]
    firsts = np.cumsum([0, *map(len, folded)]).astype(np.uint32)
    return _indexed(tuple(each.id for each in texts), _joined(folded), firsts)


def merged(first: Segment, second: Segment) -> Segment:
    """The texts of both, `first`'s before `second`'s."""
    words = _joined([first.words, second.words])
    firsts = np.concatenate([first.firsts[:-1], second.firsts + first.firsts[-1]]).astype(np.uint32)
    return _indexed(first.names + second.names, words, firsts)


def without(segment: Segment, left_out: frozenset[str]) -> Segment:
    """`segment` less the texts of those ids; nothing is folded again."""
    kept = [number for number, name in enumerate(segment.names) if name not in left_out]
    spans = [slice(int(segment.firsts[number]), int(segment.firsts[number + 1])) for number in kept]
    parts = [
        Folded(**{each.name: getattr(segment.words, each.name)[span] for each in fields(Folded)}) for span in spans
    ]
    firsts = np.cumsum([0, *map(len, parts)]).astype(np.uint32)
    # Units and sentences are counted through the segment already and only need to differ from text to text.
    joined = Folded(
        **{
            each.name: np.concatenate([np.zeros(0, np.uint32), *(getattr(part, each.name) for part in parts)])
            for each in fields(Folded)
        }
    )
    return _indexed(tuple(segment.names[number] for number in kept), joined, firsts)


def _joined(parts: Sequence[Folded]) -> Folded:
    arrays: dict[str, Numbers] = {}
    for field in fields(Folded):
        pieces: list[npt.NDArray[Any]] = [getattr(part, field.name) for part in parts]
        if field.name in {"units", "sentences"}:
            base = 0
            for number, counted in enumerate(pieces):
                pieces[number] = counted + np.uint32(base)
                base += int(counted[-1]) + 1 if len(counted) else 0
        arrays[field.name] = np.concatenate([np.zeros(0, np.uint32), *pieces]).astype(np.uint32)
    return Folded(**arrays)


def _indexed(names: tuple[str, ...], words: Folded, firsts: Numbers) -> Segment:
    keys, places = pairs_and_third(words.ids, words.units)
    order = np.argsort(keys, kind="stable")
    owner = np.repeat(np.arange(len(names), dtype=np.uint64), firsts[1:] - firsts[:-1])
    runs, at = fives(words.ids, words.units)
    once = np.unique((runs.astype(np.uint64) << np.uint64(32)) | owner[at])
    seen = np.unique((words.ids.astype(np.uint64) << np.uint64(32)) | owner)
    vocabulary, texts_with = np.unique((seen >> np.uint64(32)).astype(np.uint32), return_counts=True)
    _, uses = np.unique(words.ids, return_counts=True)
    return Segment(
        names=names,
        words=words,
        firsts=firsts,
        keys=keys[order],
        places=places[order].astype(np.uint32),
        runs=(once >> np.uint64(32)).astype(np.uint32),
        vocabulary=vocabulary,
        texts_with=texts_with.astype(np.uint32),
        uses=uses.astype(np.uint32),
        threes=np.sort(triples(keys)).astype(np.uint32),
    )
