"""Phrases as a rule writes them → something that finds them in folded text.

`fold` keeps every offset: one character in, one character out. Gaps are bounded, alternatives are factored, and no
pattern repeats a repetition, so every search is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from notewizard.checks.trie import factored
from notewizard.definitions.phrases import Phrase, spell_out

_TYPOGRAPHY = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("‑", "-"), ("\u00a0", " "), ("İ", "i"))


def fold(text: str) -> str:
    """`text` in lower case with plain quotation marks, hyphens and spaces, of exactly the same length."""
    if text.isascii():
        return text.lower()
    for typographic, plain in _TYPOGRAPHY:
        text = text.replace(typographic, plain)
    folded = text.lower()
    # "İ" is the one letter that grows in lower case today; a later Unicode may add another.
    return folded if len(folded) == len(text) else "".join(each.lower()[:1] for each in text)


NEAR = 120
"""How far from its gate segment the rest of a phrase is looked for, in characters."""

_EVERYDAY = (
    "a an the this that these he she they him his her hers them their theirs it its i we me my our you who which"
    " what is are was were be been being am has have had do does did and or but of to in on at by for with from as"
    " into about not no so if then than client patient pt ct client's patient's family friend friends mother"
    " father wife husband partner son daughter mom dad appears seems appeared seemed feels felt good last will"
    " would can may therapist clinician symptoms mood anxiety depression affect 's plan well treatment therapy"
    " week feeling session reviewed discussed normal issues visit problems testing self status reports report"
    " today left presents states continue follow there some more all out positive current present goals doing"
    " going based change twice long alcohol use used using self-esteem always never care contact concerns provided"
    " life better lost back made get got like other time work home"
)
EVERYDAY = frozenset(_EVERYDAY.split())
"""Words in almost every note: a gate made of them would open everywhere."""


def gap(width: int) -> str:
    """A pattern for at most `width` words between two phrases of one sentence.

    What it has taken for a word it never divides again (`*+`): a row of hyphens or quotation marks could be divided
    in more ways than anybody can wait for.
    """
    return rf"(?:[^\w.;:!?\n]++\w[\w'/%-]*+){{0,{width}}}?[^\w.;:!?\n]+"


@dataclass(frozen=True)
class Frame:
    """A phrase with gaps, around the one segment of it that the gate looks for."""

    phrase: Phrase

    @cached_property
    def gate(self) -> int:
        """Which segment is looked for first: the one likely to be met least, by its words and how many they are."""
        often = [len(segment) + 200 * sum(_is_everyday(each) for each in segment) for segment in self.phrase.segments]
        return often.index(min(often))

    @cached_property
    def head(self) -> re.Pattern[str]:
        """Its first segment alone."""
        return re.compile(factored(self.phrase.segments[0]))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The whole phrase, compiled when first met, since most never are; group 1 is its last segment."""
        head, *rest = [factored(each) for each in self.phrase.segments]
        *middle, last = zip((gap(width) for width in self.phrase.gaps), rest, strict=True)
        return re.compile(head + "".join(between + words for between, words in middle) + f"{last[0]}({last[1]})")

    def around(self, folded: str, start: int, end: int) -> re.Match[str] | None:
        """The phrase with its gate segment at `start:end`, or None.

        A phrase whose first segment is the gate begins there and is looked for nowhere else.
        """
        head = self.head.search(folded, start if self.gate == 0 else max(0, start - NEAR), end + NEAR)
        while head is not None and head.start() <= start:
            found = self.pattern.match(folded, head.start(), end + NEAR)
            if found is not None and end <= found.end():
                return found
            head = self.head.search(folded, head.start() + 1, end + NEAR)
        return None


def _is_everyday(literal: str) -> bool:
    return all(word in EVERYDAY for word in literal.split())


def whole(phrases: Sequence[str], classes: Mapping[str, Sequence[str]]) -> re.Pattern[str] | None:
    """One pattern for any of `phrases` (computed ones left out), or None when they hold no words."""
    plain: set[str] = set()
    framed: list[str] = []
    for phrase in phrases:
        for found in () if phrase.startswith("@") else spell_out(phrase, classes):
            if found.gaps:
                framed.append(framed_pattern(found))
            else:
                plain.update(found.segments[0])
    parts = framed + ([factored(sorted(plain))] if plain else [])
    return re.compile("|".join(parts)) if parts else None


def framed_pattern(phrase: Phrase) -> str:
    """The pattern of a phrase with gaps, its first segment included."""
    head, *rest = phrase.segments
    return factored(head) + "".join(gap(width) + factored(each) for width, each in zip(phrase.gaps, rest, strict=True))
