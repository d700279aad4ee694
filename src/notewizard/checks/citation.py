"""A passage of an earlier note that stands in a note visibly: `From the note of October 2, 2026: “…”`.

The one honest way to keep earlier words. It is counted and limited, and it counts only when the words do stand in the
client's note of that day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from notewizard.checks.around import about
from notewizard.checks.finding import Finding, Level

MOST_CITATIONS = 3
"""More than these in one note, and it is last time's note (a house rule)."""
MOST_WORDS = 120
"""The words that all citations of a note may have together (a house rule)."""

_MONTHS = "|".join(name for name in calendar.month_name if name)
_CITED = re.compile(
    rf"From the note of (?P<month>{_MONTHS}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}}): “(?P<words>[^“”]+)”"
)


@dataclass(frozen=True)
class Citation:
    """One citation in a text."""

    start: int
    end: int
    day: date | None
    """The day of the note it names; None where there is no such day."""
    words: str


def cited(day: date, words: str) -> str:
    """The citation of `words` from the note of `day`, as it stands in a note."""
    inner = " ".join(words.split()).replace("“", "‘").replace("”", "’")
    return f"From the note of {calendar.month_name[day.month]} {day.day}, {day.year}: “{inner}”"


def citations_in(text: str) -> tuple[Citation, ...]:
    """Every citation in `text`, in order."""
    return tuple(Citation(m.start(), m.end(), _day(m), m["words"]) for m in _CITED.finditer(text))


def _day(match: re.Match[str]) -> date | None:
    names = list(calendar.month_name)
    try:
        return date(int(match["year"]), names.index(match["month"]), int(match["day"]))
    except ValueError:
        return None


def is_true(citation: Citation, notes: Mapping[date, Sequence[str]]) -> bool:
    """Whether the cited words stand in a note of that day; `notes` are the client's earlier texts by day."""
    wanted = _plain(citation.words)
    return citation.day is not None and any(wanted in _plain(text) for text in notes.get(citation.day, ()))


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def beyond_limit(texts: Sequence[str]) -> str:
    """How far the citations of `texts` go beyond what a note of today can carry; empty where they do not."""
    found = [citation for text in texts for citation in citations_in(text)]
    words = sum(len(citation.words.split()) for citation in found)
    if len(found) <= MOST_CITATIONS and words <= MOST_WORDS:
        return ""
    many = f"{len(found)} citation{'s' if len(found) > 1 else ''} of {words} words"
    return f"{many}; at most {MOST_CITATIONS} of {MOST_WORDS} words together."


def too_many(answers: Sequence[tuple[str, str]]) -> tuple[Finding, ...]:
    """A finding when the citations of a note go beyond the limit, on the answer with which they do.

    `answers` are the key and the text of each, in the order of the walk.
    """
    texts = [text for _, text in answers]
    said = beyond_limit(texts)
    if not said:
        return ()
    where = next(key for at, (key, _) in enumerate(answers, 1) if beyond_limit(texts[:at]))
    return (about(*_TOO_MANY, where, said, *_WHY_NOT_MORE),)


def too_many_with(text: str, beside: Sequence[str], where: str) -> tuple[Finding, ...]:
    """The same finding on the last citation of an answer that is being given, with the note's other texts `beside`."""
    found = citations_in(text)
    said = beyond_limit([*beside, text]) if found else ""
    if not said:
        return ()
    last = found[-1]
    finding = about(*_TOO_MANY, where, f"This note has {said}", *_WHY_NOT_MORE)
    return (replace(finding, start=last.start, end=last.end, text=text[last.start : last.end]),)


_TOO_MANY: tuple[str, str, Level] = ("reuse.too-many-citations", "reuse", "must-resolve")
_WHY_NOT_MORE = (
    "A note that is mostly earlier notes does not show today's session.",
    "Cite what is needed and say in your own words what was so today.",
    "AHIMA, Appropriate Use of the Copy and Paste Functionality in Electronic Health Records, 2014",
)
