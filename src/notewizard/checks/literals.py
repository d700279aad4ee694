"""Plain words looked for at one place of a folded text, without a pattern to compile: most are looked for once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from notewizard.checks.words import TOKEN

_NEXT = re.compile(r"\s*([^\W_]+|[^\w\s]|_)")

BETWEEN = "¦"
"""What stands between strings that are kept as one; JSON reads it without an escape, and no phrase holds it."""


class Literals:
    """Strings of which one may stand at a place."""

    def __init__(self, strings: Iterable[str]) -> None:
        self._given = strings

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """The strings."""
        return tuple(self._given)

    @cached_property
    def by_first(self) -> dict[str, tuple[bool, dict[str, tuple[str, ...]]]]:
        """By their first word or sign: whether it is one of them alone, and those that go on, by their second."""
        alone: set[str] = set()
        longer: dict[str, dict[str, tuple[str, ...]]] = {}
        for each in sorted(self.strings, key=len, reverse=True):
            first, *others = TOKEN.findall(each)
            those = longer.setdefault(first, {})
            if others:
                those[others[0]] = (*those.get(others[0], ()), each)
            else:
                alone.add(first)
        return {first: (first in alone, those) for first, those in longer.items()}

    @cached_property
    def openings(self) -> frozenset[str]:
        """The words and signs that begin one of them."""
        return frozenset(map(first_token, self.strings))

    @cached_property
    def has_signs(self) -> bool:
        """Whether one of them begins with a sign."""
        return not all(each[0].isalnum() for each in self.openings)

    @cached_property
    def longest(self) -> int:
        """How many words and signs the longest has."""
        return max(len(TOKEN.findall(each)) for each in self.strings)

    def ends(self, folded: str, at: int, limit: int) -> Sequence[int]:
        """Where those that stand at `at` end, the longest first; nothing behind `limit` is seen."""
        first = TOKEN.match(folded, at, limit)
        those = self.by_first.get(first[0]) if first else None
        if first is None or those is None or not begins_at(folded, at):
            return ()
        alone, longer = those
        found: list[int] = []
        if longer:
            second = _NEXT.match(folded, first.end(), limit)
            for each in longer.get(second[1], ()) if second else ():
                end = end_of(each, folded, at, limit)
                if end >= 0:
                    found.append(end)
        if alone:
            end = first.end()
            if end == limit or folded[end] != "_" or not first[0].isalnum():
                found.append(end)
        return found


class KeptLiterals(Literals):
    """Literals whose strings, and what is asked of all of them, were written down: laid out when first needed."""

    def __init__(self, longest: int, openings: str, strings: str) -> None:
        super().__init__(())
        self._longest, self._openings, self._strings = longest, openings, strings

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """The strings."""
        return tuple(self._strings.split(BETWEEN))

    @cached_property
    def openings(self) -> frozenset[str]:
        """The words and signs that begin one of them."""
        return frozenset(self._openings.split(BETWEEN))

    @cached_property
    def longest(self) -> int:
        """How many words and signs the longest has."""
        return self._longest


def kept(literals: Literals) -> tuple[int, str, str]:
    """What `KeptLiterals` reads."""
    return literals.longest, BETWEEN.join(sorted(literals.openings)), BETWEEN.join(literals.strings)


def first_token(string: str) -> str:
    """The word or sign that `string` begins with."""
    first = TOKEN.match(string)
    return first[0] if first else string


def begins_at(folded: str, at: int) -> bool:
    """Whether a word may begin at `at`, or what stands there is a sign."""
    return not (at and (folded[at - 1] == "_" or folded[at - 1].isalnum()) and folded[at].isalnum())


def end_of(string: str, folded: str, at: int, limit: int) -> int:
    """Where `string` ends that begins at `at`, with any white space for a space; -1 where it does not stand whole."""
    end = at + len(string)
    if not folded.startswith(string, at):
        if " " not in string:
            return -1
        end = at
        for word in string.split(" "):
            if end > at:
                space = end
                while folded[end : end + 1].isspace():
                    end += 1
                if end == space:
                    return -1
            if not folded.startswith(word, end):
                return -1
            end += len(word)
    if end >= limit:
        return end if end == limit else -1
    # A word that ends in a letter must end there; one that ends in a sign ("???") may touch what follows.
    return -1 if string[-1].isalnum() and (folded[end].isalnum() or folded[end] == "_") else end
