"""Text → what is judged at once, wherever clauses are judged: the matter of a zone, what a note holds."""

from __future__ import annotations

import re

from notewizard.checks.late import late
from notewizard.checks.sentences import Span, sentences

_CUT = late(
    r";\s|\s\|\s|\n|\s(?=\(\d\)\s)|,\s(?=(?:and|but|so|yet)\s(?:i|we|he|she|they|client|ct|pt|mr|ms)\b)"
    r"|\s[-–—]{1,2}\s(?=(?:goal|next|cont|denie|rtc))",
    re.IGNORECASE,
)


def stretches(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, cut at semicolons, bars, new lines, list numbers and where a new subject begins."""
    found = []
    for start, end in sentences(text):
        at = start
        for cut in _CUT.finditer(text, start, end):
            found.append((at, cut.start()))
            at = cut.end()
        found.append((at, end))
    return tuple((low, high) for low, high in found if text[low:high].strip())
