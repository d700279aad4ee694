"""Which stretches of a text are somebody's words between quotation marks.

An opening mark without a closing one quotes nothing (one stray mark must not silence the rest of a note); no quote
crosses a paragraph or runs past `LONGEST` characters.

A single mark may be an apostrophe as well, and the author's own words must never be taken for somebody else's: such
a quotation reaches from its opening to the next single mark that is not inside a word, and where that is not plainly
its closing, it quotes nothing.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

LONGEST = 600

_SINGLE = "'‘’"
_MARKS = re.compile(rf"[“”\"]|(?<!\w)[{_SINGLE}]|[{_SINGLE}](?!\w)|\n[ \t]*\n|\n(?=[ \t]*(?:[-*•#]|\d+[.)]))")
_NEVER_OPENS = re.compile(
    rf"[{_SINGLE}](?:[\s\d.,;:)\]]|$|(?:til|till|tis|tisn|twas|twere|twill|twould|twixt|tween|cause|cuz|cos|coz|course"
    r"|em|n|nd|bout|round|neath|gainst|fore|less|stead|nother|nuff|member|sup|fraid|specially|scuse|kay|hood|burbs|rents"
    r"|shrooms?|roids|zines?)\b)",
    re.IGNORECASE,
)
"""An apostrophe before what is short for something ("the '90s", "'til late"), or a mark that stands alone."""
_MAY_BE_APOSTROPHE = re.compile(r"(?:s|in|\d)$", re.IGNORECASE)
"""What stands before an apostrophe at the end of a word: "the kids' room", "runnin' late", "6' tall"."""
_STOPS = re.compile(r"[.;!?…][\"“”)\]*_]*\s|\n(?![ \t]*[a-z])")
_INTRODUCED = re.compile(
    r"(?:[,:(]|\b(?:sa(?:ys?|id|ying)|ask(?:s|ed|ing)?|add(?:s|ed|ing)|(?:stat|writ|declar|describ|shar|quot)(?:es?|ed|ing)"
    r"|wrote|text(?:s|ed|ing)|repl(?:y|ies|ied|ying)|(?:report|answer|explain|yell|shout|scream|whisper)(?:s|ed|ing)?"
    r"|(?:tells?|told|telling) (?:me|us|him|her|them)|th(?:inks?|ought)|as|that))\s*$",
    re.IGNORECASE,
)
"""What stands before words that are quoted."""
_FEW = 4
"""So many words between single marks are a name or a word apart ("the 'voices'"), whatever the last one ends in."""


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
        elif sign in _SINGLE:
            if opened is not None:
                continue
            if single is None or _opens(text, at):
                single = at if _opens(text, at) and sign != "’" and not _NEVER_OPENS.match(text, at) else None
            elif not _is_possessive(text, single, marks[place : place + 2]):
                if _ends(text, single, at):
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
    """Whether the single mark at `at` closes what that at `single` opened, with no other between them.

    In one sentence, unless it looks like an apostrophe that is far off; over several, surely: after a stop, and with a
    typographic mark or behind what introduces a quotation.
    """
    if not _closes(text, at) or (text[at] == "’") != (text[single] == "‘"):
        return False
    after_stop = text[at - 1] in ".,!?…"
    introduced = _INTRODUCED.search(text, max(0, single - 20), single) is not None
    if _in_one_sentence(text, single, at):
        apart = after_stop or not _MAY_BE_APOSTROPHE.search(text, single, at)
        return apart or introduced or len(text[single:at].split()) <= _FEW
    return after_stop and at - single <= LONGEST and (introduced or text[single] == "‘")


def _in_one_sentence(text: str, single: int, at: int) -> bool:
    return at - single <= LONGEST // 3 and not _STOPS.search(text, single, at)


def _is_possessive(text: str, single: int, marks: list[re.Match[str]]) -> bool:
    """Whether the first of these is an apostrophe within a quotation ("I'm the kids' burden") that the next closes."""
    at = marks[0].start()
    if text[at - 1] not in "sS" or not text[at + 1 : at + 2].isspace() or len(marks) < 2:
        return False
    after = marks[1].start()
    closes = marks[1][0] in _SINGLE and not _opens(text, after) and not _MAY_BE_APOSTROPHE.search(text, single, after)
    several = len(text[single:at].split()) > 2  # 'friends' and 'the voices' end there
    return several and closes and _in_one_sentence(text, single, after) and _ends(text, single, after)


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([{/-–—:") and bool(after) and not after.isspace()


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before) and not before.isspace() and (not after or not after.isalnum())
