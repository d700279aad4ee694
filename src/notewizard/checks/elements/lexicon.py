"""Words and phrases → what they are about: one look at each word of a text, however many phrases there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from notewizard.checks.late import late

_WORD = late(r"[a-z0-9#][\w'&/+.#-]*")
_LOOSE = "'./-&+"


class Word(NamedTuple):
    """A word of a folded text."""

    text: str
    start: int
    end: int


class Mention(NamedTuple):
    """A topic, and where in the text it is named."""

    topic: str
    start: int
    end: int


class Lexicon:
    """Topics by their words.

    The words of a topic are apart by white space; `_` joins the words of a phrase ("next_session"), and `*` at the end
    of a word stands for any ending ("suicid*").
    """

    def __init__(self, topics: Mapping[str, str]) -> None:
        self._whole: dict[str, list[tuple[str, str]]] = {}
        self._begun: dict[str, list[tuple[str, str]]] = {}
        for topic, words in topics.items():
            for phrase in words.split():
                first, _, rest = phrase.partition("_")
                where = self._whole
                if first[-1] == "*":
                    where, first = self._begun, first[:-1]
                if first in where:
                    where[first].append((topic, rest))
                else:
                    where[first] = [(topic, rest)]
        self._longest = max(map(len, self._begun), default=0)
        self._starting = lru_cache(maxsize=8192)(self._look_up)

    def mentions(self, words: list[Word]) -> Iterator[Mention]:
        """Every mention of a topic, by where it begins."""
        for at, word in enumerate(words):
            for topic, rest in self._starting(word.text):
                if not rest:
                    yield Mention(topic, word.start, word.end)
                elif all(map(_is, words[at + 1 : at + 1 + len(rest)], rest)) and len(words) > at + len(rest):
                    yield Mention(topic, word.start, words[at + len(rest)].end)

    def _look_up(self, word: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The topics of which a phrase begins with `word`, each with the words of that phrase behind it."""
        found = [*self._whole.get(word, ())]
        # No longer than the longest that stands for any ending: a word may be as long as a text.
        for length in range(1, min(len(word), self._longest) + 1):
            found += self._begun.get(word[:length], ())
        return tuple((topic, tuple(rest.split("_")) if rest else ()) for topic, rest in found)


def words_in(folded: str, start: int, end: int) -> list[Word]:
    """The words of a stretch of folded text, without the signs at their ends."""
    found = []
    for word in _WORD.finditer(folded, start, end):
        bare = word[0].rstrip(_LOOSE)
        found.append(Word(bare, word.start(), word.start() + len(bare)))
    return found


def _is(word: Word, wanted: str) -> bool:
    return word.text.startswith(wanted[:-1]) if wanted.endswith("*") else word.text == wanted
