"""The one question of this package: which stretches of a text stand in other texts, and is any of them narrative?

The steps are those of sequence search: words folded into classes; shared pairs and runs of three as seeds; seeds along
a diagonal as chains; chains verified word against word by a longest common subsequence, as the studies of copied
clinical notes align them (Wrenn 2010, JAMIA 17:49; Zhang 2011, AMIA); and each stretch weighed by the bits of surprise
of its words. What everybody writes is left out before it is weighed (`stock`), and a passage ends where its sentences
end (`ends`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from notewizard.reuse.alignment import aligned
from notewizard.reuse.allowed import allowed_words
from notewizard.reuse.chains import chains, worth_aligning
from notewizard.reuse.clone import clone_of
from notewizard.reuse.evidence import TELLING
from notewizard.reuse.folding import Folded, fold
from notewizard.reuse.habits import habits_of
from notewizard.reuse.index import Index
from notewizard.reuse.passages import Weights, passages_of
from notewizard.reuse.stock import stock
from notewizard.reuse.surprise import reader_of
from notewizard.reuse.verdict import Verdict, Zone

Flags = npt.NDArray[np.bool_]
_NOTHING = Verdict(False, None, ())


def find_reuse(
    text: str,
    *,
    own: Index,
    others: Index | None = None,
    zones: Sequence[Zone] = (),
    allowed: Sequence[str] = (),
) -> Verdict:
    """What of `text` also stands in the same client's texts (`own`) or in other clients' (`others`).

    Every place in the verdict counts code points of `text`, or of the source text, end exclusive; passages come in the
    order of the text and never overlap. The same arguments give the same verdict, in any process.

    A passage is found whatever it is about, and refused only for narrative: a stretch in no zone of routine that tells
    enough to stand on its own. Routine beside it never makes narrative refused, nor narrative routine. A passage that
    is routine, that the trade's phrases account for, or that is too short to be sure of, is of matter `routine`. Where
    zones overlap the later one holds.

    `allowed` lines count neither for nor against; nor do phrases that three or more owners of `others` (one a client)
    share, except that a text taken over as a whole (`clone`) knows no such discount. A passage of another client's text
    needs fifteen words, one of the client's own seven. Phrases that the trade shares tell next to nothing, but a
    sentence of ten words of the client's own, whole and to the letter, is that sentence. Work and memory grow with
    `text`, hardly with the number of texts.

    Raises `Changed` when a source that is read again for its places is no longer the text that was taken in.
    """
    words = fold(text)
    if not len(words):
        return _NOTHING
    free = ~allowed_words(words, tuple(allowed))
    reader = reader_of(words, own)
    plain = reader.surprise()
    worth = np.where(free, plain.to_the_letter, 0.0)
    segments = own.segments + (others.segments if others is not None else ())
    found = chains(words, worth, segments, 0)
    if not found:
        return _NOTHING
    telling, anybodys = plain, ~free
    habits = habits_of(words, others)
    if habits is not None:
        telling, anybodys = reader.surprise(habits), ~free | stock(words, habits, np.where(free, plain.told, 0.0))
    told, to_the_letter = (np.where(anybodys, 0.0, bits) for bits in (telling.told, telling.to_the_letter))
    routine = _routine(words, zones)
    weights = Weights(worth.tolist(), told.tolist(), to_the_letter.tolist(), routine.tobytes(), len(own.segments))
    stretches = [
        stretch
        for chain in worth_aligning(found, len(words))
        for stretch in aligned(chain, words, weights.worth, segments[chain.segment])
    ]
    narrative = free & ~routine
    told_plainly = np.where(free, plain.told, 0.0).tolist()
    clone = clone_of(
        stretches, words, segments, free, narrative, narrative & (told >= TELLING), told_plainly, weights.own
    )
    passages = passages_of(stretches, words, segments, weights, clone)
    refused = clone is not None or any(passage.matter == "narrative" for passage in passages)
    return Verdict(refused, None if clone is None else segments[clone[0]].names[clone[1]], tuple(passages))


def _routine(words: Folded, zones: Sequence[Zone]) -> Flags:
    """Which words are routine; a word belongs to the zone that its first letter stands in."""
    marked = np.zeros(len(words), bool)
    for zone in zones:
        inside = (words.starts >= zone.start) & (words.starts < zone.end)
        marked[inside] = zone.matter == "routine"
    return marked
