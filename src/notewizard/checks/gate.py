"""The one scan over a text: where does any rule's literal stand?

The text is taken apart into words and signs once, and each is looked up among the first words of thousands of
literals; from there each next word leads to the literals that go on with it. Nothing is compiled, and what stands
behind a first word is laid out when it is first met, since most never are: rules are ready as soon as they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from notewizard.checks.literals import end_of, first_token
from notewizard.checks.spread import Spread
from notewizard.checks.tokens import starts_of, tokens_in
from notewizard.checks.words import TOKEN


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


Literal = tuple[str, tuple[Head, ...]]


class Behind:
    """The literals that begin with the same words: those that end here, and by their next word those that go on."""

    __slots__ = ("further", "here")

    def __init__(self) -> None:
        self.here: tuple[Literal, ...] = ()
        self.further: dict[str, Behind] = {}

    def add(self, literal: Literal, tokens: Sequence[str]) -> None:
        """Put `literal` where `tokens`, its words behind these, lead."""
        node = self
        for token in tokens:
            node = node.further.setdefault(token, Behind())
        node.here = (*node.here, literal)

    def literals(self) -> Iterator[Literal]:
        """Every literal with its heads."""
        yield from self.here
        for each in self.further.values():
            yield from each.literals()


def behind(literals: Mapping[str, Sequence[Head]]) -> Behind:
    """All of `literals`, which begin with one word."""
    root = Behind()
    for literal, heads in literals.items():
        root.add((literal, tuple(heads)), TOKEN.findall(literal)[1:])
    return root


class Gate:
    """Every literal of a set of rules."""

    def __init__(self, literals: Mapping[str, str], lay_out: Callable[[str], Mapping[str, Sequence[Head]]]) -> None:
        """`literals`: by their first word, as text that `lay_out` reads."""
        self._behind: dict[str, Behind | str] = {**literals}
        self._lay_out = lay_out

    @classmethod
    def of(cls, pairs: Sequence[tuple[str, Head]]) -> Gate:
        """The gate of literals with a head each."""
        by_first: dict[str, dict[str, list[Head]]] = {}
        for literal, head in pairs:
            by_first.setdefault(first_token(literal), {}).setdefault(literal, []).append(head)
        return cls({first: first for first in by_first}, by_first.__getitem__)

    def _behind_word(self, word: str) -> Behind:
        known = self._behind[word]
        if isinstance(known, str):
            known = self._behind[word] = behind(self._lay_out(known))
        return known

    def hits(self, folded: str) -> Iterator[Met]:
        """Every trigger in `folded`, overlapping ones too, by where the literal stands that the gate looks for."""
        tokens = tokens_in(folded)
        tokens.append("")
        starts: list[int] = []
        for number, first in enumerate(map(self._behind.get, tokens)):
            if first is None:
                continue
            if isinstance(first, str):
                first = self._behind_word(tokens[number])
            deeper = first.further.get(tokens[number + 1])
            literals: Sequence[Literal]
            if deeper is not None:
                literals = _standing(first, deeper, tokens, number + 2)
            elif first.here:
                literals = first.here
            else:
                continue
            for literal, heads in literals:
                close = [head for head in heads if head.spread is None or head.spread.may_stand(tokens, number)]
                if not close:
                    continue
                # Only here is it seen what stands between the words: most triggers with gaps are ruled out before.
                starts = starts or starts_of(folded, tokens)
                start = starts[number]
                end = start + len(literal) if deeper is None else _end(literal, folded, start)
                if end < 0:
                    continue
                for head in close:
                    if head.spread is None:
                        yield Met(head, start, start, end)
                    elif place := head.spread.around(folded, tokens, starts, number, end):
                        yield Met(head, *place)

    def literals(self) -> Iterator[tuple[str, Head]]:
        """Every literal with each of its heads."""
        for word in [*self._behind]:
            for literal, heads in self._behind_word(word).literals():
                for head in heads:
                    yield literal, head


def _standing(first: Behind, second: Behind, tokens: Sequence[str], number: int) -> list[Literal]:
    """The literals whose words are those of `first`, `second` and of the tokens from `number` on, longest first."""
    found = [*second.here, *first.here]
    while second.further and (deeper := second.further.get(tokens[number])) is not None:
        second = deeper
        found[:0] = second.here
        number += 1
    return found


def _end(literal: str, folded: str, start: int) -> int:
    """Where `literal` ends that begins at `start`; -1 where it does not stand whole."""
    if start and folded[start - 1] == "_" and literal[0].isalnum():
        return -1
    return end_of(literal, folded, start, len(folded))
