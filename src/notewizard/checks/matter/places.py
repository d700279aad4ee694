"""What a clause is by its place in the note: head, heading, label, goal line, signature; or under findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewizard.checks.matter.signs import signs
from notewizard.checks.sections import SectionSpan
from notewizard.checks.vocabulary import FINDINGS_HEADING, FINDINGS_LABEL, ROUTINE_LABEL

HEADING_WORDS = 40
SIGNATURE_WORDS = 12

_DATE = re.compile(
    r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]*\.? \d{1,2}\b|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)
_LABEL = re.compile(r"[\s>*#_•·-]*(?:\d+[.)]\s*)?\**([a-z][\w /&.,'#()-]{0,40}?)\**\s?:\**(?=\s|$)")
_TITLE = re.compile(r"[a-z][a-z /&,'()-]{1,40}:?$")
_SIGNED = re.compile(
    r"\b(?:lcsw\S*|lmft\S*|lpc\S*|lpcc|lmhc\S*|licsw|lmsw|lsw|lcmhc\S*|cadc\S*|ladc|psyd"
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
    r"[\s>*#_-]*(?:\d+[.)]\s*)?\**(?:tx |treatment |(?:long|short)-term )?(?:goals?|objectives?|obj)\.? ?#?\d?\w?\b"
)


class Places:
    """The lines of one note; made once, asked for each clause."""

    def __init__(self, folded: str, sections: tuple[SectionSpan, ...]) -> None:
        named = [each.start for each in sections if not folded[each.start :].startswith("# ")]
        self._folded = folded
        self._head = _head(folded, min(named, default=len(folded)))
        self._findings = tuple(_findings(folded))

    def routine(self, start: int, end: int) -> str:
        """What makes the clause routine whatever it is about: "heading", its label, "signature"; or nothing."""
        folded = self._folded
        line_start = folded.rfind("\n", 0, start) + 1
        line_end = folded.find("\n", start)
        line = folded[line_start : line_end if line_end >= 0 else len(folded)]
        if start < self._head or line.lstrip().startswith("#"):
            return "heading"
        first = not line[: start - line_start].strip(" \t*#>-_•·")
        label = _LABEL.match(line) if first else None
        if label is not None and self._labeled(label[1], line, max(start, line_start + label.end()), end):
            return f"{label[1].strip()}:"
        if _SIGNED.search(folded, start, end) and (_DATE.search(line) or len(line.split()) <= SIGNATURE_WORDS):
            return "signature"
        return ""

    def _labeled(self, label: str, line: str, start: int, end: int) -> bool:
        """Whether what follows the label is what such labels stand before."""
        name = label.strip(" #*")
        if ROUTINE_LABEL.fullmatch(name):
            return bool(_GOAL.match(line)) or signs(self._folded[start:end]).tells < 2
        return bool(FINDINGS_LABEL.fullmatch(name)) and not signs(self._folded[start:end]).tells

    def under_findings(self, start: int) -> bool:
        """Whether the clause stands under a heading such as "Physical examination"."""
        return any(low <= start < high for low, high in self._findings)


def is_goal(clause: str) -> bool:
    """Whether a clause that begins like a goal is one: not if it goes on to tell what happened.

    What stands in quotation marks does not.
    """
    if not _GOAL.match(clause.lstrip()):
        return False
    found = signs(re.sub(r'"[^"]*"', "", clause))
    return not (found.telling or found.perhaps)


def _head(folded: str, first_section: int) -> int:
    """Where the head of a note ends: lines at its beginning that name day, time, people, codes."""
    at = 0
    for line in folded.splitlines(keepends=True):
        bare = line.strip()
        if at >= first_section:
            break
        heading = not bare or bare.startswith("#") or set(bare) <= set("-=_*")
        label = _LABEL.match(bare)
        known = label is not None and ROUTINE_LABEL.fullmatch(label[1].strip(" #*"))
        dated = bool(_DATE.search(bare, 0, 80) and _SESSION.search(bare)) and len(bare.split()) <= HEADING_WORDS
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
