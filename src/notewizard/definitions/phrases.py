"""The small language in which rules name words: `improv{e,es,ed}`, `%CLASS`, `made ~2 progress`, `@measure`.

Braces hold alternatives (an empty one, `{,s}`, means "or nothing"); `%CLASS` stands for every phrase of a class;
`~3` for up to three words; `@name` for something computed from the text. No regular expressions: a rule pack holds
words, never code. Expansion ends in plain lower-case strings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COMPUTED = ("@measure", "@count", "@quotation", "@date", "@list", "@specific")
"""What a rule may ask of a text besides words; `checks.evidence` says what each means."""

MOST_STRINGS = 4_000
"""One phrase that stands for more strings than this is a mistake."""

MOST_TOGETHER = 16
"""Words that follow each other are looked for as whole strings up to so many; beyond, one after the other."""

_CLASS = re.compile(r"%([A-Z][A-Z0-9_]*)")
_GAP = re.compile(r"(?:^|\s)~(\d)(?=\s|$)")
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


def classes_named(phrase: str) -> tuple[str, ...]:
    """The classes that `phrase` refers to."""
    return tuple(_CLASS.findall(phrase))


def spell_out(phrase: str, classes: Mapping[str, Sequence[str]]) -> tuple[Phrase, ...]:
    """Every `Phrase` that `phrase` stands for; a class alone gives one for each of its members.

    Raises `BadPhrase` for an unknown class, a class that contains itself, and a class that holds gaps or computed
    things where plain words are needed.
    """
    return _spell_out(phrase, classes, ())


def _spell_out(phrase: str, classes: Mapping[str, Sequence[str]], inside: tuple[str, ...]) -> tuple[Phrase, ...]:
    alone = _CLASS.fullmatch(phrase.strip())
    if alone:
        members = _members(alone[1], classes, inside)
        plain = tuple(each for each in members if not each.startswith("@"))
        return tuple(found for each in plain for found in _spell_out(each, classes, (*inside, alone[1])))
    parts = _GAP.split(phrase)
    segments: list[tuple[str, ...]] = []
    gaps: list[int] = []
    for part, width in zip(parts[::2], [*parts[1::2], None], strict=True):
        for stretch in _stretches(part.strip(), classes, inside):
            segments.append(tuple(sorted(stretch)))
            gaps.append(0)
        gaps[-1] = int(width or 0)
    return (Phrase(tuple(segments), tuple(gaps[:-1])),)


def _stretches(part: str, classes: Mapping[str, Sequence[str]], inside: tuple[str, ...]) -> list[set[str]]:
    """What a stretch stands for: one set of strings or, where that would be many, one for each few words of it."""
    found: list[set[str]] = []
    for word in re.findall(r"(?:\\.|\{[^{}]*\}|[^\s{])+", part):
        strings = _strings(word, classes, inside)
        if found and len(found[-1]) * len(strings) <= MOST_TOGETHER:
            found[-1] = {" ".join(filter(None, (head, tail))) for head in found[-1] for tail in strings or {""}}
        else:
            found.append(strings)
    return found


def computed_in(phrase: str, classes: Mapping[str, Sequence[str]], inside: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The computed things in `phrase`, itself or inside the class it stands for."""
    if phrase.startswith("@"):
        return (phrase,)
    alone = _CLASS.fullmatch(phrase.strip())
    if not alone:
        return ()
    members = _members(alone[1], classes, inside)
    return tuple(name for each in members for name in computed_in(each, classes, (*inside, alone[1])))


def _members(name: str, classes: Mapping[str, Sequence[str]], inside: tuple[str, ...]) -> Sequence[str]:
    if name in inside:
        raise BadPhrase(f"uses the class %{name}, which contains itself")
    if name not in classes:
        known = ", ".join(f"%{each}" for each in sorted(classes)) or "no class is defined"
        raise BadPhrase(f"uses the class %{name}, which is not defined|{known}")
    return classes[name]


def _strings(part: str, classes: Mapping[str, Sequence[str]], inside: tuple[str, ...]) -> set[str]:
    """Every plain string that a stretch without gaps stands for."""
    found = {""}
    for piece in re.findall(r"\\.|%[A-Z][A-Z0-9_]*|\{[^{}]*\}|[^\\%{]+|.", part):
        if piece.startswith("{") and len(piece) > 1:
            options = set(piece[1:-1].split(","))
        elif _CLASS.fullmatch(piece):
            options = set()
            for each in _members(piece[1:], classes, inside):
                if each.startswith("@") or _GAP.search(each):
                    raise BadPhrase(f"uses the class %{piece[1:]} beside other words, but it holds more than words")
                options |= _strings(each, classes, (*inside, piece[1:]))
        else:
            options = {piece}
        found = {head + tail for head in found for tail in options}
        if len(found) > MOST_STRINGS:
            raise BadPhrase(f"stands for more than {MOST_STRINGS:,} phrases")
    return {re.sub(r"\s+", " ", each.translate(_TYPOGRAPHY).lower()).strip() for each in found} - {""}
