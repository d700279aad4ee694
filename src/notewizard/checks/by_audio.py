"""In a note that says that its session was by audio only: the words for what could only be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewizard.checks.finding import Finding
from notewizard.checks.late import late
from notewizard.checks.sections import NAMES, sections_in

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
WHY = "What is documented must have been observable."
BETTER = "Take it out, and give “audio only” as the reason for what was not assessed."
SOURCE = "StatPearls, Mental Status Examination"


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
                WHY,
                BETTER,
                SOURCE,
                sentence=around,
            )
