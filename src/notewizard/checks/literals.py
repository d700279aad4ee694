"""Plain words looked for at one place of a folded text, without a pattern to compile: most are looked for once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from notewizard.checks.words import TOKEN

_NEXT = re.compile(r"\s*([^\W_]+|[^\w\s]|_)")

BETWEEN = "S"
"""What stands between strings that are kept as one: they are in lower case, so no capital is in them."""
_GROUP = "G"


class Literals:
    """Strings of which one may stand at a place."""

    number = -1
    """Which of the segments that are known by their traces."""

    @property
    def bit(self) -> int:
        """Of all segments with traces, its own."""
        return 1 << self.number

    def __init__(self, strings: Iterable[str]) -> None:
        self._given = strings
        self._laid_out: dict[str, tuple[bool, dict[str, tuple[str, ...]]]] = {}

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """The strings."""
        return tuple(self._given)

    @cached_property
    def by_first(self) -> dict[str, Sequence[str]]:
        """By their first word or sign: those that begin with it."""
        found: dict[str, list[str]] = {}
        for each in self.strings:
            found.setdefault(first_token(each), []).append(each)
        return {**found}

    def _behind(self, first: str) -> tuple[bool, dict[str, tuple[str, ...]]] | None:
        """Whether the word `first` is one of them alone, and those that begin with it and go on, by their second."""
        known = self._laid_out.get(first)
        if known is None and first in self.by_first:
            alone, longer = False, dict[str, tuple[str, ...]]()
            for each in sorted(self.by_first[first], key=len, reverse=True):
                if each == first:
                    alone = True
                    continue
                second = _NEXT.match(each, len(first))
                assert second is not None
                longer[second[1]] = (*longer.get(second[1], ()), each)
            known = self._laid_out[first] = alone, longer
        return known

    @cached_property
    def openings(self) -> frozenset[str]:
        """The words and signs that begin one of them."""
        return frozenset(self.by_first)

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
        those = self._behind(first[0]) if first else None
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
    """Literals that were written down by their first words: laid out when first needed."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(())
        self.number = number
        self._text = text

    @cached_property
    def by_first(self) -> dict[str, Sequence[str]]:
        """By their first word or sign: those that begin with it."""
        return {first: those.split(BETWEEN) for first, those in self._groups}

    @cached_property
    def _groups(self) -> list[list[str]]:
        return [each.split(BETWEEN, 1) for each in self._text.split(_GROUP)[1:]]

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """The strings."""
        return tuple(each for those in self.by_first.values() for each in those)

    @cached_property
    def longest(self) -> int:
        """How many words and signs the longest has."""
        return int(self._text[: self._text.index(_GROUP)])


def kept(literals: Literals) -> str:
    """What `KeptLiterals` reads."""
    groups = (BETWEEN.join((first, *those)) for first, those in literals.by_first.items())
    return _GROUP.join((str(literals.longest), *groups))


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
