"""A sentence → the parts of it that say something about the work, without labels and arrangements.

"R: went well; returns on 5/6 by video" is one sentence, and what it says of the hour is "went well": the date of the
next visit is no evidence of anything, and a label is not part of the claim.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

_CUT = re.compile(r"[;()\[\]\n]|\s-{1,2}\s|—|,\s(?:and|but|so|yet|while|though|although|as)\b|(?<=[a-z0-9)]):(?=\s)")
_ARRANGED = re.compile(
    r"\b(?:rtc|return(?:s|ing)? (?:on|in|to clinic|next|for|at|\d)"
    r"|(?:next|following|upcoming) (?:session|appt|appointment|visit|meeting|review|update|contact|call)"
    r"|follow[- ]?up (?:booked|set|scheduled|on|in|is|at|visit|appointment|\d)|f/u|appts?|appointments?|booked"
    r"|(?:re)?schedul(?:ed|ing)|co-?pay(?:ment)?|invoice|fee|in[- ]person"
    r"|(?:by|via|over) (?:video|phone|telehealth|zoom)"
    r"|telehealth|video visit|camera on|(?:fifty|forty-five|sixty|thirty|\d+)[ -]?(?:min(?:ute)?s?|hrs?|hours?)"
    r"|lobby|waiting room|front desk|session (?:\d+|#\d+|number \w+|one|two|three|four|five|six)(?: of \w+)?"
    r"|(?:session|visit|week) \d+ of \d+|target date|review date|until (?:then|next|the)"
    r"|every (?:other|second|third) week|(?:bi)?weekly|fortnightly|monthly"
    r"|(?:in|x) (?:one|two|three|four|six|\d+) (?:wks?|weeks?|months?)"
    r"|wks?|on the \d+(?:st|nd|rd|th)|will|reminder|authori[sz]ation|units?|cpt|billed"
    r"|stays? (?:on|in|at|open|as|in place)|remains? open|comes? off"
    r"|holds? (?:the same|mondays|tuesdays|wednesdays|thursdays|fridays))\b"
)


def parts(folded: str, start: int, end: int) -> tuple[Span, ...]:
    """The parts of `folded[start:end]`, cut at semicolons, brackets, dashes, label colons and joining commas."""
    found: list[Span] = []
    at = start
    for cut in _CUT.finditer(folded, start, end):
        if cut.start() > at:
            found.append((at, cut.start()))
        at = cut.end()
    if at < end:
        found.append((at, end))
    return tuple(found)


def statement(folded: str, sentence: Span, start: int, end: int) -> tuple[Span, ...]:
    """The part of `sentence` that holds `start:end`, and those beside it that are neither arrangement nor label."""
    kept = []
    for low, high in parts(folded, *sentence):
        own = low < end and start < high
        label = high <= start and folded[high : high + 1] == ":"
        if own or not (label or is_arranged(folded, low, high)):
            kept.append((low, high))
    return tuple(kept)


def told(folded: str, sentence: Span) -> tuple[Span, ...]:
    """The parts of `sentence` that are not arrangements."""
    return tuple(each for each in parts(folded, *sentence) if not is_arranged(folded, *each))


def is_arranged(folded: str, start: int, end: int) -> bool:
    """Whether `folded[start:end]` tells when, where or for how much one meets, or what is to come."""
    return _ARRANGED.search(folded, start, end) is not None
