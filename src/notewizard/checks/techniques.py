"""Whether the work names a technique: "supportive talk" names none, whatever the plan says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.note.note import Note

NO_TECHNIQUE = "work.no-technique"
"""The rule's id."""
_GENERAL = """
supportive support supported supporting emotional talk talked talking talks talk-based listen listened listening active
empathic empathetic processing processed process process-oriented feelings emotions discussion discussed discussing
discuss counseling counselling therapy psychotherapy therapeutic individual session conversation check-in checkin chat
chatted rapport building venting space holding reflection general life events and of the a about client
"""
_IS_GENERAL = frozenset(_GENERAL.split())
"""Words that say that there was a session, and not what was done in it."""


def techniques(note: Note, around: Around) -> Iterator[Finding]:
    """Each piece of work names a technique: one of the vocabulary, or the author's own words for what it was."""
    for position, work in enumerate(note.interventions or ()):
        named = [each for each in work.techniques or () if not _says_nothing(each, around)]
        if work.techniques and not named:
            yield about(
                NO_TECHNIQUE,
                "vague",
                "warning",
                f"interventions[{position}].techniques",
                f"“{', '.join(work.techniques)}” names no technique.",
                "Payers pay for a named therapeutic technique; talk and support are what any visit has.",
                "Say what you did: cognitive restructuring, exposure, a values exercise.",
                "CGS Medicare, notice on outpatient psychotherapy records of October 28, 2021: therapeutic maneuvers",
            )


def _says_nothing(term: str, around: Around) -> bool:
    words = re.findall(r"[a-z][a-z-]*", term.lower())
    return term.lower() not in around.techniques and all(each in _IS_GENERAL for each in words)
