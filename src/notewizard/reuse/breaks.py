"""Where one unit of a text ends and the next begins: a blank line, a list item, a heading, a labeled line.

A passage never reaches across such a break: two notes that share the ends of neighboring paragraphs share a form.
"""

from __future__ import annotations

import re

_OPENS = re.compile(
    r"[ \t]*(?:[-*+•◦▪‣·–—][ \t]|\(?\d{1,2}[.)][ \t]|\(?[a-z][.)][ \t]|#{1,6}[ \t]|>|\||\*\*|__"
    r"|[A-Z][\w /&()',.-]{0,40}:(?:\s|$))"
)
"""A line that begins something new: an item, a heading, a quoted line, a table row, a label such as `Plan:`."""
_HEADING = re.compile(r"[ \t]*(?:#{1,6}[ \t].*|[^a-z]*[A-Z][^a-z]*|[^.!?]{1,40}:|\*\*[^*]{1,60}\*\*)[ \t]*$")
"""A line that stands alone: a Markdown heading, capitals throughout, a few words and a colon."""
_HEADING_MOST = 80


def unit_starts(text: str) -> list[int]:
    """Where each unit of `text` begins, in code points; the first is 0."""
    starts = [0]
    at = 0
    fresh = False
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
        if not bare.strip():
            fresh = True
        else:
            if at and (fresh or _OPENS.match(bare)):
                starts.append(at)
            heading = len(bare) <= _HEADING_MOST and _HEADING.match(bare) is not None
            fresh = heading or bare.endswith("  ")
        at += len(line)
    return starts
