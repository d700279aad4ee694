"""Whether the narrative as a whole is another text's: most of its words stand there in the same order and company."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from notewizard.reuse.alignment import Stretch
from notewizard.reuse.arrays import Flags
from notewizard.reuse.evidence import evidence
from notewizard.reuse.folding import Folded
from notewizard.reuse.segment import Segment

LEAST_WORDS = 32
"""Words of narrative below which a text is an answer, not a note; its passages say enough."""
SHARE = 0.6
SHARE_OF_OWN = 0.6
"""So much of what no form and no habit of the practice accounts for; two notes out of one template share the rest."""
LEAST_OWN = 4
"""Words of one's own below which the share of all words decides alone."""
LEAST_BITS = 20.0
NEARLY_ALL, TERSE_WORDS, LEAST_WORDS_IN_ALL = 0.8, 10, 60
"""A text of so many words, so many of them narrative, is a clone where one source holds nearly all, routine or not."""


def clone_of(
    stretches: Sequence[Stretch],
    words: Folded,
    segments: Sequence[Segment],
    free: Flags,
    narrative: Flags,
    telling: Flags,
    bits: list[float],
    own: int,
) -> tuple[int, int] | None:
    """The source (segment, text of it) that 60 % or more of the narrative words stand in; the one with most, or None.

    Of the `telling` ones, which are no stock phrase, 60 % must stand there too, if there are any to speak of. A terse
    text has little narrative: there four fifths of the `free` words, which are those of no allowed line, must stand in
    the source. Between equal sources the client's own (the first `own` segments), then the latest.
    """
    whole = int(narrative.sum())
    terse = whole < LEAST_WORDS
    if whole < TERSE_WORDS or (terse and free.sum() < LEAST_WORDS_IN_ALL):
        return None
    by_source: dict[tuple[int, int], list[Stretch]] = {}
    for number in {stretch.segment for stretch in stretches}:
        mine = [stretch for stretch in stretches if stretch.segment == number]
        texts = segments[number].texts_at([stretch.pairs[0][1] for stretch in mine])
        for text, stretch in zip(texts, mine, strict=True):
            by_source.setdefault((number, text), []).append(stretch)
    covered: dict[tuple[int, int], Flags] = {}
    for source, some in by_source.items():
        # Not weighed unless all of it were enough: most copied texts are no clones.
        if sum(len(each.pairs) for each in some) < SHARE * whole:
            continue
        marks = _marked(some, len(narrative))
        if (marks & narrative).sum() < SHARE * whole or (terse and (marks & free).sum() < NEARLY_ALL * free.sum()):
            continue
        weighty = [
            each for each in some if evidence(each.pairs, bits, words, segments[each.segment].words).bits >= LEAST_BITS
        ]
        if weighty:
            covered[source] = _marked(weighty, len(narrative))
    enough = SHARE_OF_OWN * int(telling.sum()) if telling.sum() >= LEAST_OWN else 0
    ranked = sorted(
        (
            (int((marks & narrative).sum()), at[0] < own, at)
            for at, marks in covered.items()
            if (marks & telling).sum() >= enough
        ),
        reverse=True,
    )
    if not ranked or ranked[0][0] < SHARE * whole:
        return None
    return ranked[0][2]


def _marked(stretches: Sequence[Stretch], length: int) -> Flags:
    marks = np.zeros(length, bool)
    for stretch in stretches:
        marks[[at for at, _ in stretch.pairs]] = True
    return marks
