"""Words in, Markdown out that reads as the same words: nothing a person writes can become structure.

A value is made safe in two steps. `inline` escapes what would mean something anywhere in a line, with a backslash and
only where it would. `settle` lays out what a template made of such values and escapes what would open a block, once it
is known what stands at the start of a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from notewizard.note.text import clean
from notewizard.rendering.wording import capitalized

# Noncharacters: `note.text.clean` takes them out of every answer, so no answer can hold one.
_SPACE, _BREAK, _OPENING = "\ufdd0", "\ufdd1", "\ufdd2"
HARD_BREAK = "  \n"
"""A line break that Markdown keeps."""
_RESERVED = re.compile("[\ufdd0-\ufdd2]")

_ENDS_A_SENTENCE = re.compile("[.!?…][\"'”’)\\]*_\\\\]*[ \ufdd1]+\\**$")
_FIRST_WORD = re.compile("[^\\s\ufdd0\ufdd1]+")
_NO_PLAIN_WORD = re.compile(r"[A-Z0-9@_\\]|[.:].")

_PUNCTUATION = r"!-/:-@\[-`{-~"
_INLINE = re.compile(
    rf"(?P<backslash>\\(?=[{_PUNCTUATION}]|\s|$))"
    r"|(?P<star>\*+)"
    r"|(?P<under>_+)"
    r"|(?P<tick>`)"
    r"|(?P<link>(?<=\])[(:\[])"
    r"|(?P<tag><(?=[A-Za-z/!?]))"
    r"|(?P<entity>&(?=#|[A-Za-z][A-Za-z0-9]*;))"
    r"|(?P<strike>~{2,}|(?<=\S)~)"
)
_OPENS_A_BLOCK = re.compile(
    r"(?P<first>#{1,6}(?=\s|$)"  # heading
    r"|>"  # quotation
    r"|[-+*](?=\s|$)"  # list
    r"|=+\s*$"  # underline of a heading
    r"|~~~"  # fence
    r"|(?:[-*_]\s*){3,}$"  # rule
    r"|(?=[^-]*-)[|:\-][|:\-\s]*$)"  # second line of a table, underline of a heading
    r"|(?P<number>\d{1,9})(?=[.)](?:\s|$))"  # numbered list
)


def inline(text: str) -> str:
    """`text` as it may stand inside a line: escaped where Markdown would read more than the words."""
    text = _RESERVED.sub("", text)
    return _INLINE.sub(lambda match: _escaped(match, text), text)


def _escaped(match: re.Match[str], text: str) -> str:
    found = match[0]
    before = text[match.start() - 1] if match.start() else "."
    after = text[match.end()] if match.end() < len(text) else "."
    kind = match.lastgroup
    if kind in ("star", "under") and before.isspace() and after.isspace():
        return found
    if kind == "under" and before.isalnum() and after.isalnum():
        return found
    return "".join(f"\\{letter}" for letter in found)


def heading(text: str) -> str:
    """`text` as the words of a heading: a number sign at its end would be taken for the heading's own."""
    safe = inline(text)
    return f"{safe[:-1]}\\#" if safe.endswith("#") else safe


def sheltered(text: str) -> str:
    """`text` escaped, its spaces and line breaks kept apart from those of a template."""
    lines = [line.strip() for line in re.split(r"[\n\u2028\u2029]+", inline(clean(text).replace("\t", " ")))]
    kept = [line.replace(" ", _SPACE) for line in lines if line]
    # What follows an answer of several lines begins a line of its own, unless it is the mark that ends the answer.
    ended = len(kept) > 1 and not kept[-1][-1].isalnum()
    return _BREAK.join(kept) + (_BREAK if ended else "")


def opening(value: str) -> str:
    """`value` as a template prints it: marked where it begins small and would take a capital if a sentence began there.

    A word that is written with a sign, a number or a capital inside (`iPhone`, `e.g.`, `x3`) is left as it is.
    """
    first = _FIRST_WORD.match(value)
    if not first or not value[0].islower() or _NO_PLAIN_WORD.search(first[0].rstrip(".,:;!?…")):
        return value
    return f"{_OPENING}{value}"


def _with_capitals(text: str, starts_sentence: bool) -> str:
    """`text` with a capital on each marked word that begins a sentence, and without the marks."""
    so_far, *values = text.split(_OPENING)
    for value in values:
        begins = _ENDS_A_SENTENCE.search(so_far[-12:]) if so_far.strip("* ") else starts_sentence
        so_far += capitalized(value) if begins else value
    return so_far


def settle(rendered: str, *, starts_line: bool = True, starts_sentence: bool = True, breaks: str = HARD_BREAK) -> str:
    """What a block of a template printed, as one paragraph: the template's own line ends and runs of spaces are one
    space, those of the answers stand, and no line opens anything.

    A value that begins small where a sentence begins gets a capital; `starts_sentence` says whether the first one can.
    `breaks` stands for a line break inside an answer; `starts_line` says whether the first line begins one.
    """
    text = _with_capitals(re.sub(r"[ \t\r\n]+", " ", rendered).strip(" "), starts_sentence)
    lines = [line.strip(" ") for line in text.replace(_SPACE, " ").split(_BREAK)]
    lines = [line for line in lines if line] or [""]
    return breaks.join(
        line if position == 0 and not starts_line else guarded(line) for position, line in enumerate(lines)
    )


def joined(texts: Sequence[str]) -> str:
    """`texts` one after the other in one paragraph; what follows a text of several lines begins a line of its own."""
    return "".join(f"{separator(texts[:position])}{text}" for position, text in enumerate(texts))


def separator(before: Sequence[str]) -> str:
    """What stands between `before` and the next text of the same paragraph."""
    return "" if not before else HARD_BREAK if "\n" in before[-1] else " "


def guarded(line: str) -> str:
    """`line`, escaped at its start if it would open a heading, list, rule, table, quotation or fence there."""
    match = _OPENS_A_BLOCK.match(line)
    if not match:
        return line
    if match["number"]:
        return f"{match['number']}\\{line[match.end() :]}"
    return f"\\{line}"
