"""A sentence → the parts of it that say something about the work, without labels and arrangements.

"R: went well; returns on 5/6 by video" is one sentence, and what it says of the hour is "went well": the date of the
next visit is no evidence of anything, and a label is not part of the claim.
"""

from __future__ import annotations

from notewizard.checks.late import late

Span = tuple[int, int]

_CUT = late(r"[;()\[\]\n]|\s-{1,2}\s|—|,\s(?:and|but|so|yet|while|though|although|as)\b|(?<=[a-z0-9)]):(?=\s)")
_COMMA = late(r",\s")
_ARRANGED = late(
    r"\b(?:rtc|return(?:s|ing)? (?:on|in|to clinic|next|for|at|\d)"
    r"|(?:next|following|upcoming) (?:session|appt|appointment|visit|meeting|review|update|contact|call)"
    r"|follow[- ]?up (?:booked|set|scheduled|on|in|is|at|visit|appointment|\d)|f/u|appts?|appointments?|booked"
    r"|(?:re)?schedul(?:ed|ing)|co-?pay(?:ment)?|invoice|fee|in[- ]person"
    r"|(?<!ordered )(?<!booked )(?:by|via|over) (?:video|phone|telehealth|zoom)"
    r"|telehealth|video visit|camera on|(?:fifty|forty-five|sixty|thirty|\d+)[ -]?(?:min(?:ute)?s?|hrs?|hours?)"
    r"|(?:minutes|min|mins|a bit|a little|slightly) (?:late|early)|(?:a |new )?roi|copy of|left a message"
    r"|lobby|waiting room|front desk|session (?:\d+|#\d+|number \w+|one|two|three|four|five|six)(?: of \w+)?"
    r"|(?:session|visit|week) \d+ of \d+|target date|review date|until (?:then|next|the)"
    r"|every (?:other|second|third) week|(?:bi)?weekly|fortnightly|monthly"
    r"|(?:in|x) (?:one|two|three|four|six|\d+) (?:wks?|weeks?|months?)"
    r"|wks?|on the \d+(?:st|nd|rd|th)|will|we meet|meet again|reminder|authori[sz]ation|units?|cpt|billed"
    r"|stays? (?:on|in|at|open|as|in place)|remains? open|comes? off"
    r"|holds? (?:the same|mondays|tuesdays|wednesdays|thursdays|fridays))\b"
)

_SCORED = late(r"\b(?:from|at|of) \d+(?:\.\d+)? to \d|\b\d+ (?:to|from) \d+\b(?! (?:min|weeks|days|months|am|pm))")
"""A score that moved is no arrangement, whatever stands beside it."""


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
    """The part of `sentence` that holds `start:end`, and those beside it that are neither arrangement nor label.

    A semicolon ends a statement: what comes after it is another one.
    """
    kept: list[Span] = []
    leads = False
    for low, high in parts(folded, *_between_semicolons(folded, sentence, start, end)):
        colon = folded[high : high + 1] == ":"
        if leads:
            # "Practiced coping skills: cold water" is one statement, not a label before one.
            kept[-1] = (kept[-1][0], high)
            leads = colon
            continue
        own = low < end and start < high
        if own:
            kept += _without_arrangements(folded, (low, high), start, end)
        elif not ((colon and high <= start) or is_arranged(folded, low, high)):
            kept.append((low, high))
        leads = own and colon
    return tuple(kept)


def _between_semicolons(folded: str, sentence: Span, start: int, end: int) -> Span:
    after = folded.find(";", end, sentence[1])
    return max(sentence[0], folded.rfind(";", sentence[0], start) + 1), sentence[1] if after < 0 else after


def _without_arrangements(folded: str, part: Span, start: int, end: int) -> list[Span]:
    """`part` without those of its comma-separated pieces, beside the one with `start:end`, that are arrangements."""
    if not is_arranged(folded, *part):
        return [part]
    found: list[Span] = []
    at = part[0]
    for cut in (*_COMMA.finditer(folded, *part), None):
        low, high, at = at, cut.start() if cut else part[1], cut.end() if cut else part[1]
        if (low < end and start < high) or not is_arranged(folded, low, high):
            found.append((low, high))
    return found


def beside(folded: str, sentence: Span, start: int, end: int) -> tuple[Span, ...]:
    """The parts of `sentence` before and after the statement that holds `start:end`, without arrangements."""
    low, high = _between_semicolons(folded, sentence, start, end)
    return told(folded, (sentence[0], low)) + told(folded, (high, sentence[1]))


def told(folded: str, sentence: Span) -> tuple[Span, ...]:
    """The parts of `sentence` that are not arrangements."""
    return tuple(each for each in parts(folded, *sentence) if not is_arranged(folded, *each))


def is_arranged(folded: str, start: int, end: int) -> bool:
    """Whether `folded[start:end]` tells when, where or for how much one meets, or what is to come."""
    return _ARRANGED.search(folded, start, end) is not None and _SCORED.search(folded, start, end) is None
