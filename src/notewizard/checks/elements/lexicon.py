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


class _Phrase(NamedTuple):
    topic: str
    rest: tuple[str, ...]


class Lexicon:
    """Topics by their words.

    The words of a topic are apart by white space; `_` joins the words of a phrase ("next_session"), and `*` at the end
    of a word stands for any ending ("suicid*").
    """

    def __init__(self, topics: Mapping[str, str]) -> None:
        self._whole: dict[str, list[_Phrase]] = {}
        self._begun: dict[str, list[_Phrase]] = {}
        for topic, words in topics.items():
            for phrase in words.split():
                first, *rest = phrase.split("_")
                where = self._begun if first.endswith("*") else self._whole
                where.setdefault(first.rstrip("*"), []).append(_Phrase(topic, tuple(rest)))
        self._starting = lru_cache(maxsize=8192)(self._look_up)

    def mentions(self, words: list[Word]) -> Iterator[Mention]:
        """Every mention of a topic, by where it begins."""
        for at, word in enumerate(words):
            for topic, rest in self._starting(word.text):
                if not rest:
                    yield Mention(topic, word.start, word.end)
                elif all(map(_is, words[at + 1 : at + 1 + len(rest)], rest)) and len(words) > at + len(rest):
                    yield Mention(topic, word.start, words[at + len(rest)].end)

    def _look_up(self, word: str) -> tuple[_Phrase, ...]:
        found = list(self._whole.get(word, ()))
        for length in range(1, len(word) + 1):
            found += self._begun.get(word[:length], ())
        return tuple(found)


def words_in(folded: str, start: int, end: int) -> list[Word]:
    """The words of a stretch of folded text, without the signs at their ends."""
    found = []
    for word in _WORD.finditer(folded, start, end):
        bare = word[0].rstrip(_LOOSE)
        found.append(Word(bare, word.start(), word.start() + len(bare)))
    return found


def _is(word: Word, wanted: str) -> bool:
    return word.text.startswith(wanted[:-1]) if wanted.endswith("*") else word.text == wanted
