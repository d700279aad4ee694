"""What a stretch of free text is about: narrative, or the routine that honest notes repeat.

Copied narrative is refused; routine (header, safety denial, mental-status findings, scores, diagnosis, medication,
logistics, standing homework) recurs in honest notes and is expected to (docs: copy-forward). In the walk the matter
of an answer is known; here it is judged, stretch by stretch, by its words. When in doubt a stretch is narrative.
"""

from __future__ import annotations

import re
from typing import Literal

from notewizard.checks.quotes import Span, quoted_spans
from notewizard.checks.sections import sections_in
from notewizard.checks.sentences import sentences
from notewizard.checks.vocabulary import ANCHORS, NEUTRAL, NEVER, ROUTINE
from notewizard.checks.words import fold

Matter = Literal["narrative", "routine"]
Zone = tuple[int, int, Matter]

MOST_FOREIGN = 0.2
"""Of the words that say something, at most this share may be other than routine."""

_WORD = re.compile(r"[a-z][a-z'&/.+-]*x ?\d|\d[\w./:%-]*|[a-z][\w'&/.+-]*[\w+]|[a-z]\b")
_NUMBER = re.compile(r"[\d.,/:%x×+-]+(?:am|pm|st|nd|rd|th|h|min|s)?$|x\d+$")
_DATE = re.compile(
    r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]*\.? \d{1,2}\b"
)
_SESSION = re.compile(
    r"\b\d{1,2}:\d\d\b|\bsession \d+\b|\bcpt\b|\b90\d{3}\b|\btelehealth\b|\boffice\b|\bind(?:ividual)?\b"
    r"|\bmin(?:utes)?\b|\bphone\b"
)
_LABEL = re.compile(
    r"\**(?:client|patient|name|date(?: of service)?|dob|date of birth|service|telehealth|diagnos[ie]s|dx"
    r"|location|time|duration|start|end"
    r"|cpt(?: code)?|modality|provider|clinician|therapist|late note|medications?|present|participants"
    r"|next (?:session|appointment|appt))\**"
    r"(?::|\*\*|\s{2})"
)
_SIGNED = re.compile(r"\b(?:lcsw|lmft|lpc|lpcc|lmhc|licsw|lmsw|psyd|phd|md|np|electronically signed|signed by)\b.*$")
_CUT = re.compile(r";\s|\s\|\s|\n|\s(?=\(\d\)\s)")
_MOOD_WORD = re.compile(r"\bmood[\s,:]*(?:is|was|described as|reported as|as)?[\s,]*$")


def matter_zones(text: str) -> tuple[Zone, ...]:
    """`text` in zones of one matter, in order, neighbors of one matter joined; together they cover all of its words."""
    folded = fold(text)
    quotes = quoted_spans(text)
    sections = sections_in(text)
    bodies = {section.start: section.body for section in sections}
    first = sections[0].start if sections else len(text)
    zones: list[Zone] = []
    for start, end in stretches(text):
        matter = _matter(folded, start, end, quotes, start < first or not sections, bodies)
        if zones and zones[-1][2] == matter:
            zones[-1] = (zones[-1][0], end, matter)
        else:
            zones.append((start, end, matter))
    return tuple(zones)


def stretches(text: str) -> tuple[Span, ...]:
    """What is judged at once: a sentence, cut at semicolons, bars, new lines and list numbers."""
    found = []
    for start, end in sentences(text):
        at = start
        for cut in _CUT.finditer(text, start, end):
            found.append((at, cut.start()))
            at = cut.end()
        found.append((at, end))
    return tuple((low, high) for low, high in found if text[low:high].strip())


def _matter(folded: str, start: int, end: int, quotes: tuple[Span, ...], above: bool, bodies: dict[int, int]) -> Matter:
    line_start = folded.rfind("\n", 0, start) + 1
    line_end = folded.find("\n", start)
    line = folded[line_start : line_end if line_end >= 0 else len(folded)]
    if above and _is_header(line, line_start):
        return "routine"
    if _LABEL.match(line.strip("#-* ")) and above:
        return "routine"
    if _SIGNED.search(folded, start, end) and _DATE.search(line):
        return "routine"
    start = min(max(start, bodies.get(start, start)), end)
    return "routine" if _is_routine(_without_mood_quotes(folded, start, end, quotes)) else "narrative"


def _is_header(line: str, line_start: int) -> bool:
    if line.lstrip().startswith("#"):
        return True
    return bool(_DATE.search(line, 0, 60) and _SESSION.search(line)) and (line_start == 0 or len(line) < 200)


def _is_routine(stretch: str) -> bool:
    words = [word.strip(".'/-") for word in _WORD.findall(stretch)]
    said = [word for word in words if word not in NEUTRAL and not _NUMBER.fullmatch(word)]
    if not said:
        return bool(words)
    foreign = [word for word in said if not (word in ROUTINE or ANCHORS.fullmatch(word))]
    numbers = len(words) - len([word for word in words if not _NUMBER.fullmatch(word)])
    if numbers >= 2 and numbers >= len(said) and len(foreign) <= 2:
        return True
    return (
        ANCHORS.search(stretch) is not None
        and NEVER.search(stretch) is None
        and len(foreign) <= MOST_FOREIGN * len(said)
    )


def _without_mood_quotes(folded: str, start: int, end: int, quotes: tuple[Span, ...]) -> str:
    """The stretch with a quoted mood taken as one neutral word: Mood “solid”, affect bright."""
    pieces, at = [], start
    for low, high in quotes:
        if start <= low and high <= end and high - low < 40 and _MOOD_WORD.search(folded, start, low):
            pieces.append(folded[at:low])
            at = high
    return "".join([*pieces, folded[at:end]])
