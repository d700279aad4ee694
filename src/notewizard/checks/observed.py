"""A mental status that contradicts itself, or what could be seen at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.checks.late import late
from notewizard.checks.sections import NAMES, sections_in

if TYPE_CHECKING:
    from notewizard.note.mental_status import MentalStatus
    from notewizard.note.note import Note

_PAIRS = (
    ("affect", "flat", "affect", "labile"),
    ("affect", "full range", "affect", "flat"),
    ("affect", "full range", "affect", "blunted"),
    ("affect", "congruent", "affect", "incongruent"),
    ("cognition", "oriented x4", "cognition", "disoriented"),
    ("perception", "no hallucinations reported or observed", "perception", "responding to internal stimuli"),
    ("thought_process", "linear", "thought_process", "tangential"),
    ("thought_process", "linear", "thought_process", "disorganized"),
)
"""Descriptors that cannot both be so (standard psychiatric usage; clinical reference, mental status, data rules)."""
_BY_AUDIO = late(
    r"\b(?:audio[- ]only|audio session|(?:tele)?phone session|session (?:held )?(?:by|via|over the) (?:tele)?phone)\b",
    re.IGNORECASE,
)
_SEEN = late(
    r"\b(?:(?:well|neatly|casually|appropriately|poorly)[- ](?:groomed|dressed)|groomed|disheveled|unkempt"
    r"|(?:steady|good|fair|poor|appropriate|intermittent|avoidant|limited|intense) eye contact)\b",
    re.IGNORECASE,
)
_UNSEEN = late(r"not (?:assess|observ|seen|able)|unable|could not|by audio|audio only", re.IGNORECASE)
_WHY = "What is documented must have been observable."
_BETTER = "Take it out, and give “audio only” as the reason for what was not assessed."
_SOURCE = "StatPearls, Mental Status Examination"


def observed(note: Note, around: Around) -> Iterator[Finding]:
    """No two descriptors exclude each other, and nothing was seen over the telephone."""
    status = note.mental_status
    if status is None:
        return
    for domain, first, other, second in _PAIRS:
        if _has(status, domain, first) and _has(status, other, second):
            yield about(
                "mental-status.contradiction",
                "mental_status",
                "warning",
                f"mental_status.{domain}",
                f"“{first}” and “{second}” exclude each other.",
                "A reader who finds one contradiction doubts the rest.",
                "Keep the one you saw, or say when each was so.",
                _SOURCE,
            )
    if note.encounter and note.encounter.delivery == "audio":
        for domain in ("appearance", "behavior"):
            if isinstance(getattr(status, domain), tuple):
                yield about(
                    "mental-status.not-seen",
                    "mental_status",
                    "warning",
                    f"mental_status.{domain}",
                    f"The session was by audio only; {domain} could not be seen.",
                    _WHY,
                    _BETTER,
                    _SOURCE,
                )


def _has(status: MentalStatus, domain: str, term: str) -> bool:
    values = getattr(status, domain)
    return isinstance(values, tuple) and any(each.lower().startswith(term) for each in values)


def seen_by_audio(text: str) -> Iterator[Finding]:
    """In a text whose head says that the session was by audio only: the words for what could only be seen."""
    first = next((each.start for each in sections_in(text) if each.name in NAMES), len(text))
    if not _BY_AUDIO.search(text, 0, first):
        return
    for found in _SEEN.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.end() + 80]
        sentence = re.split(r"(?<=[.;])\s", line[: line.find("\n")] if "\n" in line else line)
        around = next((each for each in sentence if found[0] in each), "")
        if not _UNSEEN.search(around):
            yield Finding(
                "mental-status.not-seen",
                "mental_status",
                "warning",
                found.start(),
                found.end(),
                found[0],
                f"The session was by audio only; “{found[0]}” could not be seen.",
                _WHY,
                _BETTER,
                _SOURCE,
                sentence=around,
            )
