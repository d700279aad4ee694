"""Free text → its sections, by the headings clinicians write: "## Plan", "PLAN:", "P: …", "A/P", "Homework."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from notewizard.checks.late import late

NAMES = {
    "subjective": "subjective|s|subj|presenting concern|presenting concerns|presenting problem|presenting complaint"
    "|chief complaint|reason for visit|history of present illness|hpi|hpc|pc|interval history|since last session"
    "|problem|prob|situation|session content|client report|client's report|review of systems|ros|history",
    "objective": "objective|o|obj|observations|mental status|mental status exam|mental status examination|mse"
    "|behavioral observations|physical exam|physical examination|exam|examination"
    "|vitals|results",
    "data": "data|d",
    "behavior": "behavior|b|behaviour|beh|client presentation|presentation",
    "goal": "goal|g|goals|goals addressed|goal(s)",
    "assessment": "assessment|a|impression|imp|clinical impression|assessment and plan|a/p|assessment & plan"
    "|formulation",
    "intervention": "intervention|interventions|i|int|therapeutic interventions|intervention(s)|interventions used",
    "response": "response|r|resp|client response|progress|response to intervention|evaluation",
    "plan": "plan|p|treatment plan|plan/next steps|next steps|homework|next session|follow-up|recommendations"
    "|instructions|plans",
    "safety": "safety|risk|risk assessment|safety/risk",
}
_SECTION_OF = {word: name for name, words in NAMES.items() for word in words.split("|")}
_SPELLED = "|".join(sorted((re.escape(word) for word in _SECTION_OF if len(word) > 1), key=len, reverse=True))
_LETTERS = "".join(sorted(word for word in _SECTION_OF if len(word) == 1))

_HEADING = late(
    rf"^[ \t]*(?:#{{1,4}}\s*)?\**(?P<name>{_SPELLED})\**(?P<mark>[ \t]*[:.]\**(?=\s|$)|[ \t]*[-–—][ \t]|[ \t]*$)"
    rf"|^[ \t]*\**(?P<letter>[{_LETTERS}])\**(?:[:.)]|[ \t]-)\**(?=\s)"
    r"|^[ \t]*#{1,4}[ \t]*(?P<other>\S[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)


class SectionSpan(NamedTuple):
    """A section of a free text."""

    start: int
    """Where its heading begins."""
    end: int
    """Where the next section begins, or the end of the text."""
    name: str
    """Our name for it: `plan`, `assessment`, …; an unknown heading in its own words, lower case."""
    body: int
    """Where its own text begins, after the heading."""


def section_called(heading: str) -> str:
    """Our name for the section under `heading`; an unknown heading in its own words, lower case."""
    word = heading.strip().lower()
    return _SECTION_OF.get(word, word)


def sections_in(text: str) -> tuple[SectionSpan, ...]:
    """The sections of `text`, in order; empty where it has no heading we know.

    A single letter ("P: …") counts only where at least two different ones head lines, so that "P." in a list does not
    make a plan.
    """
    heads = [*_headings(text)]
    letters = {head["letter"].lower() for head in heads if head["letter"]}
    heads = [head for head in heads if not head["letter"] or len(letters) > 1]
    found = []
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        name = section_called(head["name"] or head["letter"] or head["other"])
        found.append(SectionSpan(head.start(), end, name, head.end()))
    return tuple(found)


def _headings(text: str) -> Iterator[re.Match[str]]:
    """What `_HEADING` finds in `text`: looked for where a line begins, and nowhere between."""
    line = 0
    while line >= 0:
        found = _HEADING.match(text, line)
        if found:
            yield found
        # A mark alone on its line belongs to the heading on the next.
        line = text.find("\n", found.end() if found else line) + 1 or -1
