"""The words of one page of a PDF, with height and look → its lines, paragraphs and headings.

A PDF knows only where letters stand. A gap wider than the step from line to line is the end of a paragraph; a short
line that is bold or larger throughout, on a page where most are not, is a heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from notewizard.documents.pieces import MOST_HEADING

_WIDER = 1.3
"""A step down the page that is so much longer than the usual one ends a paragraph."""
_SHARE = 0.15
"""Of the steps that are shorter than the usual one: a note of short paragraphs has more gaps than lines."""
_LARGER = 1.08
"""Letters so much larger than most are a heading's."""
_BOLD = re.compile(r"bold|black|heavy|semibold", re.IGNORECASE)
_BULLET = re.compile("^[\uf0b7\uf0a7\uf0d8\uf076\uf0fc\u25cf\u25cb\u25a0\u00b7\u2023] ?")
"""Bullets of the fonts Symbol and Wingdings, which stand where no alphabet has a letter; and their likes."""


@dataclass
class _Line:
    words: str = ""
    height: float = 0.0
    size: float = 0.0
    bold: bool = True


class Lines:
    """The lines of a page, while its words go by."""

    def __init__(self) -> None:
        self._lines = [_Line()]

    def seen(self, text: str, page: list[float], line: list[float], font: Any, size: float) -> None:
        """Words, and where and how they stand; a line feed comes as words of its own, which stand nowhere."""
        for number, part in enumerate(text.split("\n")):
            if number:
                self._lines.append(_Line())
            now = self._lines[-1]
            if part.strip() and not now.words.strip():
                now.height = page[1] * line[4] + page[3] * line[5] + page[5]
            now.words += part
            if not part.strip():
                continue
            now.size = max(now.size, abs(size * line[3] * page[3]))
            now.bold = now.bold and _BOLD.search(str((font or {}).get("/BaseFont", ""))) is not None

    def text(self) -> str:
        """The lines, with a blank one at each gap, around a heading, and where the text goes on elsewhere."""
        lines = [each for each in self._lines if each.words.strip()]
        usual = _usual_step(lines)
        strong = _strong(lines)
        out: list[str] = []
        last: _Line | None = None
        for line, heads in zip(lines, strong, strict=True):
            step = last.height - line.height if last else 0.0
            if out and (heads or out[-1].startswith("## ") or step > _WIDER * usual or step < -usual):
                out.append("")
            words = _BULLET.sub("• ", " ".join(line.words.split()))
            out.append(f"## {words}" if heads else words)
            last = line
        return "\n".join(out)


def _usual_step(lines: list[_Line]) -> float:
    """From one line to the next of a paragraph; 0 on a page that goes nowhere down."""
    size = median([line.size for line in lines] or [0.0])
    steps = sorted(one.height - two.height for one, two in pairwise(lines))
    # Less than the letters are high is no line of its own: a number set higher, a word of another column.
    steps = [step for step in steps if step > 0.8 * size]
    return steps[int(_SHARE * len(steps))] if steps else 0.0


def _strong(lines: list[_Line]) -> list[bool]:
    """Of each line, whether it is a heading by its look."""
    size = median([line.size for line in lines] or [0.0])
    found = [
        len(line.words.split()) > 0
        and len(line.words.strip()) <= MOST_HEADING
        and (line.bold or line.size > _LARGER * size)
        and not line.words.rstrip().endswith((".", ";", ","))
        for line in lines
    ]
    return found if 2 * sum(found) <= len(found) else [False] * len(found)
