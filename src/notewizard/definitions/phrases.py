"""The small language in which rules name words: `improv{e,es,ed}`, `%CLASS`, `made ~2 progress`, `@measure`.

Braces hold alternatives (an empty one, `{,s}`, means "or nothing"); `%CLASS` stands for every phrase of a class;
`~3` for up to three words; `@name` for something computed from the text. No regular expressions: a rule pack holds
words, never code. Expansion ends in plain lower-case strings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

COMPUTED = (
    "@measure",
    "@count",
    "@quotation",
    "@date",
    "@list",
    "@specific",
    "@number",
    "@full-name",
    "@contact",
)
"""What a rule may ask of a text besides words; `checks.evidence` says what each means."""

MOST_STRINGS = 4_000
"""One phrase that stands for more strings than this is a mistake."""

MOST_PHRASES = 20_000
"""One class that stands for more strings than this is a mistake, too; the largest shipped one has some hundreds."""

DEEPEST_CLASSES = 40
"""Classes that name classes beyond this are a mistake, and following them would run out of room."""

MOST_GAPS = 3
MOST_BETWEEN = 9
"""Gaps in one phrase, and words in all of them together: each further one multiplies the ways to be tried."""

MOST_TOGETHER = 16
"""Words that follow each other are looked for as whole strings up to so many; beyond, one after the other."""

_CLASS = re.compile(r"%([A-Z][A-Z0-9_]*)")
_GAP = re.compile(r"(?:^|\s)~(\d)(?=\s|$)")
_PIECES = re.compile(r"\\.|%[A-Z][A-Z0-9_]*|\{[^{}]*\}|[^\\%{]+|.")
_MARKS = re.compile(r"[@{}~%\\]")
_WORDS = re.compile(r"(?:\\.|\{[^{}]*\}|[^\s{])+")
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "\\": ""})


class BadPhrase(ValueError):
    """A phrase that cannot be read; its text says why and, after a bar, what is allowed."""


@dataclass(frozen=True)
class Phrase:
    """A phrase spelled out: `segments[0]`, a gap of at most `gaps[0]` words, `segments[1]`, …"""

    segments: tuple[tuple[str, ...], ...]
    gaps: tuple[int, ...]


def check_phrase(phrase: str) -> None:
    """Raise `BadPhrase` where `phrase` is not well formed, whatever the classes hold."""
    if phrase.strip() and not _MARKS.search(phrase):
        return
    if phrase.startswith("@"):
        if phrase not in COMPUTED:
            raise BadPhrase(f"names nothing that can be computed|one of {', '.join(COMPUTED)}")
        return
    depth = 0
    for sign in re.sub(r"\\.", "", phrase):
        depth += (sign == "{") - (sign == "}")
        if depth not in (0, 1):
            break
    if depth:
        raise BadPhrase("has braces that do not match|{a,b} holds endings; no braces inside braces")
    if re.search(r"(?:^|\s)\{(?:[^{}]*,)?(?:,[^{}]*)?\}(?:\s|$)", phrase):
        raise BadPhrase('has an optional word beside spaces|an optional word carries its space: "{,very }happy"')
    if re.search(r"\{[^{}]*~\d[^{}]*\}", phrase):
        raise BadPhrase("has a gap inside braces|write the phrase twice, once with the gap")
    if not phrase.strip() or _GAP.sub("", phrase).strip() == "":
        raise BadPhrase("holds no word|words, {a,b} endings, %CLASS, ~3 for a gap")
    parts = _GAP.split(phrase)
    if any(not part.strip() for part in parts[::2]):
        raise BadPhrase("begins or ends with a gap|a gap stands between words")
    widths = [int(width) for width in parts[1::2]]
    if len(widths) > MOST_GAPS or sum(widths) > MOST_BETWEEN:
        raise BadPhrase(f"has too many or too wide gaps|at most {MOST_GAPS}, of {MOST_BETWEEN} words together")


def spell_out(phrase: str, classes: Mapping[str, Sequence[str]]) -> tuple[Phrase, ...]:
    """Every `Phrase` that `phrase` stands for; a class alone gives one for each of its members.

    Raises `BadPhrase` for an unknown class, a class that contains itself, classes too deep or too many words, and a
    class that holds gaps or computed things where plain words are needed.
    """
    return Classes.of(classes).phrases(phrase, ())


def computed_in(phrase: str, classes: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The computed things in `phrase`, itself or inside the class it stands for, each once; raises as `spell_out`."""
    return tuple(Classes.of(classes).computed(phrase, ()))


class Classes(dict[str, Sequence[str]]):
    """Classes by name, which remember how they are spelled out.

    Each class is spelled once, however often it is used: a chain of classes that each name the next one twice would
    otherwise double at every step, and some hundred triggers share a class.
    """

    def __init__(self, classes: Mapping[str, Sequence[str]], generic: frozenset[str] | None = None) -> None:
        super().__init__(classes)
        self._generic = generic
        self.spelled: dict[str, tuple[Phrase, ...]] = {}
        self.plain: dict[str, set[str]] = {}
        self.seen: dict[str, dict[str, None]] = {}
        self.spelled_words: dict[str, set[str]] = {}

    @classmethod
    def of(cls, classes: Mapping[str, Sequence[str]]) -> Classes:
        """`classes` themselves where they remember, else classes that begin to."""
        return classes if isinstance(classes, Classes) else cls(classes)

    @cached_property
    def generic(self) -> frozenset[str]:
        """The words of the class GENERIC, spelled out: those that could stand in any note."""
        if self._generic is not None:
            return self._generic
        spelled = (found for each in self.get("GENERIC", ()) for found in self.phrases(each, ()))
        return frozenset(word for phrase in spelled for literal in phrase.segments[0] for word in literal.split())

    def phrases(self, phrase: str, inside: tuple[str, ...]) -> tuple[Phrase, ...]:
        alone = _CLASS.fullmatch(phrase.strip())
        if not alone:
            return (self._one(phrase, inside),)
        name = alone[1]
        if name not in self.spelled:
            found: list[Phrase] = []
            strings = 0
            for each in self._members(name, inside):
                more = () if each.startswith("@") else self.phrases(each, (*inside, name))
                strings += sum(len(segment) for one in more for segment in one.segments)
                if strings > MOST_PHRASES:
                    raise BadPhrase(f"uses the class %{name}, which stands for more than {MOST_PHRASES:,} phrases")
                found += more
            self.spelled[name] = tuple(found)
        return self.spelled[name]

    def computed(self, phrase: str, inside: tuple[str, ...]) -> dict[str, None]:
        if phrase.startswith("@"):
            return {phrase: None}
        alone = _CLASS.fullmatch(phrase.strip())
        if not alone:
            return {}
        name = alone[1]
        if name not in self.seen:
            members = self._members(name, inside)
            self.seen[name] = {one: None for each in members for one in self.computed(each, (*inside, name))}
        return self.seen[name]

    def _one(self, phrase: str, inside: tuple[str, ...]) -> Phrase:
        parts = _GAP.split(phrase)
        segments: list[tuple[str, ...]] = []
        gaps: list[int] = []
        for part, width in zip(parts[::2], [*parts[1::2], None], strict=True):
            for stretch in self._stretches(part.strip(), inside):
                segments.append(tuple(sorted(stretch)))
                gaps.append(0)
            gaps[-1] = int(width or 0)
        if sum(map(len, segments)) > MOST_PHRASES:
            raise BadPhrase(f"stands for more than {MOST_PHRASES:,} phrases")
        return Phrase(tuple(segments), tuple(gaps[:-1]))

    def _stretches(self, part: str, inside: tuple[str, ...]) -> list[set[str]]:
        """What a stretch stands for: one set of strings or, where that would be many, one for each few words of it."""
        found: list[set[str]] = []
        for word in _WORDS.findall(part):
            strings = self._strings(word, inside)
            if found and len(found[-1]) * len(strings) <= MOST_TOGETHER:
                found[-1] = {" ".join(filter(None, (head, tail))) for head in found[-1] for tail in strings or {""}}
            else:
                found.append(strings)
        return found

    def _strings(self, part: str, inside: tuple[str, ...]) -> set[str]:
        """Every plain string that a stretch without gaps stands for."""
        if part in self.spelled_words:
            return self.spelled_words[part]
        found = {""}
        for piece in _PIECES.findall(part):
            if piece.startswith("{") and len(piece) > 1:
                options = set(piece[1:-1].split(","))
            elif _CLASS.fullmatch(piece):
                options = self._words_of(piece[1:], inside)
            else:
                options = {piece}
            if len(found) * len(options) > MOST_STRINGS:
                raise BadPhrase(f"stands for more than {MOST_STRINGS:,} phrases")
            found = {head + tail for head in found for tail in options}
        spelled = self.spelled_words[part] = {_plain(each) for each in found} - {""}
        return spelled

    def _words_of(self, name: str, inside: tuple[str, ...]) -> set[str]:
        """Every plain string of a class that stands beside other words."""
        if name not in self.plain:
            found: set[str] = set()
            for each in self._members(name, inside):
                if each.startswith("@") or _GAP.search(each):
                    raise BadPhrase(f"uses the class %{name} beside other words, but it holds more than words")
                found |= self._strings(each, (*inside, name))
                if len(found) > MOST_STRINGS:
                    raise BadPhrase(f"stands for more than {MOST_STRINGS:,} phrases")
            self.plain[name] = found
        return self.plain[name]

    def _members(self, name: str, inside: tuple[str, ...]) -> Sequence[str]:
        if name in inside:
            raise BadPhrase(f"uses the class %{name}, which contains itself")
        if name not in self:
            known = ", ".join(f"%{each}" for each in sorted(self)) or "no class is defined"
            raise BadPhrase(f"uses the class %{name}, which is not defined|{known}")
        if len(inside) >= DEEPEST_CLASSES:
            raise BadPhrase(f"uses classes inside each other more than {DEEPEST_CLASSES} deep")
        return self[name]


def _plain(words: str) -> str:
    if not words.isascii() or "\\" in words:
        words = words.translate(_TYPOGRAPHY)
    return " ".join(words.lower().split())
