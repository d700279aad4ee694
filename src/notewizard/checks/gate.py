"""The one scan over a text: where does any rule's literal stand?

The text is taken apart into words and signs once, and each is looked up among the first words of thousands of
literals; what begins a literal of several words is looked at only where its second word follows. Patterns are compiled
behind a first word when it is first met, since most never are, so a pack of rules is ready as soon as it is sorted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from notewizard.checks.trie import factored
from notewizard.checks.words import PIECE, TOKEN, Frame


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

    @cached_property
    def seconds(self) -> frozenset[str]:
        """What may follow the first word in those of several."""
        tokens = [TOKEN.findall(literal) for literal in self.heads]
        return frozenset(each[1] for each in tokens if len(each) > 1)

    @cached_property
    def alone(self) -> tuple[Head, ...]:
        """The heads of the one that is a single word."""
        return tuple(
            head for literal, heads in self.heads.items() if len(TOKEN.findall(literal)) == 1 for head in heads
        )

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
        for literal, head in literals:
            first = TOKEN.match(literal)
            behind = self.behind.setdefault(first[0] if first else literal, Behind())
            behind.heads.setdefault(literal, []).append(head)

    def hits(self, folded: str) -> Iterator[tuple[int, int, Head]]:
        """Start, end and head of every literal in `folded`, overlapping ones too.

        A frame is left out where one of its other parts has no first word near.
        """
        pieces = PIECE.findall(folded)
        tokens = list(map(str.rstrip, pieces))
        starts = list(accumulate(map(len, pieces), initial=len(folded) - len(folded.lstrip())))
        tokens.append("")
        for number, behind in enumerate(map(self.behind.get, tokens)):
            if behind is None:
                continue
            start = starts[number]
            if tokens[number + 1] in behind.seconds:
                found = behind.at(folded, start)
            elif behind.alone:
                end = start + len(tokens[number])
                found = ((end, head) for head in behind.alone)
            else:
                continue
            for end, head in found:
                if head.frame is None or head.frame.may_stand(tokens, number):
                    yield start, end, head

    def literals(self) -> Iterator[tuple[str, Head]]:
        """Every literal with each of its heads."""
        for behind in self.behind.values():
            for literal, heads in behind.heads.items():
                for head in heads:
                    yield literal, head
