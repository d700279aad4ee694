"""The page of a command's `--help`, as wide as the terminal: its examples and what is said below them."""

from __future__ import annotations

import re
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator
from itertools import groupby

from notewizard.terminal.look import wrapped

_APART = re.compile(r"(?<=\S) {2,}")
"""Between what is typed and what it does."""


class HelpPage(RawDescriptionHelpFormatter):
    """As argparse lays it out, but that no line of prose is wider than the page."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = text.strip("\n").split("\n")
        if all(len(line) <= width for line in lines):
            return super()._fill_text(text, width, indent)
        return "".join(f"{indent}{line}\n" for line in _fitted(lines, width))


def _fitted(lines: list[str], width: int) -> Iterator[str]:
    """Paragraphs anew; of an example that is too wide what it does stands below what is typed, which stays whole."""
    for kind, some in groupby(lines, key=_kind):
        if kind == "text":
            yield from wrapped(" ".join(some), width, parts_words=False)
            continue
        for line in some:
            if len(line) <= width:
                yield line
                continue
            typed, *does = _APART.split(line.strip())
            yield f"  {typed}"
            for each in does:
                said = f"      {each}"
                yield from [said] if each.startswith("notewizard ") else wrapped(said, width, parts_words=False)


def _kind(line: str) -> str:
    if not line.strip():
        return "blank"
    return "example" if line[0] == " " else "text"
