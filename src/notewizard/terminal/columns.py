"""How wide the terminal is to which a command prints, and lines made to fit it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO

from notewizard.terminal.look import wrapped

LEAST = 20
"""Narrower than this nothing is laid out."""
UNBOUNDED = 10_000
"""For what is printed into a file or another program: no line is broken there."""
NARROW = 60
"""Below so many columns, columns of words are no help, and what follows is indented little."""
_LITTLE = 4


def columns_of(environ: Mapping[str, str], otherwise: int = 80, stream: TextIO | None = None) -> int:
    """The columns of the terminal on stdout, or `stream`.

    `otherwise` where there is none, or it does not know them, and `COLUMNS` is not set.
    """
    said = environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return max(int(said), LEAST)
    with suppress(OSError, ValueError, AttributeError):
        # A terminal whose size nobody set says 0, as those do that other programs open for us.
        if found := os.get_terminal_size((stream or sys.stdout).fileno()).columns:
            return max(found, LEAST)
    return otherwise


_WORDS = r"""notewizard\ [a-z]+(?:\ (?:"[^"\n]*"|--?[\w-]+|[\w-]*\d[\w-]*))*"""
COMMANDS = re.compile(rf"{_WORDS} | `notewizard\ [^`\n]*`", re.VERBOSE)
"""A command with its words."""
COPIED = re.compile(
    rf"""{_WORDS}
    | "[^"\n]*" | `[^`\n]*` | \([^()\n]*[/\\.]\w[^\n]*\)$   # what is quoted, and a place: a path, or a file's name
    """,
    re.VERBOSE | re.MULTILINE,
)
_GLUE = "\ue000"


def said_on(text: str, stream: TextIO) -> str:
    """What is said, without a word cut in two; what may be copied from the screen has no line break of ours in it.

    On a narrow screen that is true of commands alone: else everything would stand on lines of its own.
    """
    columns = columns_of({}, UNBOUNDED, stream)
    kept = COMMANDS if columns < NARROW else COPIED
    glued = kept.sub(lambda found: found.group().replace(" ", _GLUE), text)
    return "\n".join(wrapped(glued, columns, parts_words=False)).replace(_GLUE, " ")


def fitted(line: str, columns: int) -> list[str]:
    """A line as it is where it fits; else its words over as many lines as they need, the later ones indented further.

    What stood in columns stands side by side then. A word wider than a line, a path, is left to the terminal.
    """
    first, *more = wrapped(line, columns, parts_words=False) or [""]
    if not more:
        return [first]
    indent = len(line) - len(line.lstrip(" "))
    indent = min(indent, _LITTLE) if columns < NARROW else indent
    words = " ".join(line.split())
    first, *_ = wrapped(" " * indent + words, columns, parts_words=False)
    rest = words[len(first) - indent :].strip()
    return [first, *(wrapped(" " * (indent + 2) + rest, columns, parts_words=False) if rest else ())]
