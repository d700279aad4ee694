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


def gap(width: int) -> str:
    """A pattern for at most `width` words between two phrases of one sentence."""
    return rf"(?:[^\w.;:!?\n]+[\w'/%-]+){{0,{width}}}?[^\w.;:!?\n]+"


@dataclass(frozen=True)
class Tail:
    """What must follow the first segment of a phrase with gaps; compiled when first met, since most never are."""

    segments: tuple[tuple[str, ...], ...]
    gaps: tuple[int, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches right after the first segment; group 1 is the last segment."""
        *middle, last = [(gap(width), factored(each)) for width, each in zip(self.gaps, self.segments, strict=True)]
        return re.compile("".join(between + words for between, words in middle) + f"{last[0]}({last[1]})")


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
