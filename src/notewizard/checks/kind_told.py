"""Which kind of document a free text says it is, where it is none of a session with the client, and what that asks.

It counts as said where a line of the head does nothing else: a title ("# No-show note"), a label ("Service: Collateral
contact, by phone"), or a part of the line between commas. Prose that mentions last week's no-show says no such thing,
nor does a head that names psychotherapy beside a call to the mother.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from notewizard.checks.late import late
from notewizard.checks.sections import NAMES, sections_in
from notewizard.checks.words import fold

_MISSED = frozenset(("encounter", "safety", "plan", "timing"))
_CONTACT = frozenset(("encounter", "presenting", "plan", "timing"))
ASKED: Mapping[str, frozenset[str]] = {
    "no-show": _MISSED,
    "late-cancellation": _MISSED,
    "collateral": _CONTACT,
    "contact": _CONTACT,
}
"""The elements of which such a document owes an answer; formats/elements say it question by question."""

LINES = 8
"""Lines at the beginning that are its head, where no heading ends it sooner."""
LONGEST = 300
"""Characters of a line of a head; a longer one is prose."""

_WHO = r"(?:the )?(?:client|patient|pt|ct|member)"
_SESSION = (
    r"(?: (?:for|to|of) (?:the |this |today's |scheduled )?(?:individual |therapy )?(?:session|appointment|appt))?"
)
_OF_KIND = (
    (
        "no-show",
        late(
            rf"(?:{_WHO} )?(?:no[ -]?show(?:ed)?|n/s|did not show(?: up)?|failed to show|dns)"
            rf"{_SESSION}(?: note| documentation)?"
        ),
    ),
    (
        "late-cancellation",
        late(
            rf"(?:{_WHO} )?(?:(?:late|same[ -]day|short[ -]notice) )?cancel(?:l?ation|l?ed|s)(?: (?:late|same day))?"
            rf"(?: by (?:{_WHO}|phone|text|e-?mail|voicemail))?{_SESSION}(?: note| documentation)?|late[ -]cancel"
        ),
    ),
    (
        "collateral",
        late(
            r"collateral(?: (?:contact|call|session|meeting|note|information|consultation))*"
            r"(?: (?:with|from|to) (?:the |his |her |their |client's |patient's )?[\w' ]{2,40})?"
        ),
    ),
    (
        "contact",
        late(
            rf"(?:(?:brief|between[ -]sessions?|non[ -]?session|unscheduled|telephone|phone|e-?mail|text) )*"
            rf"(?:contact|call)(?: note)?(?: (?:with|from|to) {_WHO})?"
        ),
    ),
)
_LABEL = late(
    r"^(?:service|type(?: of (?:service|contact|note|session))?|(?:note|session|contact|encounter|visit|appointment)"
    r"(?: type| status)?|status|attendance|re)\b\s*[:=]?\s+"
)
_PARTS = late(r"\s*(?:[,;|/()]|\.(?=\s|$)|\s[-–—]+(?=\s))\s*")
_IS_A_SESSION = late(
    r"\b(?:individual|ind|psychotherapy|group|couples?|family (?:session|therapy)|intake|diagnostic evaluation"
    r"|90[78]\d\d)\b"
)


def kind_told(text: str, there: Mapping[str, bool]) -> str:
    """`no-show`, `late-cancellation`, `collateral` or `contact` as `text` calls itself; empty for any other text.

    `there`: which elements it holds. What was seen of the client, or how the work was taken, is of a session, whatever
    the head says.
    """
    if there["mental_status"]:
        return ""
    head = _head(text)
    for kind, words in _OF_KIND:
        missed = kind in ("no-show", "late-cancellation")
        if missed and there["response"]:
            continue
        if not missed and any(_IS_A_SESSION.search(line) for line in head):
            continue
        if any(words.fullmatch(part) for line in head for part in _parts(line)):
            return kind
    return ""


def _head(text: str) -> list[str]:
    """The lines above the first section of a note, without their marks of emphasis, folded."""
    above = next((each.start for each in sections_in(text) if each.name in NAMES), len(text))
    lines = (re.sub(r"[*_#>`]+", " ", line).strip() for line in fold(text[:above]).splitlines())
    return [line for line in lines if line][:LINES]


def _parts(line: str) -> list[str]:
    """What stands between the commas of a line of a head, without a label before it."""
    if len(line) > LONGEST:
        return []
    return [" ".join(each.split()) for each in _PARTS.split(_LABEL.sub("", line)) if each]
