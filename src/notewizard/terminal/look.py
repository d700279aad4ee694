"""How the screen looks: few colors, few signs, each with a plain form for terminals that have neither."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

from notewizard.terminal.abilities import has_color, has_signs
from notewizard.terminal.show import show, show_line

# Grays and browns that can be read on black and on white; nothing depends on a color alone.
STYLE = {
    "qmark": "#008787 bold",
    "question": "bold",
    "answer": "",
    "arrow": "#008787",
    "suggestion": "#808080 italic",
    "quiet": "#808080",
    "note": "#808080",
    "key": "#008787 bold",
    "here": "reverse",
    "picked": "#008700",
    "warn": "#af5f00",
    "stop": "#d70000 bold",
    "mark": "#af5f00 underline",
    "mark-stop": "#d70000 bold underline",
    "bar": "#808080",
}
TONES = {"plain": "", "quiet": "\x1b[90m", "good": "\x1b[32m", "warn": "\x1b[33m", "bold": "\x1b[1m"}
PLAIN_SIGNS = str.maketrans({
    "✓": "*", "›": ">", "▸": ">", "·": "-", "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'", "↑": "Up", "↓": "Down",
    "—": "-", "–": "-", "○": "o", "\u202f": " ", "\u00a0": " ",
})  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What this terminal can show."""

    signs: bool = True
    """Signs beyond ASCII can be shown."""
    color: bool = True

    def own(self, text: str) -> str:
        """Words of ours, in signs this terminal has."""
        return text if self.signs else text.translate(PLAIN_SIGNS)

    def tone(self, text: str, tone: str) -> str:
        """The text in a tone, for printing; without color, as it is."""
        code = TONES.get(tone, "") if self.color else ""
        return f"{code}{text}\x1b[0m" if code and text else text


def look_of(environ: Mapping[str, str], stream: TextIO) -> Look:
    """What the environment says about the terminal."""
    return Look(signs=has_signs(environ, stream.encoding), color=has_color(environ))


def fit(text: str, width: int) -> str:
    """The text on one line and no wider than `width` columns, its end cut with an ellipsis."""
    from wcwidth import wcswidth, wcwidth

    line = show_line(text)
    if wcswidth(line) <= width:
        return line
    room, kept = max(width - 1, 0), []
    for character in line:
        room -= max(wcwidth(character), 0)
        if room < 0:
            break
        kept.append(character)
    while kept and wcswidth("".join(kept).rstrip() + "…") > width:
        kept.pop()  # a mark that joins its letters takes a column of its own before an ellipsis
    return "".join(kept).rstrip() + "…"


def wrapped(text: str, width: int, *, parts_words: bool = True) -> list[str]:
    """The text as lines no wider than `width` columns; a line breaks at a blank where it has one, indent kept.

    A word wider than a line is parted, or (`parts_words=False`) left to the terminal: a path can be copied whole.
    """
    from wcwidth import wcswidth

    rows: list[str] = []
    for line in show(text).splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        row = indent
        for word in line[len(indent) :].split(" "):
            longer = f"{row} {word}" if row.strip() else row + word
            if row.strip() and wcswidth(longer) > width and (parts_words or wcswidth(indent + word) <= width):
                rows.append(row)
                longer = indent + word
            row = longer
            while parts_words and len(row) > width:
                rows.append(row[:width])
                row = row[width:]
        rows.append(row)
    return rows
