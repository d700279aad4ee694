"""A mental status that contradicts itself, or what could be seen at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from notewizard.checks.around import Around, about
from notewizard.checks.by_audio import BETTER, SOURCE, WHY
from notewizard.checks.finding import Finding
from notewizard.checks.late import late

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
                SOURCE,
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
                    WHY,
                    BETTER,
                    SOURCE,
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
