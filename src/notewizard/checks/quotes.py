"""Which stretches of a text are somebody's words between quotation marks.

An opening mark without a closing one quotes nothing (one stray mark must not silence the rest of a note); no quote
crosses a paragraph or runs past `LONGEST` characters.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

LONGEST = 600

_MARKS = re.compile(r"[“”\"]|(?<![\w'’])['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)|\n[ \t]*\n|\n(?=[ \t]*(?:[-*•#]|\d+[.)]))")


def quoted_spans(text: str) -> tuple[Span, ...]:
    """The quotations in `text`, marks included, in order and not overlapping."""
    found: list[Span] = []
    opened: int | None = None
    single: int | None = None
    for mark in _MARKS.finditer(text):
        sign, at = mark[0], mark.start()
        if sign[0] == "\n":
            opened = single = None
        elif sign in "'‘’":
            if opened is not None:
                continue
            if single is None or sign == "‘" or _opens(text, at):
                single = at if _opens(text, at) else None
            elif at - single <= LONGEST // 3 and not re.search(r"[.;]\s", text[single:at]):
                found.append((single, at + 1))
                single = None
        elif opened is None or sign == "“" or at - opened > LONGEST or (_opens(text, at) and not _closes(text, at)):
            opened = None if sign == "”" else at
        else:
            found.append((opened, at + 1))
            opened = single = None
    return tuple(found)


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([{/-–—:") and bool(after) and not after.isspace()


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before) and not before.isspace() and (not after or not after.isalnum())
