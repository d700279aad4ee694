"""The block of `key: value` lines between two `---` at the top of a note."""

from __future__ import annotations

import re

_MOST_LINES = 400
_LINE = re.compile(r"\s*$|\s*#|\s+\S|-\s|[\w.-]+\s*:(\s|$)")


def front_matter_end(text: str) -> int:
    """Where the front matter ends, just after its closing `---`; 0 when the text has none."""
    if not text.startswith("---\n"):
        return 0
    at = 4
    for _ in range(_MOST_LINES):
        if at >= len(text):
            return 0
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        line = text[at:line_end]
        if line.rstrip() in {"---", "..."}:
            return at + len(line.rstrip())
        # A rule across the page is not a front matter: every line has to read like one.
        if not _LINE.match(line):
            return 0
        at = line_end + 1
    return 0
