"""Texts of segments → one segment, without reading or folding any of them again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from notewizard.reuse.arrays import counted_on, distinct, gathered, joined, one_after_another
from notewizard.reuse.folding import Numbers
from notewizard.reuse.grams import Wide
from notewizard.reuse.postings import FIELD, FIRST, UNKNOWN, Counts
from notewizard.reuse.segment import (
    MOST_CLASSES,
    Packed,
    Segment,
    Source,
    keys_of,
    sorted_segment,
    without_letters,
)

_NOWHERE = np.uint32(0xFFFFFFFF)


def chosen(segments: Sequence[Segment], picks: Sequence[tuple[int, int, Source]]) -> Segment:
    """Texts of `segments` as one segment, in the order of `picks`; nothing is read or folded again.

    A pick is the number of a segment, the number of a text in it, and the source it is from now on. The same text may
    be picked for several sources.
    """
    sources = tuple(source for _, _, source in picks)
    of = np.array([number for number, _, _ in picks], np.int64)
    texts = np.array([text for _, text, _ in picks], np.int64)
    lows, highs = np.zeros_like(texts), np.zeros_like(texts)
    for number, segment in enumerate(segments):
        mine = of == number
        lows[mine], highs[mine] = segment.firsts[texts[mine]], segment.firsts[texts[mine] + 1]
    firsts = np.concatenate((np.zeros(1, np.int64), np.cumsum(highs - lows)))
    spans = _spans(of, lows, highs)
    if any(segment.packed is not None for segment in segments) and len(spans):
        return _unpacked(segments, sources, firsts, spans)
    words = without_letters(
        one_after_another([segments[number].words.ids[low:high] for number, low, high in spans]),
        counted_on([segments[number].words.units[low:high] for number, low, high in spans]),
        counted_on([segments[number].words.sentences[low:high] for number, low, high in spans]),
    )
    opens = joined(_opens(segments[number], low, high) for number, low, high in spans)
    if len(segments) == 1:
        (only,) = segments
        if 8 * len(words) < len(only.words):  # Sorting so few is quicker than going through all.
            return sorted_segment(sources, firsts, words, opens, only.vocabulary, only.numbers(words.ids))
        keys, places = _postings(only, texts, firsts[:-1], only.vocabulary)
        return Segment(sources, firsts, words, opens, only.vocabulary, places, keys)
    vocabulary = _vocabulary(segments)
    parts = [
        _postings(segment, texts[of == number], firsts[:-1][of == number], vocabulary)
        for number, segment in enumerate(segments)
    ]
    keys, places = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.argsort(keys, kind="stable")  # Sorted runs: this is a merge.
    return Segment(sources, firsts, words, opens, vocabulary, places[order], keys[order])


def _unpacked(
    segments: Sequence[Segment], sources: tuple[Source, ...], firsts: Counts, spans: Sequence[tuple[int, int, int]]
) -> Segment:
    """As `chosen`: the words come out of a file, and only what was picked is unpacked."""
    opens = joined(_opens(segments[number], low, high) for number, low, high in spans)
    parts = [segments[number].part(low, high) for number, low, high in spans]
    vocabulary = segments[0].vocabulary if len(segments) == 1 else _vocabulary(segments)
    if len(segments) > 1:
        new = [_new_numbers(segment.vocabulary, vocabulary) for segment in segments]
        numbers = one_after_another(
            [gathered(new[span[0]], part.numbers) for span, part in zip(spans, parts, strict=True)]
        )
    else:
        numbers = one_after_another([part.numbers for part in parts])
    whole = Packed(
        numbers,
        one_after_another([part.units for part in parts]),
        one_after_another([part.sentences for part in parts]),
    )
    words = whole.words(vocabulary)
    keys = keys_of(numbers, words.units)
    return Segment(sources, firsts, words, opens, vocabulary, *_ordered(segments, spans, keys))


def _ordered(segments: Sequence[Segment], spans: Sequence[tuple[int, int, int]], keys: Wide) -> tuple[Numbers, Wide]:
    """The words in the order of their `keys`, and those; where most come from, most are in that order already."""
    most = max(range(len(segments)), key=lambda number: int(segments[number].firsts[-1]))
    large = segments[most]
    picked = sum(high - low for number, low, high in spans if number == most)
    once = np.zeros(int(large.firsts[-1]), bool)
    for number, low, high in spans:
        once[low:high] |= number == most
    if 8 * picked < len(once) or 2 * picked < len(keys) or np.count_nonzero(once) < picked:
        # Sorting so few is quicker than going through all; and what is picked twice is not in order.
        places = np.argsort(keys, kind="stable").astype(np.uint32)
        return places, keys[places]
    to = np.arange(len(once), dtype=np.uint32)
    if picked < len(to):
        to[~once] = _NOWHERE
    rest = []
    at = 0
    for number, low, high in spans:
        if number == most:
            # Modulo 2^32, so that a shift to the front is one, too.
            to[low:high] += np.uint32((at - low) & 0xFFFFFFFF)
        else:
            rest.append(np.arange(at, at + high - low, dtype=np.uint32))
        at += high - low
    places = gathered(to, large.places)
    if picked < len(to):
        places = places[places != _NOWHERE]
    ordered = gathered(keys, places)
    if rest:
        few = np.concatenate(rest)
        few = few[keys[few].argsort(kind="stable")]
        between = ordered.searchsorted(keys[few])
        places, ordered = np.insert(places, between, few), np.insert(ordered, between, keys[few])
    return places, ordered


def _new_numbers(old: Numbers, new: Numbers) -> Numbers:
    """For every number of a class in one vocabulary its number in another; 0 is no class, there and here."""
    numbers = np.zeros(len(old) + 1, np.uint32)
    numbers[1:] = new.searchsorted(old) + 1
    numbers[numbers > len(new)] = 0
    return numbers


def _spans(of: Counts, lows: Counts, highs: Counts) -> list[tuple[int, int, int]]:
    """The texts by segment, first word and the one after the last; what follows on one another is one span."""
    new = np.ones(len(of), bool)
    new[1:] = (of[1:] != of[:-1]) | (lows[1:] != highs[:-1])
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(of)) - 1
    return list(zip(of[first].tolist(), lows[first].tolist(), highs[last].tolist(), strict=True))


def _postings(segment: Segment, texts: Counts, to: Counts, vocabulary: Numbers) -> tuple[Wide, Numbers]:
    """The keys of some texts of `segment` and their places, the first word of each standing at `to`."""
    sizes = np.diff(segment.firsts)
    copies = np.bincount(texts, minlength=len(sizes))
    # Modulo 2^32, so that a shift to the front is one, too.
    shift = (to - segment.firsts[texts]).astype(np.uint32)
    keys, places = segment.grams, segment.places
    if len(copies) and copies.max() > 1:
        order = texts.argsort(kind="stable")
        begins_at = np.cumsum(copies) - copies
        text = np.repeat(np.arange(len(sizes)), sizes)[places]
        index = np.repeat(np.arange(len(places)), copies[text])
        copy = np.arange(len(index)) - np.repeat(np.cumsum(copies[text]) - copies[text], copies[text])
        places = places[index] + shift[order][begins_at[text[index]] + copy]
        return _renumbered(keys[index], segment.vocabulary, vocabulary), places
    if not copies.all():
        still = np.repeat(copies > 0, sizes)[places]
        keys, places = keys[still], places[still]
    shifts = np.zeros(len(sizes), np.uint32)
    shifts[texts] = shift
    return _renumbered(keys, segment.vocabulary, vocabulary), places + np.repeat(shifts, sizes)[places]


def _renumbered(keys: Wide, old: Numbers, new: Numbers) -> Wide:
    if old is new:
        return keys
    numbers = _new_numbers(old, new).astype(np.uint64)
    most = UNKNOWN
    return (
        numbers[(keys >> FIRST).astype(np.intp)] << FIRST
        | numbers[(keys >> FIELD & most).astype(np.intp)] << FIELD
        | numbers[(keys & most).astype(np.intp)]
    )


def _vocabulary(segments: Sequence[Segment]) -> Numbers:
    every = distinct(joined(segment.vocabulary for segment in segments))
    return every[:MOST_CLASSES]


def _opens(segment: Segment, low: int, high: int) -> Numbers:
    if low >= high:
        return segment.opens[:0]
    if segment.packed is not None:
        first = int(np.count_nonzero(segment.packed.units[:low]))
        return segment.opens[first : first + int(np.count_nonzero(segment.packed.units[low:high]))]
    units = segment.words.units
    return segment.opens[int(units[low]) : int(units[high - 1]) + 1]
