"""A note → its clauses: in which part of a note each stands, and what it names."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from notewizard.checks.elements.lexicon import Lexicon, Mention, words_in
from notewizard.checks.elements.topics import TOPICS
from notewizard.checks.late import late
from notewizard.checks.quotes import quoted_spans
from notewizard.checks.sections import SectionSpan, section_called, sections_in
from notewizard.checks.sentences import Span
from notewizard.checks.stretches import stretches
from notewizard.checks.words import fold

_LEXICON = Lexicon(TOPICS)

PARTS = {
    "subjective": "S",
    "objective": "OVi",
    "data": "SOi",
    "behavior": "SOV",
    "goal": "SG",
    "assessment": "A",
    "intervention": "I",
    "response": "RA",
    "plan": "P",
    "safety": "H",
}
"""Which part of a note a section is: what the client brought (S), what was seen (O; V where nothing else is), the goal
worked on (G), what was done (I; i where it may be told among other things), how it was taken (R), the assessment (A),
the plan (P), safety (H). Letters of the formats, clinical reference, "Format → element placement": Data holds report,
observation and intervention alike."""
NOT_DONE = "not_done"
"""The topic of words for what was left out: "risk not assessed" is no assessment."""
ANYWHERE = frozenset("SOVGIiRAPH")
_PLAN_TOO = late(r"\b(?:plan|p)\b|a/p")
_NOTHING = late(r"[\W_]*+(?:n/?a|none|nil|tbd|not applicable|see above|deferred)?+[\W_]*+")


@dataclass(frozen=True)
class Clause:
    """A stretch of a note that is judged at once, without the heading before it."""

    start: int
    end: int
    parts: frozenset[str]
    """The parts of a note that it may belong to: one where a heading says so, all where nothing does."""
    headed: bool
    """Whether a heading we know says so."""
    words: int
    begins: int
    """Where its first word stands, after list numbers and marks."""
    topics: dict[str, list[Span]] = field(default_factory=dict)


def clauses_in(text: str, section: str | None = None) -> tuple[Clause, ...]:
    """The clauses of `text` in order; headings and fields left empty ("Plan: N/A") are none.

    `section`: the heading that `text` stands under, where it is one section of a note.
    """
    above = SectionSpan(0, len(text), section_called(section), 0) if section else None
    return tuple(_clauses(fold(text), stretches(text), sections_in(text), quoted_spans(text), above))


def _clauses(
    folded: str,
    spans: tuple[Span, ...],
    sections: tuple[SectionSpan, ...],
    quotes: tuple[Span, ...],
    above: SectionSpan | None,
) -> Iterator[Clause]:
    at = -1
    section = above
    parts, headed = _parts(folded, section)
    for start, end in spans:
        before = at
        while at + 1 < len(sections) and sections[at + 1].start < end:
            at += 1
        if at != before:
            section = sections[at]
            parts, headed = _parts(folded, section)
        if section is not None and start < section.body:
            start = section.body
        while start < end and folded[start].isspace():
            start += 1
        if start >= end or _NOTHING.fullmatch(folded, start, end):
            continue
        words = words_in(folded, start, end)
        topics: dict[str, list[Span]] = {}
        for topic, low, high in (*_LEXICON.mentions(words), *_shapes(folded, start, end, quotes)):
            if topic in _OWN and _quoted(quotes, low, high):
                continue  # "We used to smoke together" is no clinician's "we".
            topics.setdefault(topic, []).append((low, high))
        if NOT_DONE in topics:
            topics = _done(topics, folded, start, end)
        begins = next((word.start for word in words if word.text[0].isalpha()), end)
        yield Clause(start, end, parts, headed, len(words), begins, topics)


def _quoted(quotes: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether `start:end` stands inside a quotation."""
    at = bisect_left(quotes, (start, start)) - 1
    return at >= 0 and end < quotes[at][1]


def _parts(folded: str, section: SectionSpan | None) -> tuple[frozenset[str], bool]:
    if section is None or section.name not in PARTS:
        return ANYWHERE, False
    parts = PARTS[section.name]
    if section.name == "assessment" and _PLAN_TOO.search(folded, section.start, section.body):
        parts += "P"
    return frozenset(parts), True


def _done(topics: dict[str, list[Span]], folded: str, start: int, end: int) -> dict[str, list[Span]]:
    """`topics` without what stands between the same commas as "not assessed"."""
    commas = [at for at in range(start, end) if folded[at] == ","]
    void = {bisect(commas, at) for at, _ in topics[NOT_DONE]}
    left = {
        topic: [span for span in spans if topic == NOT_DONE or bisect(commas, span[0]) not in void]
        for topic, spans in topics.items()
    }
    return {topic: spans for topic, spans in left.items() if spans}


_OWN = frozenset({"clinician", "did", "did_also"})
"""What is the clinician's only outside quotation marks."""
_SHAPES = late(
    r"(?P<code>\b[a-tv-z]\d\d\.\w{1,4}\b|\bf\d\d\b)"
    r"|(?P<clock>\b\d{1,2}:\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\b(?:[01]\d|2[0-3])[0-5]\d ?- ?(?:[01]\d|2[0-3])[0-5]\d\b)"
    r"|(?P<date>\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b(?! ?(?:cm|mm|scale))|\b\d{4}-\d\d-\d\d\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b)"
    r"|(?P<change>\b\d{1,3}(?: ?%|/10)? ?(?:to|->|→|down to|up to) ?\d{1,3}\b)"
    r"|(?P<rating>\b\d{1,3} ?(?:/|out of|of) ?10\b|\b\d+ ?%)"
)


def _shapes(folded: str, start: int, end: int, quotes: tuple[Span, ...]) -> Iterator[Mention]:
    """What is known by its shape: a code, a time, a date, a rating, a quotation, a clause that begins with a verb."""
    for found in _SHAPES.finditer(folded, start, end):
        yield Mention(str(found.lastgroup), found.start(), found.end())
    for number in range(bisect_left(quotes, (start, start)), len(quotes)):
        low, high = quotes[number]
        if low >= end:
            break
        yield Mention("quote", low, min(high, end))
