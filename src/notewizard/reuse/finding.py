"""The one question of this package: which stretches of a text stand in other texts, and is any of them narrative?

The steps are those of sequence search: words folded into classes; shared pairs and runs of three as seeds; seeds along
a diagonal as chains; chains verified word against word by a longest common subsequence, as the studies of copied
clinical notes align them (Wrenn 2010, JAMIA 17:49; Zhang 2011, AMIA); and each stretch weighed by the bits of surprise
of its words. What everybody writes is left out before it is weighed (`stock`), and a passage ends where its sentences
end (`ends`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from notewizard.reuse.alignment import Stretch, aligned
from notewizard.reuse.allowed import allowed_words
from notewizard.reuse.chains import chains, worth_aligning
from notewizard.reuse.clone import clone_of
from notewizard.reuse.ends import to_the_sentence, within_sentences
from notewizard.reuse.evidence import TELLING, evidence
from notewizard.reuse.folding import Folded, fold
from notewizard.reuse.index import Index
from notewizard.reuse.segment import Letters, Segment
from notewizard.reuse.stock import stock
from notewizard.reuse.surprise import surprise
from notewizard.reuse.verdict import Passage, Verdict, Zone

Flags = npt.NDArray[np.bool_]
Marks = bytes | bytearray
"""One byte a word, 0 or 1: as `Flags`, quicker to look at a word at a time."""

_NOTHING = Verdict(False, None, ())


def find_reuse(
    text: str,
    *,
    own: Index,
    others: Index | None = None,
    zones: Sequence[Zone] = (),
    allowed: Sequence[str] = (),
) -> Verdict:
    """What of `text` also stands in the same client's texts (`own`) or in other clients' (`others`, one id a client).

    Every place in the verdict counts code points of `text`, or of the source text, end exclusive; passages come in the
    order of the text and never overlap. The same arguments give the same verdict, in any process.

    A passage that reaches over the edge of a zone is split there, and each part has to stand on its own: routine
    beside it never makes narrative reused, nor narrative routine. Where zones overlap the later one holds. `allowed`
    lines count neither for nor against; nor do phrases that three or more texts of `others` share, except that a text
    taken over as a whole (`clone`) knows no such discount. A passage of another client's text needs fifteen words, one
    of the client's own seven. Phrases that the trade shares tell next to nothing, but a sentence of ten words of the
    client's own, whole and to the letter, is that sentence. Work and memory grow with `text`, hardly with the number of
    texts.

    Raises `Changed` when a source that is read again for its places is no longer the text that was taken in.
    """
    words = fold(text)
    if not len(words):
        return _NOTHING
    free = ~allowed_words(words, tuple(allowed))
    plain_bits = np.where(free, surprise(words, own, None), 0.0)
    segments = own.segments + (others.segments if others is not None else ())
    found = chains(words, plain_bits, segments, 0)
    if not found:
        return _NOTHING
    bits = plain_bits
    if others is not None:
        bits = np.where(free & ~stock(words, others, plain_bits), surprise(words, own, others), 0.0)
    to_the_letter = np.where(bits > 0.0, surprise(words, own, others, trade=False), 0.0).tolist()
    routine = _routine(words, zones)
    worth = plain_bits.tolist()
    stretches = [
        stretch
        for chain in worth_aligning(found, len(words))
        for stretch in aligned(chain, words, worth, segments[chain.segment])
    ]
    passages = _passages(
        stretches, words, segments, bits.tolist(), to_the_letter, worth, routine.tobytes(), len(own.segments)
    )
    narrative = free & ~routine
    clone = clone_of(stretches, words, segments, narrative, narrative & (bits >= TELLING), worth, len(own.segments))
    refused = clone is not None or any(passage.matter == "narrative" for passage in passages)
    return Verdict(refused, clone, tuple(passages))


def _routine(words: Folded, zones: Sequence[Zone]) -> Flags:
    """Which words are routine; a word belongs to the zone that its first letter stands in."""
    marked = np.zeros(len(words), bool)
    for zone in zones:
        inside = (words.starts >= zone.start) & (words.starts < zone.end)
        marked[inside] = zone.matter == "routine"
    return marked


def _passages(
    stretches: list[Stretch],
    words: Folded,
    segments: Sequence[Segment],
    bits: list[float],
    to_the_letter: list[float],
    worth: list[float],
    routine: bytes,
    own: int,
) -> list[Passage]:
    """The passages that stand, the strongest source for every stretch, none over another, in the order of the text."""
    taken = bytearray(len(words))

    def strength(stretch: Stretch) -> tuple[float, bool, int, int]:
        score = evidence(stretch.pairs, bits, words, segments[stretch.segment].words)
        # Between equal sources: the client's own, then the latest.
        return (
            score.bits - 2.0 * (score.span - score.shared),
            stretch.segment < own,
            stretch.segment,
            stretch.pairs[0][1],
        )

    chosen: list[Passage] = []
    for stretch in sorted(stretches, key=strength, reverse=True):
        there = segments[stretch.segment].words
        for part in _parts(stretch, taken, routine):
            stranger = stretch.segment >= own
            core = within_sentences(_without_silent_ends(part, bits), bits, words, there)
            if not core or not evidence(core, bits, words, there).stands(stranger=stranger):
                # A client's own sentence, whole and to the letter, is that sentence, though the trade has its phrases.
                core = within_sentences(_without_silent_ends(part, to_the_letter), to_the_letter, words, there)
                score = evidence(core, to_the_letter, words, there) if core and not stranger else None
                if score is None or not (score.is_a_sentence and score.stands(stranger=False)):
                    continue
            part = to_the_sentence(core, part, worth, words)
            first, last = part[0][0], part[-1][0]
            taken[first : last + 1] = b"\1" * (last + 1 - first)
            chosen.append(_passage(part, words, segments[stretch.segment], bool(routine[first])))
    return sorted(chosen, key=lambda passage: passage.start)


def _parts(stretch: Stretch, taken: Marks, routine: Marks) -> Iterator[list[tuple[int, int]]]:
    """`stretch` without what a stronger source accounts for, split where the matter changes."""
    part: list[tuple[int, int]] = []
    for pair in stretch.pairs:
        at = pair[0]
        if part and (1 in taken[part[-1][0] : at + 1] or len(set(routine[part[-1][0] : at + 1])) > 1):
            yield part
            part = []
        if not taken[at]:
            part.append(pair)
    if part:
        yield part


def _without_silent_ends(part: list[tuple[int, int]], bits: list[float]) -> list[tuple[int, int]]:
    """`part` without words at its ends that are allowed or stock."""
    telling = [number for number, (at, _) in enumerate(part) if bits[at] > 0]
    return part[telling[0] : telling[-1] + 1] if telling else []


def _passage(part: list[tuple[int, int]], words: Folded, segment: Segment, routine: bool) -> Passage:
    first, last = part[0], part[-1]
    there = segment.letters(first[1], last[1])
    return Passage(
        start=int(words.starts[first[0]]),
        end=int(words.ends[last[0]]),
        source=segment.names[segment.text_at(first[1])],
        source_start=int(there.starts[0]),
        source_end=int(there.ends[-1]),
        kind="verbatim" if _to_the_letter(part, words, there) else "edited",
        matter="routine" if routine else "narrative",
        words=last[0] - first[0] + 1,
        same=len(part),
    )


def _to_the_letter(part: list[tuple[int, int]], words: Folded, there: Letters) -> bool:
    if any((at + 1, opposite + 1) != after for (at, opposite), after in pairwise(part)):
        return False
    first, last = part[0][0], part[-1][0]
    return bool(
        np.array_equal(words.raw[first : last + 1], there.raw)
        and np.array_equal(words.gaps[first + 1 : last + 1], there.gaps[1:])
    )
