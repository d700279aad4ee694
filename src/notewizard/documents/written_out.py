"""The paragraphs of a Word document → one text with the marks of Markdown, and which of its lines are what.

The kinds go along beside the text, so that a paragraph that begins like a heading or an item is still a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable

from notewizard.documents.block import BlockKind
from notewizard.documents.decoding import shown
from notewizard.documents.pieces import Piece, is_heading

KINDS: dict[str, BlockKind] = {
    "heading": "heading",
    "item": "item",
    "paragraph": "paragraph",
    "quote": "quote",
    "table": "table",
}
"""What the child may call a piece."""


def written_out(pieces: Iterable[tuple[str, str]]) -> tuple[str, tuple[Piece, ...]]:
    """The text of `pieces`, (kind, words) in order, and its pieces by lines; empty ones are left out."""
    lines: list[str] = []
    found: list[Piece] = []
    for name, words in pieces:
        said = [line.strip() for line in shown(words).split("\n") if line.strip()]
        if not said:
            continue
        kind = KINDS[name]
        if kind == "paragraph" and len(said) == 1 and is_heading(said[0]):
            kind = "heading"
        if lines and not (kind == "item" and found[-1].kind == "item"):
            lines.append("")
        first = len(lines)
        lines += _marked(kind, said)
        found.append(Piece(first, len(lines), kind))
    return "\n".join([*lines, ""]) if lines else "", tuple(found)


def _marked(kind: BlockKind, said: list[str]) -> list[str]:
    if kind == "heading":
        # One line, whatever breaks it had: a heading ends where its line ends.
        words = " ".join(said)
        return [words if words.startswith("#") else f"## {words}"]
    if kind == "item":
        return [f"- {said[0]}", *(f"  {line}" for line in said[1:])]
    if kind == "quote":
        return [f"> {line}" for line in said]
    return said
