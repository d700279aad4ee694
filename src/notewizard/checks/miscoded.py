"""A psychotherapy code in a written note that its own minutes do not give: the code follows, never the reverse.

Only where the note says one code and one length without doubt; a session of another kind is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewizard.checks.finding import Finding
from notewizard.checks.late import late
from notewizard.note.service import SHORTEST_PSYCHOTHERAPY, psychotherapy_code

_CODE = late(r"\b9083[247]\b")
_OTHER = late(r"\b(?:90833|90836|90838|9084\d|90853|90791|90792|992\d\d)\b")
"""Codes of other sessions, or of a visit besides, whose minutes do not count."""
_LENGTH = late(
    r"\b(?:duration|total time|total minutes|(?:session|appointment) (?:length|time|duration)"
    r"|length of (?:the )?session|time (?:in|spent in) session)\b[^\w\n]{0,4}(?:of |was )?(\d{1,3}) ?min"
    r"|[ap]\.?m\.?[^\w\n]{0,3}(?:[A-Z]{2,4} )?\((\d{1,3}) min(?:ute)?s?[;)]"
    r"|\b(\d{1,3}) ?min(?:ute)?s?\b[^\w\n]{0,3}(?:CPT:? )?9083",
    re.IGNORECASE,
)
_SPAN = late(
    r"\b(\d{1,2}):(\d\d) ?([ap])?\.?m?\.?"
    r"(?: ?(?:-|–|—|to|until) ?|\W{0,4}(?:stop|end(?:ed)?)(?: time)?\b\W{0,3})"
    r"(\d{1,2}):(\d\d) ?([ap])?\.?m?\b",
    re.IGNORECASE,
)
_OF_SESSION = late(
    r"^\s*$|\b(?:start\w*|times?|session|service|appointment|seen|dos|date|\d{4})\b|\d/\d", re.IGNORECASE
)
"""What stands before two times that are those of the session."""


def miscoded(text: str) -> Iterator[Finding]:
    """The code, where the minutes that the note gives make it another one."""
    codes = list(_CODE.finditer(text)) if "9083" in text else []
    if len({each[0] for each in codes}) != 1 or _OTHER.search(text):
        return
    minutes = _minutes(text)
    if minutes is None or psychotherapy_code(minutes) == codes[0][0]:
        return
    right = psychotherapy_code(minutes)
    said = f"{minutes} minutes are {right}" if right else f"below {SHORTEST_PSYCHOTHERAPY} minutes there is none"
    yield Finding(
        rule="time.miscoded",
        category="time",
        level="warning",
        start=codes[0].start(),
        end=codes[0].end(),
        text=codes[0][0],
        message=f"The note gives {minutes} minutes and CPT {codes[0][0]}; {said}.",
        why="The code follows from the minutes in the note; one that they do not give is what an audit takes back.",
        suggestion=f"Bill {right}, or look at the times again." if right else "Look at the times again.",
        source="Novitas (LCD L35101): 90832 for 16 to 37 minutes, 90834 for 38 to 52, 90837 from 53",
        where="encounter",
    )


def _minutes(text: str) -> int | None:
    """The one length that the note gives; None where it gives none, or several."""
    said = {int(each[1] or each[2] or each[3]) for each in _LENGTH.finditer(text)}
    if not said:
        spans = [each for each in _SPAN.finditer(text) if _OF_SESSION.search(_clause_before(text, each.start()))]
        said = {length for each in spans if (length := _between(each)) is not None}
    return next(iter(said)) if len(said) == 1 else None


def _clause_before(text: str, at: int) -> str:
    return re.split(r"[.;\n]", text[max(at - 60, 0) : at])[-1]


def _between(span: re.Match[str]) -> int | None:
    """Minutes between two times on one day; None where morning and afternoon cannot be told, or for other stretches."""
    first, second = span[3], span[6]
    begins = _of_day(int(span[1]), int(span[2]), first or second)
    ends = _of_day(int(span[4]), int(span[5]), second or first)
    if begins is not None and ends is not None and not first and second and ends < begins:
        begins -= 12 * 60  # 11:30 to 12:20 PM
    passed = (ends - begins) if begins is not None and ends is not None else 0
    return passed if 0 < passed <= 180 else None


def _of_day(hour: int, minute: int, half: str | None) -> int | None:
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        return None
    return ((hour % 12 + (12 if half.lower() == "p" else 0)) if half else hour) * 60 + minute
