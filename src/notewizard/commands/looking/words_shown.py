"""A stretch of a note as a line of a report shows it."""

from __future__ import annotations

import re

FIRST, LAST = 4, 2
"""Words shown of the two ends of a longer stretch: enough to find it."""


def on_one_line(stretch: str) -> str:
    """A stretch as it reads: on one line, without the marks of Markdown's emphasis."""
    return " ".join(re.sub(r"(?<!\\)\*\*", "", stretch).split())


def ends_of(stretch: str) -> str:
    """The first and the last words of a stretch; all of a short one."""
    words = on_one_line(stretch).split()
    if len(words) <= FIRST + LAST + 1:
        return " ".join(words)
    return f"{' '.join(words[:FIRST])} … {' '.join(words[-LAST:])}"
