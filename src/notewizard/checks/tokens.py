"""Folded text → its words and signs, and where each begins."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

from notewizard.checks.words import TOKEN

_APART = tuple((sign, f" {sign} ") for sign in string.punctuation)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


def tokens_in(folded: str) -> list[str]:
    """The words and signs of `folded`, in order.

    Text of plain letters is split at its spaces: several times as fast as a pattern that matches each word.
    """
    if not folded.isascii() or _CONTROL.search(folded):
        return TOKEN.findall(folded)
    for sign, apart in _APART:
        if sign in folded:
            folded = folded.replace(sign, apart)
    return folded.split()


def starts_of(folded: str, tokens: Sequence[str], past: int = 0) -> list[int]:
    """Where in `folded`, from `past` on, each of its `tokens` begins: nothing but white space stands between two."""
    find = folded.find
    return [(past := find(token, past) + len(token)) - len(token) for token in tokens]
