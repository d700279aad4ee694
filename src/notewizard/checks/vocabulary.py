"""The words that narrative and routine are told apart by: `routine.toml`, read once.

Routine is what honest notes repeat because it is the same each week. Each kind has anchors, words that make a stretch
be about it, and company, words that such stretches are otherwise made of.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from notewizard.checks.told import TOLD as TOLD

WORDS_KEPT = 8192
"""For so many different words it is remembered which kinds they belong to."""

_WORD = re.compile(r"[a-z][a-z'&/.+-]*x ?\d|\d[\w./:%×+-]*|[a-z][\w'&/.+-]*[\w+]|[a-z]\b")
_RUN = re.compile(r"[\w']+")
_PLAIN = re.compile(r"[a-z0-9']+")
_STEM = re.compile(r"(?:[a-z0-9|()*+?]|\\w|\?:)+")


@dataclass(frozen=True)
class Kind:
    """One kind of routine; its patterns are compiled when it is first asked for."""

    name: str
    """What it is called when a verdict is explained."""
    anchors: frozenset[str]
    """Anchors that are one word."""
    stems: str
    """Anchors that are one word and its endings, as a pattern."""
    phrases: str
    """Anchors of several words, or with hyphens and strokes in them, as a pattern."""
    company: frozenset[str]
    verbs: frozenset[str]
    """Past forms that tell nothing but the routine of this kind: "took" of medication, "arrived" of a session."""
    body: bool
    """Whether it is of the body: routine as a finding or an order, narrative as somebody's own account."""

    @cached_property
    def stem(self) -> re.Pattern[str]:
        """Anchors that are one word and its endings."""
        return re.compile(self.stems)

    @cached_property
    def phrase(self) -> re.Pattern[str]:
        """Anchors of several words, or with hyphens and strokes in them."""
        return re.compile(self.phrases)


def words_in(clause: str) -> list[str]:
    """The words of a folded clause, figures among them."""
    return [bare for word in _WORD.findall(clause) if (bare := word.strip(".'/-"))]


def kinds_in(clause: str) -> tuple[Kind, ...]:
    """The kinds of routine that a folded clause is about."""
    anchored = frozenset[int]().union(*map(_anchored, _RUN.findall(clause)))
    return tuple(kind for at, kind in enumerate(KINDS) if at in anchored or kind.phrase.search(clause))


def belongs(word: str, kinds: tuple[Kind, ...]) -> bool:
    """Whether stretches of one of these kinds are made of `word`."""
    return bool(kinds) and not _homes(word).isdisjoint(kind.name for kind in kinds)


@lru_cache(WORDS_KEPT)
def _anchored(run: str) -> frozenset[int]:
    return frozenset(at for at, kind in enumerate(KINDS) if run in kind.anchors or kind.stem.fullmatch(run))


@lru_cache(WORDS_KEPT)
def _homes(word: str) -> frozenset[str]:
    anchored = _anchored(word)
    return frozenset(
        kind.name
        for at, kind in enumerate(KINDS)
        if at in anchored or word in kind.company or word in kind.verbs or kind.phrase.fullmatch(word)
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _any_of(patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns.split()).replace("_", " "))


def _kind(name: str, anchors: str, company: str, verbs: str = "", *, body: bool = False) -> Kind:
    listed = anchors.split()
    plain = frozenset(each for each in listed if _PLAIN.fullmatch(each))
    stems = [each for each in listed if each not in plain and _STEM.fullmatch(each)]
    phrases = "|".join(each for each in listed if each not in plain and each not in stems).replace("_", r"\s+")
    phrase = rf"(?<![\w'])(?:{phrases})(?![\w'])"
    return Kind(name, plain, "|".join(stems) or r"(?!)", phrase, _words(company), _words(verbs), body)


_LISTED = tomllib.loads((files("notewizard.checks") / "routine.toml").read_text(encoding="utf-8"))

KINDS = tuple(_kind(**each) for each in _LISTED["kind"])
NEUTRAL = _words(_LISTED["neutral"])
"""Words that say nothing either way."""
REPORTING = _words(_LISTED["reporting"])
"""Past forms that routine is told in, participles that describe, and words that only look like past forms."""
PRESENT = _words(_LISTED["present"])
"""Present forms of what somebody does or what something means; narrative where it is told or thought about now."""
FEELINGS = _words(_LISTED["feelings"])
"""Names of feelings."""
ROUTINE_LABEL = _any_of(_LISTED["labels"])
FINDINGS_LABEL = _any_of(_LISTED["findings_labels"])
FINDINGS_HEADING = _any_of(_LISTED["findings_headings"])
