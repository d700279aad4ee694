"""The one scan over a text: where does any rule's literal stand?

The text is taken apart into words and signs once. A literal is known by the two neighbors in it that are likely to be
met least, so that most text leads nowhere; where one goes on after a gap, a word of each of its other parts has to
stand near. Nothing is compiled, and what stands behind a word is laid out when it is first met, since most never are:
rules are ready as soon as they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, count, islice
from operator import itemgetter
from typing import NamedTuple

from notewizard.checks.kept_words import KeptWords
from notewizard.checks.literals import end_of
from notewizard.checks.spread import Spread
from notewizard.checks.tokens import tokens_in
from notewizard.checks.traces import Nearby, Traces
from notewizard.checks.words import rarest_pair


class Head(NamedTuple):
    """What a literal leads to."""

    rule: int
    """Which rule, by number."""
    spread: Spread | None
    """The whole trigger, for one with gaps: the literal is a segment of it."""
    replace: str
    """For a swap, the better words."""


class Met(NamedTuple):
    """A trigger in a text."""

    head: Head
    start: int
    last: int
    """Where its last segment begins: `start`, unless it has gaps."""
    end: int


Heads = tuple[tuple[int, Head], ...]
"""Heads, each with the parts of its trigger that have to stand near the literal, a bit each (`traces`)."""


class Literal(NamedTuple):
    """A literal of several words."""

    text: str
    words: tuple[str, ...]
    """Its words and signs."""
    pair: int
    """Which of its words is the first of the two that it is known by."""
    heads: Heads


Alone = KeptWords[Heads]
"""What a literal of one word leads to."""
Pairs = KeptWords[dict[str, tuple[Literal, ...] | str]]
"""By a word and the next: the literals known by them, or the text that they are read from."""


class Gate:
    """Every literal of a set of rules."""

    def __init__(
        self, alone: Alone, pairs: Pairs, traces: Traces, read: Callable[[str], tuple[Literal, ...]] = lambda text: ()
    ) -> None:
        """`read` lays out the literals that `pairs` holds as text."""
        self._alone = alone
        self._pairs = pairs
        self._read = read
        self.traces = traces
        """By which words the parts of its triggers with gaps are known to be near."""

    @classmethod
    def of(cls, given: Sequence[tuple[str, Head]]) -> Gate:
        """The gate of literals with a head each."""
        traces = Traces.of([head.spread for _, head in given if head.spread is not None])
        heads: dict[str, list[Head]] = {}
        for literal, head in given:
            heads.setdefault(literal, []).append(head)
        alone: dict[str, Heads] = {}
        pairs: dict[str, dict[str, tuple[Literal, ...] | str]] = {}
        for text, those in heads.items():
            words = tuple(tokens_in(text))
            if len(words) == 1:
                alone[text] = with_needs(those)
            else:
                at = rarest_pair(words)
                seconds = pairs.setdefault(words[at], {})
                known = seconds.get(words[at + 1], ())
                assert isinstance(known, tuple)
                seconds[words[at + 1]] = (*known, Literal(text, words, at, with_needs(those)))
        return cls(KeptWords(alone, tuple, ()), KeptWords(pairs, dict, {}), traces)

    def hits(self, folded: str) -> Iterator[Met]:
        """Every trigger in `folded`, overlapping ones too, by where the literal stands that the gate looks for."""
        tokens = tokens_in(folded)
        nearby = Nearby(self.traces, folded, tokens)
        past, missing = -1, 0
        for number, size, text, heads in self._standing(tokens):
            if number > past:
                past, missing = nearby.go_to(number)
            for needs, head in heads:
                # Most triggers with gaps are ruled out here, before it is seen what stands between the words.
                if needs & missing:
                    continue
                spread = head.spread
                if spread is not None and not nearby.may_stand(spread, number, -size):
                    continue
                start = nearby.start(number)
                end = start + len(text) if size == -1 else _end(text, folded, start)
                if end < 0:
                    break
                if spread is None:
                    yield Met(head, start, start, end)
                elif place := nearby.place(spread, number, end):
                    yield Met(head, *place)

    def _standing(self, tokens: list[str]) -> list[tuple[int, int, str, Heads]]:
        """The literals whose words stand in `tokens`: with which they begin, less how many they are, text and heads.

        By their place, the longest first.
        """
        alone, pairs = self._alone, self._pairs
        found = [
            (number, -1, tokens[number], alone[tokens[number]])
            for number in compress(count(), map(alone.__getitem__, tokens))
        ]
        seconds = map(pairs.__getitem__, tokens)
        for number in compress(count(), map(dict.get, seconds, islice(tokens, 1, None))):
            for text, words, pair, heads in self._known_by(tokens[number], tokens[number + 1]):
                start, size = number - pair, len(words)
                if size == 2 or (start >= 0 and tuple(tokens[start : start + size]) == words):
                    found.append((start, -size, text, heads))
        # Literals of the same words keep their order.
        found.sort(key=_place)
        return found

    def _known_by(self, first: str, second: str) -> tuple[Literal, ...]:
        seconds = self._pairs[first]
        known = seconds[second]
        if isinstance(known, str):
            known = seconds[second] = self._read(known)
        return known

    def literals(self) -> Iterator[tuple[str, Head]]:
        """Every literal with each of its heads."""
        for word in self._alone.kept:
            for _, head in self._alone[word]:
                yield word, head
        for first in self._pairs.kept:
            for second in [*self._pairs[first]]:
                for literal in self._known_by(first, second):
                    for _, head in literal.heads:
                        yield literal.text, head


def with_needs(heads: Iterable[Head]) -> Heads:
    """Each of `heads` with what has to stand near its literal."""
    return tuple((0 if head.spread is None else head.spread.needs, head) for head in heads)


_place = itemgetter(0, 1)


def _end(literal: str, folded: str, start: int) -> int:
    """Where `literal` ends that begins at `start`; -1 where it does not stand whole."""
    if start and folded[start - 1] == "_" and literal[0].isalnum():
        return -1
    return end_of(literal, folded, start, len(folded))
