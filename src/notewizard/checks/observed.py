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
    ("affect", "full range", "affect", "flat|blunted|constricted|restricted"),
    ("affect", "flat", "affect", "labile|expansive|reactive"),
    ("affect", "fixed", "affect", "labile|reactive"),
    ("affect", "congruent", "affect", "incongruent"),
    ("affect", "appropriate to the situation", "affect", "not in keeping with the situation"),
    ("appearance", "neatly groomed", "appearance", "disheveled|unkempt"),
    ("cognition", "oriented x4", "cognition", "disoriented"),
    ("cognition", "alert", "cognition", "obtunded|lethargic"),
    ("cognition", "attention sustained", "cognition", "impaired attention"),
    ("cognition", "memory grossly intact", "cognition", "impaired (?:recent|remote) memory"),
    (
        "perception",
        "no (?:auditory or visual )?hallucinations",
        "perception",
        "(?:appeared to respond|responding) to internal stimuli|(?:auditory|visual|command) hallucinations",
    ),
    ("thought_content", "no delusions", "thought_content", r"(?!no\b)(?:\w+ )?delusions"),
    ("thought_content", "no obsessions", "thought_content", "obsessions"),
    ("thought_content", "no preoccupations", "thought_content", "preoccupied"),
    (
        "thought_process",
        "linear|goal-directed",
        "thought_process",
        "tangential|disorganized|loose|word salad|derailment",
    ),
)
"""Descriptors that cannot both be so (standard psychiatric usage; clinical reference, mental status, data rules)."""
_IN_TURN = late(
    r"\b(?:at first|initially|at times|briefly|later|then|until|when|while|by the end|by mid-session|end of)\b",
    re.IGNORECASE,
)
"""Said of a part of the hour: what changed within it is no contradiction."""
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
        one, two = _has(status, domain, first), _has(status, other, second)
        if one and two:
            yield about(
                "mental-status.contradiction",
                "mental_status",
                "warning",
                f"mental_status.{domain}",
                f"“{one}” and “{two}” exclude each other.",
                "A reader who finds one contradiction doubts the rest.",
                "Keep the one you saw, or say when each was so.",
                _SOURCE,
            )
    yield from _all_usual(note, around)
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


def _has(status: MentalStatus, domain: str, terms: str) -> str:
    """The descriptor of the domain that is one of `terms` for the whole of the session; empty where there is none."""
    values = getattr(status, domain)
    if not isinstance(values, tuple):
        return ""
    return next((each for each in values if re.match(terms, each.lower()) and not _IN_TURN.search(each)), "")


LEAST_DOMAINS = 4
"""Fewer domains with a finding are no picture of the whole."""


def _all_usual(note: Note, around: Around) -> Iterator[Finding]:
    """Nothing out of the ordinary in any domain, beside a score in a severe band."""
    status = note.mental_status
    if status is None or not around.usual:
        return
    listed = {name: getattr(status, name) for name in type(status).model_fields}
    seen = [(name, term.lower()) for name, terms in listed.items() if isinstance(terms, tuple) for term in terms]
    if len({name for name, _ in seen}) < LEAST_DOMAINS or not around.usual.issuperset(seen):
        return
    known = {each.name.lower(): each for each in around.measures}
    for score in (note.presenting.measures or ()) if note.presenting else ():
        measure = known.get(score.name.lower())
        if measure is not None and "severe" in (band := measure.band(score.score)):
            yield about(
                "mental-status.all-usual",
                "mental_status",
                "warning",
                "mental_status",
                f"{score.name} is {band}, and the mental status is within normal limits throughout.",
                "Findings that are never out of the ordinary look as if nobody had looked.",
                "Add one thing you observed in this session.",
                "National Government Services, 2012: defaults hide new findings",
            )
            return


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
