"""When a session took place and when its note was written, as the lines of a note say it."""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.checks.late import late
from notewizard.checks.sections import NAMES, SectionSpan, sections_in
from notewizard.checks.sentences import Span
from notewizard.checks.words import fold

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DATE = (
    r"(?:\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b"
    rf"|\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b|\b\d{{1,2}} {_MONTH}\.?,? \d{{4}}\b)"
)
_DATED = late(_DATE)
_LABELED = late(rf"\b(?:date(?: of (?:service|session|visit|contact))?|dos|session date)\b[\W_]{{0,6}}{_DATE}")
_HELD = late(
    r"\b\d{1,2}:\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\b[012]\d[0-5]\d ?- ?[012]\d[0-5]\d\b|\b\d+ ?-?min|\bminutes\b"
    r"|\bsessions?\b|\boffice\b|\bcpt\b|\b90\d{3}\b|\bind(?:ividual)?\b|\btelehealth\b|\bvideo\b|\bin person\b"
    r"|\bvisit\b|\bgroup\b|\bcouples?\b|\bfamily\b|\bphone\b|\bhome\b|\bclinic\b"
)
_WRITTEN = late(
    r"\b(?:written|documented|signed|entered|completed|dictated|note (?:date|created|written))\b[^\n]{0,40}?"
    + _DATE
    + r"|\blate (?:note|entry)\b"
)
_OTHER_PAPER = late(r"\b(?:roi|release|consent|forms?|letter|contract|agreement|plan|packet|paperwork)\b[^.;\n]{0,24}$")
_BEGINS = late(rf"\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b\W*)?{_DATE}")
_ANOTHER_DAY = late(
    r"\b(?:next|last|previous|prior|since|dob|born|birth|written|documented|signed|entered|dictated|created|printed"
    r"|late|intake|admi\w+|referr\w+|she|he|they|i|we|her|his|their|was|were|is|has|had|the|a|an)\b"
)
"""What stands before a date that is not the session's, or in a sentence that tells something."""
LINES = 8
"""Without a heading, the session stands in as many lines at the beginning."""
_HEAD = 2000
"""Characters, more than enough for as many lines."""


def sessions_named(folded: str, sections: tuple[SectionSpan, ...]) -> Iterator[Span]:
    """Lines of the head that give the day of the session with its time, length, place or kind; labeled days anywhere.

    A date in the plan ("next session 3/11") is another session's.
    """
    above = next((section.start for section in sections if section.name in NAMES), len(folded))
    start = 0
    for number, line in enumerate(folded.splitlines(keepends=True)):
        end = start + len(line.rstrip())
        inside = start < above and number < LINES
        if _LABELED.search(line) or (inside and _DATED.search(line, 0, 200) and _HELD.search(line, 0, 300)):
            yield start, end
        start += len(line)


def day_named(text: str) -> str:
    """The day of the session in the words of the note's head, in lower case; empty where none is given there.

    Of several the first: what is said to be another day (of birth, of the next session, of the writing) is none.
    """
    head = fold(text[:_HEAD])
    above = next((section.start for section in sections_in(head) if section.name in NAMES), len(head))
    for line in head[:above].splitlines()[:LINES]:
        found = _DATED.search(line, 0, 200)
        if found is None or _ANOTHER_DAY.search(line, 0, found.start()):
            continue
        if _BEGINS.match(line) or _LABELED.search(line) or _HELD.search(line, 0, 300):
            return found[0]
    return ""


def writing_dated(folded: str) -> Iterator[Span]:
    """Where the note gives the day it was written or signed, or says it is late; another paper's date is not its."""
    for found in _WRITTEN.finditer(folded):
        if not _OTHER_PAPER.search(folded, max(0, found.start() - 60), found.start()):
            yield found.span()
