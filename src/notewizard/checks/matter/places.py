"""What a clause is by its place in the note: head, heading, label, goal line, signature; or under findings.

What is so of a line is found out once, however many clauses it has; no pattern can divide a row of signs in two ways.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from notewizard.checks.matter.signs import signs
from notewizard.checks.sections import SectionSpan
from notewizard.checks.vocabulary import FINDINGS_HEADING, FINDINGS_LABEL, REPORTING, ROUTINE_LABEL

HEADING_WORDS = 40
SIGNATURE_WORDS = 12
SIGNATURE_LETTERS = 120
"""So near its end a clause names the license of whoever signs."""

_DATE = re.compile(
    r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]*\.? \d{1,2}\b|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)
_LABEL = re.compile(r"[\s>*#_•·-]*+(?:\d++[.)]\s*+)?+\**+([a-z][\w /&.,'#()-]{0,40}?)\**\s?:\**(?=\s|$)")
_TITLE = re.compile(r"[a-z][a-z /&,'()-]{1,40}:?$")
_SIGNED = re.compile(
    r"\b(?:(?:lcsw|lmft|lpc|lmhc|lcmhc|cadc)\S{0,30}|licsw|lmsw|lsw|ladc|psyd"
    r"|psy\.d|phd|ph\.d|amft"
    r"|apcc|mft|ma|ms|msw|edd|electronically signed|e-signed|signed by|supervised by|intern|trainee"
    r"|practicum)\b[^\n]{0,60}$"
)
_SESSION = re.compile(
    r"\b\d{1,2}:\d\d\b|\b\d{4}-\d{4}\b|\bsession\b|\bcpt\b|\b90\d{3}\b|\btelehealth\b|\bvideo\b|\boffice\b"
    r"|\bin person\b|\bind(?:ividual)?\b|\bmin(?:utes)?\b|\bphone\b|\bhome\b|\bclinic\b|\bdx\b"
    r"|\bcouple|\bfamily\b|\b[a-tv-z]\d\d\.\d"
)
_GOAL = re.compile(
    r"[\s>*#_-]*+(?:\d++[.)]\s*+)?+\**+(?:(?:the|our|his|her|their) )?(?:tx |treatment |(?:long|short)-term )?"
    r"(?:goals?|objectives?|obj|aims?)\.? ?#?\d?\w?\b"
)
_OBJECTIVE = re.compile(
    r"\bwill (?:\w+ ){1,14}?(?:in |on |for |at least |no more than )?(?:\d+ (?:out )?of \d+|\d+ ?%|\d+/\d+)"
    r"(?: (?:of )?(?:opportunities|trials|days|sessions|weeks|occasions|school days|conflicts|times|nights))?"
)
"""What somebody will do, and in how many of how many cases: an objective as it stands in a treatment plan."""
_INITIALS = re.compile(r"[\s*_/–—-]*(?:[a-z]\.? ?){2,3}[\s*_]*")
"""A line that is somebody's initials."""
_BOX = re.compile(r"\[[ x✓✔]?\]|[☐☑☒]")
_RATED = re.compile(r"[^.;:]{4,70}?\s*(?:[-–—:=]\s*|\()\d{1,3}\)?%?\s*")
"""A line that is an item with its rating: one of a ladder."""
_MARKS = " \t*#>-_•·"
"""What may stand before the first word of a line."""


class _Line:
    """What is so of one line, whichever of its clauses is asked about."""

    def __init__(self, start: int, line: str) -> None:
        self._line = line
        inner = line.lstrip(_MARKS)
        self.begins = start + len(line) - len(inner)
        """Where its first word stands, after list numbers and marks; a clause that begins later is not its first."""
        self.heading = line.lstrip().startswith("#")
        label = _LABEL.match(line)
        self.label = label[1] if label is not None else ""
        self.labeled = start + (label.end() if label is not None else 0)
        """Where it goes on after its label."""

    @cached_property
    def signs_off(self) -> bool:
        """Whether it is such a line as a signature stands in."""
        return bool(_DATE.search(self._line)) or len(self._line.split()) <= SIGNATURE_WORDS

    @cached_property
    def initials(self) -> bool:
        """Whether it is nothing but initials."""
        return bool(_INITIALS.fullmatch(self._line))

    @cached_property
    def ticked(self) -> bool:
        """Whether boxes are ticked, or not, in it."""
        return len(_BOX.findall(self._line)) > 1

    @cached_property
    def rated(self) -> bool:
        """Whether it is an item with a rating behind it."""
        return bool(_RATED.fullmatch(self._line))

    @cached_property
    def goal(self) -> bool:
        """Whether it begins like a goal."""
        return bool(_GOAL.match(self._line))


class Places:
    """The lines of one note; made once, asked for each clause."""

    def __init__(self, folded: str, sections: tuple[SectionSpan, ...]) -> None:
        named = [each.start for each in sections if not folded.startswith("# ", each.start)]
        self._folded = folded
        self._head = _head(folded, min(named, default=len(folded)))
        self._findings = tuple(_findings(folded))
        self._lines: list[_Line] = []
        self._starts: list[int] = []
        at = 0
        for line in folded.split("\n"):
            self._lines.append(_Line(at, line))
            self._starts.append(at)
            at += len(line) + 1

    def routine(self, start: int, end: int) -> str:
        """What makes the clause routine whatever it is about: "heading", its label, "signature"; or nothing."""
        number = bisect_right(self._starts, start) - 1
        line = self._lines[number]
        if start < self._head or line.heading:
            return "heading"
        if line.initials:
            return "signature"
        if line.ticked:
            return "checkboxes"
        if line.rated and any(
            each.rated for each in (*self._lines[max(number - 1, 0) : number], *self._lines[number + 1 : number + 2])
        ):
            return "rated items"
        if start <= line.begins and line.label and self._is_labeled(line, max(start, line.labeled), end):
            return f"{line.label.strip()}:"
        if _SIGNED.search(self._folded, max(start, end - SIGNATURE_LETTERS), end) and line.signs_off:
            return "signature"
        return ""

    def _is_labeled(self, line: _Line, start: int, end: int) -> bool:
        """Whether what follows the label is what such labels stand before."""
        name = line.label.strip(" #*")
        if ROUTINE_LABEL.fullmatch(name):
            return line.goal or signs(self._folded[start:end]).tells < 2
        return bool(FINDINGS_LABEL.fullmatch(name)) and not signs(self._folded[start:end]).tells

    def under_findings(self, start: int) -> bool:
        """Whether the clause stands under a heading such as "Physical examination"."""
        at = bisect_right(self._findings, start, key=lambda span: span[0]) - 1
        return at >= 0 and start < self._findings[at][1]


def is_goal(clause: str, *, headed: bool = False) -> bool:
    """Whether a clause that begins like a goal, or stands under such a heading, is one: not if it tells what happened.

    What stands in quotation marks does not.
    """
    if not headed and not _GOAL.match(clause.lstrip()) and not _OBJECTIVE.search(clause):
        return False
    found = signs(re.sub(r'"[^"]*"', "", clause))
    headed = headed and not _GOAL.match(clause.lstrip())
    return not found.telling and REPORTING.issuperset(found.perhaps) and not (headed and found.turns)


def _head(folded: str, first_section: int) -> int:
    """Where the head of a note ends: lines at its beginning that name day, time, people, codes."""
    at = 0
    for line in folded.splitlines(keepends=True):
        bare = line.strip()
        if at >= first_section:
            break
        heading = not bare or bare.startswith("#") or set(bare) <= set("-=_*")
        label = _LABEL.match(bare)
        short = len(bare.split()) <= HEADING_WORDS and len(signs(bare).telling) < 2
        known = short and label is not None and ROUTINE_LABEL.fullmatch(label[1].strip(" #*"))
        dated = short and bool(_DATE.search(bare, 0, 80) and _SESSION.search(bare))
        if not (heading or known or dated):
            break
        at += len(line)
    return at


def _findings(folded: str) -> Iterator[tuple[int, int]]:
    """From each heading of findings to the next heading, or the first empty line below a line of findings."""
    at, since, lines = 0, -1, 0
    for line in folded.splitlines(keepends=True):
        bare = line.strip(" \t\r\n*#_")
        title = _TITLE.match(bare)
        if since >= 0 and (title or (not bare and lines)):
            yield since, at
            since = -1
        if title and FINDINGS_HEADING.fullmatch(bare.rstrip(": ")):
            since, lines = at, -1
        lines += bool(bare)
        at += len(line)
    if since >= 0:
        yield since, at
