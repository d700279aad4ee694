"""A finding: what any check of the program says about a note or a text. A value, never an exception."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Level = Literal["info", "warning", "must-resolve"]

LEVELS: tuple[Level, ...] = ("info", "warning", "must-resolve")
"""From the mildest to the one that has to be mended."""


@dataclass(frozen=True)
class Finding:
    """One thing that deserves a second look: which rule, where, why, and what could stand there instead."""

    rule: str
    """Stable dotted id: `progress.no-evidence`."""
    category: str
    """`vague`, `missing`, `safety`, …: the closed list of docs/tour.md."""
    level: Level
    start: int | None
    """Where the matched words begin, in Unicode code points of the text as given; None where there is no span."""
    end: int | None
    """Where they end, exclusive."""
    text: str
    """The matched words; empty when there are none."""
    message: str
    """What was seen, one sentence."""
    why: str
    """Why it matters, for the person who asks."""
    suggestion: str
    """What could stand there instead; never applied without the author."""
    source: str
    """The authority, study or house rule it rests on."""
    where: str = ""
    """The question id or element it is about, where the text is one answer."""
    sentence: str = ""
    """The sentence around the span, so that a finding kept once is recognized again; empty for findings on no text."""

    @property
    def fingerprint(self) -> str:
        """The same for the same rule in the same sentence, whatever its case and spacing: 16 hex digits."""
        import hashlib  # not before: most findings are never kept

        words = re.sub(r"\W+", " ", (self.sentence or self.text or self.where).casefold()).strip()
        return hashlib.sha256(f"{self.rule}\n{words}".encode()).hexdigest()[:16]
