"""Text → sentences and clauses, as spans of the text as given (Unicode code points, end exclusive).

Written for clinical shorthand: "Dr. Amin", "5 mg. nightly", "e.g. a walk" and "re: dishes" do not end a sentence; a
new line does, unless the next one plainly goes on (a hard-wrapped paragraph).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewizard.checks.late import late

Span = tuple[int, int]

_TITLES = "dr mr mrs ms mx prof st vs e.g i.e cf approx re fig vol"
_SHORT = (
    "jr sr etc appt no dx tx rx hx sx pt ct dept est inc incl min mins hr hrs wk wks mo yr yrs mg mcg ml lb lbs oz ft"
    " tab tabs cap caps a.m p.m b.i.d t.i.d q.i.d p.r.n jan feb mar apr jun jul aug sep sept oct nov dec mon tue"
    " tues wed"
    " thu thur thurs fri sat sun"
)
TITLES = frozenset(_TITLES.split())
"""Words whose period never ends a sentence."""
ABBREVIATIONS = frozenset(_SHORT.split())
"""Words whose period ends a sentence only where a capital or a new line follows."""

_END = late(
    r"[.!?…\n](?:(?<=\n)[ \t]*(?=\S)|(?<!\n)(?<![.!?…][.!?…])[.!?…]*+(?P<quoted>[\"'”’)\]*_]*+)(?P<space>\s+|$))"
)
"""Begins with a set of signs, so that a search runs from one to the next; no sign is looked at twice."""
_WORD_BEFORE = late(r"(?<![\w])[A-Za-z][A-Za-z.]*$")
_GOES_ON = late(r"[a-z]")
_CLAUSE_END = late(
    r";|:(?=\s)|\s[-–—]+\s|—|,?\s\b(?:but|because|although|though|while|whereas|however|since)\b|,\s(?:and|so|yet|or)\b"
    r"|\b(?:that|which|who)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, in order, without the white space around them; every word is in exactly one."""
    return tuple(each_sentence(text))


def each_sentence(text: str) -> Iterator[Span]:
    """`sentences`, each found when it is asked for."""
    start = len(text) - len(text.lstrip())
    for end in _END.finditer(text):
        at = end.start("quoted")
        if at < 0:
            if _line_ends(text, end, start):
                inner = text[start : end.start()].rstrip()
                if inner:
                    yield start, start + len(inner)
                start = max(start, end.end())
        elif at - end.start() > 1 or text[at - 1] != "." or _period_ends(text, end, start):
            yield start, end.start("space")
            start = end.end()
    inner = text[start:].rstrip()
    if inner:
        yield start, start + len(inner)


def _line_ends(text: str, end: re.Match[str], start: int) -> bool:
    last = end.start() - 1
    while last >= start and text[last] in " \t":
        last -= 1
    before = text[last] if last >= start else ""
    return before in (".", "!", "?", ":", ";", "\n", "") or not _GOES_ON.match(text, end.end())


def _period_ends(text: str, end: re.Match[str], start: int) -> bool:
    if end.end() >= len(text) or "\n" in end["space"]:
        return True
    follows = text[end.end()]
    if follows.islower():
        return False
    word = _WORD_BEFORE.search(text, max(start, end.start() - 12), end.start())
    name = word[0].lower() if word else ""
    counted = word is not None and text[max(word.start() - 2, 0) : word.start()].strip().isdigit()  # no initial: 3 d.
    if name in TITLES or (len(name) == 1 and name != "i" and follows.isupper() and not counted):
        return False
    return follows.isupper() or name not in ABBREVIATIONS


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    stretch = text[start:end]
    inner = stretch.strip()
    if inner:
        begin = start + len(stretch) - len(stretch.lstrip())
        found.append((begin, begin + len(inner)))


def clauses(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The clauses of the sentence `text[start:end]`: cut at semicolons, colons, dashes and joining words."""
    found: list[Span] = []
    at = start
    for cut in _CLAUSE_END.finditer(text, start, end):
        _add(found, text, at, cut.start())
        at = cut.start() if cut[0].strip(" ,").isalpha() else cut.end()
    _add(found, text, at, end)
    return tuple(found)
