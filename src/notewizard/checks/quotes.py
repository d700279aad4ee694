"""Which stretches of a text are somebody's words between quotation marks.

An opening mark without a closing one quotes nothing (one stray mark must not silence the rest of a note); no quote
crosses a paragraph or runs past `LONGEST` characters.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

LONGEST = 600

_MARKS = re.compile(
    r"[“”\"]|(?<![\w'’])['‘](?=[\w…?!])|(?<=[\w.,!?…])['’](?!\w)|\n[ \t]*\n|\n(?=[ \t]*(?:[-*•#]|\d+[.)]))"
)
_LEFT_OUT = re.compile(r"['‘](?:\d|(?:til|till|cause|em|n|bout|round|tis|twas|cuz|cos)\b)", re.IGNORECASE)
"""An apostrophe before what is short for something: it opens a quotation only where a sure sign closes it."""
_STOPS = re.compile(r"[.;!?…]\s")


def quoted_spans(text: str) -> tuple[Span, ...]:
    """The quotations in `text`, marks included, in order and not overlapping."""
    found: list[Span] = []
    opened: int | None = None
    single: int | None = None
    marks = [*_MARKS.finditer(text)]
    for place, mark in enumerate(marks):
        sign, at = mark[0], mark.start()
        if sign[0] == "\n":
            opened = single = None
        elif sign in "'‘’":
            if opened is not None:
                continue
            if single is None or sign == "‘" or _opens(text, at):
                single = at if _opens(text, at) else None
            elif _ends(text, single, at) and not _is_possessive(text, single, marks[place : place + 2]):
                while found and found[-1][0] > single:
                    found.pop()  # what is quoted in the quotation
                found.append((single, at + 1))
                single = None
        elif opened is None or sign == "“" or at - opened > LONGEST or (_opens(text, at) and not _closes(text, at)):
            opened = None if sign == "”" else at
        else:
            found.append((opened, at + 1))
            opened = None
    return tuple(found)


def _ends(text: str, single: int, at: int) -> bool:
    """Whether the sign at `at` may close what that at `single` opened: after a stop, surely; else in its sentence."""
    if text[at - 1] in ".,!?…":
        return at - single <= LONGEST
    return at - single <= LONGEST // 3 and not _STOPS.search(text, single, at) and not _LEFT_OUT.match(text, single)


def _is_possessive(text: str, single: int, marks: list[re.Match[str]]) -> bool:
    """Whether the first of these is an apostrophe ("the kids' room"): the next one closes, and cannot be one itself."""
    at = marks[0].start()
    if len(marks) < 2 or text[at - 1] not in "sS" or not text[at + 1 : at + 2].isspace():
        return False
    after = marks[1].start()
    closes = marks[1][0] in ("'", "’") and not _opens(text, after) and text[after - 1] not in "sS0123456789"
    return closes and _ends(text, single, after)


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([{/-–—:") and bool(after) and not after.isspace()


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before) and not before.isspace() and (not after or not after.isalnum())
