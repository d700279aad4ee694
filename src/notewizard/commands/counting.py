"""Numbers with their noun, as a sentence says them."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """ "1 note", "3 notes", "no notes"; `plural` for nouns that do not just take an s."""
    return f"{number or 'no'} {noun if number == 1 else plural or noun + 's'}"
