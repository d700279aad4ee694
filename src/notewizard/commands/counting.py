"""Numbers with their noun, as a sentence says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notewizard.reuse import Passage


def counted(number: int, noun: str, plural: str = "") -> str:
    """ "1 note", "3 notes", "no notes"; `plural` for nouns that do not just take an s."""
    return f"{number or 'no'} {noun if number == 1 else plural or noun + 's'}"


def words_alike(passage: Passage) -> str:
    """ "20 words", "18 of 20 words": how much of a passage stands in its source."""
    return f"{passage.same} of {passage.words} words" if passage.same < passage.words else f"{passage.words} words"
