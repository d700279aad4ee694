"""What is known of each word, read when the word is first met: a text holds few of thousands of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Known = TypeVar("Known")

MOST = 50_000
"""So many words are remembered, known ones and others; no text may fill the memory with more."""


class KeptWords(dict[str, Known]):
    """A mapping that has an answer for every word, and finds it at once the second time."""

    def __init__(self, kept: Mapping[str, Any], read: Callable[[Any], Known], unknown: Known) -> None:
        """`read` makes of what is kept for a word what is known of it; `unknown` is said of all others."""
        super().__init__()
        self.kept = kept
        self._read = read
        self._unknown = unknown

    def __missing__(self, word: str) -> Known:
        if word in self.kept:
            known = self[word] = self._read(self.kept[word])
            return known
        if len(self) < MOST:
            self[word] = self._unknown
        return self._unknown
