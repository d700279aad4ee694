"""The mood in the client's own words: what only an observer says is marked there."""

from __future__ import annotations

import re

from notewizard.checks.finding import Finding
from notewizard.checks.late import late

SOURCE = "StatPearls, Mental Status Examination: mood is reported by the client, affect is observed"
_OBSERVED = late(
    r"\b(?:euthym|dysthym|dysphor|hyperthym)\w*|\b(?:blunted|constricted|labile|(?:in)?congruent|affect|wnl|wfl)\b"
    r"|\bwithin (?:normal|functional) limits\b|\bfull range\b"
    r"|\A\W*(?:(?:the )?(?:client|patient|pt|she|he|they) )?(?:appear|seem|present)(?:s|ed)?\b",
    re.IGNORECASE,
)
"""What an observer says of affect, in words that hardly any client says of themselves. "Anxious", "irritable" and
"flat" are not among them: clients do say those (clinical reference, mental status: mood, against affect)."""


def observers_words(text: str) -> Finding | None:
    """The first words of an answered mood that are an observer's; None where it may be the client's own."""
    found = _OBSERVED.search(text)
    if found is None:
        return None
    said = found[0].strip()
    return Finding(
        rule="mental-status.mood-observed",
        category="mental_status",
        level="warning",
        start=found.start(),
        end=found.end(),
        text=found[0],
        message=f"“{said}” is what an observer says of affect; mood is what the client says.",
        why="A finding of yours in the client's place leaves out how the client felt.",
        suggestion="Give the client's own words here, and what you saw under affect.",
        source=SOURCE,
        sentence=text,
    )
