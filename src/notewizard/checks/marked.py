"""Which words a finding shows: those that a person would underline."""

from __future__ import annotations

import re

from notewizard.checks.compiled import Compiled, Hit
from notewizard.checks.late import late
from notewizard.checks.page import Page
from notewizard.checks.quotes import Span

CLOSE = 40
"""How far from its words a rule looks for what it needs, in characters."""

_CODE = late(r"\b[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}\b", re.IGNORECASE)
"""A diagnosis code with what stands behind its dot, as `note.treatment` takes one."""
_LONGEST_CODE = 8


def close(hit: Hit, sentence: Span) -> Span:
    """Where in `sentence` what the words at `hit` need may stand."""
    return max(sentence[0], hit.start - CLOSE), min(sentence[1], hit.end + CLOSE)


def marked(entry: Compiled, hit: Hit, page: Page, number: int) -> Hit:
    """`hit` with the words that are shown: those that a person would underline."""
    start, end = hit.start, hit.end
    sentence = page.sentence(number, start)
    if entry.rule.needs:
        low, high = close(hit, sentence)
        places = [*entry.needed.places(page.folded, low, high)] if entry.needed else []
        if not places and entry.needed_computed:
            from notewizard.checks.evidence import places_of

            places = [*places_of(entry.needed_computed, page, low, high)]
        if places:
            first = min(places, key=lambda each: max(each[0] - end, start - each[1]))
            start, end = min(start, first[0]), max(end, first[1])
    elif entry.rule.marks == "statement":
        from notewizard.checks.statements import statement

        for low, high in statement(page.folded, sentence, start, end):
            if low < end and start < high:
                words = page.text[low:high]
                start = min(start, low + len(words) - len(words.lstrip()))
                end = max(end, low + len(words.rstrip(" \n.,;:")))
                break
    return hit._replace(start=start, end=_whole_code(page.text, start, end))


def _whole_code(text: str, start: int, end: int) -> int:
    """Where a code ends that `start:end` breaks off: rules name codes by their first signs."""
    for code in _CODE.finditer(text, max(start, end - _LONGEST_CODE), end + _LONGEST_CODE):
        if code.start() < end < code.end():
            return code.end()
    return end
