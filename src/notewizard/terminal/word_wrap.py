"""The input line breaks between words: a word that would be parted at the end of a row begins the next one.

prompt_toolkit parts a line wherever the row is full. Blanks that are only drawn fill the row up before such a word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.utils import get_cwidth

BEFORE = 2
"""Columns of the sign before each row."""
WORD = re.compile(r"\S+|\s+")


class WordWrap(Processor):
    """Fills rows up with blanks; what is typed stays as it is."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        given = transformation_input
        fills = filled(fragment_list_to_text(given.fragments), given.width - BEFORE)
        if not fills:
            return Transformation(given.fragments)
        places = [place for place, _ in fills]
        sums = [0]
        for _, blanks in fills:
            sums.append(sums[-1] + blanks)
        shown = [place + before for place, before in zip(places, sums[1:], strict=True)]

        def to_display(place: int) -> int:
            return place + sums[bisect_right(places, place)]

        def to_source(column: int) -> int:
            done = bisect_right(shown, column)
            # In the blanks before a word one stands before the word.
            return min(column - sums[done], places[done]) if done < len(places) else column - sums[done]

        return Transformation(_with_blanks(given.fragments, fills), to_display, to_source)


def _with_blanks(fragments: StyleAndTextTuples, fills: tuple[tuple[int, int], ...]) -> StyleAndTextTuples:
    pieces: StyleAndTextTuples = []
    left, at = list(fills), 0
    for fragment in fragments:
        style, text = fragment[0], fragment[1]
        begins = at
        while left and left[0][0] < begins + len(text):
            place, blanks = left.pop(0)
            pieces += [(style, text[at - begins : place - begins]), ("", " " * blanks)]
            at = place
        pieces.append((style, text[at - begins :]))
        at = begins + len(text)
    return pieces


@lru_cache(maxsize=64)
def filled(text: str, room: int) -> tuple[tuple[int, int], ...]:
    """The places before which blanks fill a row of `room` columns, each with how many; empty for a short text."""
    if len(text) * 2 <= room or room < 1:
        return ()
    fills: list[tuple[int, int]] = []
    column = 0
    for found in WORD.finditer(text):
        wide = get_cwidth(found[0])
        if not found[0].isspace() and column + wide > room and column and wide <= room:
            fills.append((found.start(), room - column))
            column = 0
        column = (column + wide) % room if column + wide >= room else column + wide
    return tuple(fills)
