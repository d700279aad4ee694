"""The one scan over a text: where does any rule's literal stand?

Thousands of literals share some hundreds of openings (their first word or two). One factored pattern over the openings
scans the text; the literals behind an opening are compiled when it is first met, since most never are, so a pack of
rules is ready in a fraction of the time that one pattern over everything would take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from notewizard.checks.trie import factored
from notewizard.checks.words import EVERYDAY, Frame


@dataclass(frozen=True)
class Head:
    """What a literal leads to."""

    rule: int
    """Which rule, by number."""
    frame: Frame | None
    """The whole trigger, for one with gaps: the literal is a segment of it."""
    replace: str
    """For a swap, the better words."""


@dataclass(frozen=True)
class Behind:
    """The literals that begin with one word."""

    heads: dict[str, list[Head]] = field(default_factory=dict)
    nested: dict[str, tuple[tuple[str, Head], ...]] = field(default_factory=dict)
    """For a literal met before, what it begins with."""

    @cached_property
    def longest(self) -> re.Pattern[str]:
        """Matches the longest of them."""
        return re.compile(factored(sorted(self.heads)))

    def at(self, folded: str, start: int) -> Iterator[tuple[int, Head]]:
        """Every literal that stands at `start`, as its end with each of its heads; shorter ones last."""
        found = self.longest.match(folded, start)
        if found is None:
            return
        literal = found[0] if found[0] in self.heads else " ".join(found[0].split())
        nested = self.nested.get(literal)
        if nested is None:
            nested = self.nested[literal] = tuple(self._within(literal))
        for shorter, head in nested:
            yield found.end() if shorter == literal else self._end(folded, start, shorter), head

    def _within(self, literal: str) -> Iterator[tuple[str, Head]]:
        """Each literal that `literal` begins with, itself first, with each of its heads."""
        for length in range(len(literal), 0, -1):
            if length == len(literal) or not (literal[length - 1].isalnum() and literal[length].isalnum()):
                for head in self.heads.get(literal[:length], ()):
                    yield literal[:length], head

    @staticmethod
    def _end(folded: str, start: int, literal: str) -> int:
        if folded.startswith(literal, start):
            return start + len(literal)
        again = re.compile(factored([literal])).match(folded, start)
        return again.end() if again else start + len(literal)


class Gate:
    """Every literal of a set of rules."""

    def __init__(self, literals: Sequence[tuple[str, Head]]) -> None:
        self.behind: dict[str, Behind] = {}
        openings: dict[str, Behind] = {}
        for literal, head in literals:
            first = _first(literal)
            behind = self.behind.setdefault(first, Behind())
            behind.heads.setdefault(literal, []).append(head)
            openings[_opening(literal)] = behind
        self.openings = openings
        self.scan = re.compile(factored(sorted(openings))) if openings else None

    def hits(self, folded: str) -> Iterator[tuple[int, int, Head]]:
        """Start, end and head of every literal in `folded`, overlapping ones too."""
        found = self.scan.search(folded) if self.scan else None
        while found is not None and self.scan is not None:
            start = found.start()
            behind = self.openings.get(found[0]) or self.openings[" ".join(found[0].split())]
            for end, head in behind.at(folded, start):
                yield start, end, head
            found = self.scan.search(folded, start + 1)

    def literals(self) -> Iterator[tuple[str, Head]]:
        """Every literal with each of its heads."""
        for behind in self.behind.values():
            for literal, heads in behind.heads.items():
                for head in heads:
                    yield literal, head


def _first(literal: str) -> str:
    """The first word, or the first sign of a literal that begins with one."""
    word = re.match(r"\w+|\S", literal)
    return word[0] if word else literal


def _opening(literal: str) -> str:
    """What must stand in a text before its literals are looked at: one telling word, or two."""
    if not literal[0].isalnum():
        return literal
    words = literal.split(" ")
    return " ".join(words[: 2 if words[0] in EVERYDAY else 1])
