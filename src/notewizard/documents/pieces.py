"""A text → its raw pieces by lines: what is a heading, a paragraph, a list item, a quote, a table, code.

Markdown is cut by a Markdown parser; plain text, which follows no rules, by blank lines and the look of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from notewizard.documents.block import BlockKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST_HEADING = 80
ITEM = re.compile(r"[ \t]*(?:[-*+•◦▪‣][ \t]+|\(?\d{1,2}[.)][ \t]+)")
_HEADING = re.compile(r"#{1,6}[ \t]+\S|[^a-z\d.]*[A-Z][A-Z][^a-z\d.]*$|\*\*[^*]+\*\*:?$|__[^_]+__:?$")
"""A line that is a heading by its look: marks, capitals throughout, or bold from end to end."""
_UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,}|\*{3,}|_{3,})[ \t]*$")


class Piece(NamedTuple):
    """Lines `first` to `last` (exclusive) of a text."""

    first: int
    last: int
    kind: BlockKind


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    # Indented prose is not code here, and a line in brackets is not a link definition to be swallowed.
    parser.disable(["code", "html_block", "reference"])
    parser.core.ruler.enableOnly(["block"])
    return parser


def markdown_pieces(text: str) -> list[Piece]:
    """The pieces of a Markdown text, in order; lines counted from 0."""
    pieces: list[Piece] = []
    lines = text.split("\n")
    inside: list[str] = []
    for token in _parser().parse(text):
        if token.type in {"list_item_open", "blockquote_open", "table_open"}:
            inside.append(token.type)
        elif token.type in {"list_item_close", "blockquote_close", "table_close"}:
            inside.pop()
        piece = _piece(token, inside)
        if piece and piece.kind == "paragraph" and piece.last == piece.first + 1 and is_heading(lines[piece.first]):
            piece = piece._replace(kind="heading")
        if piece and not (pieces and piece.first < pieces[-1].last):
            pieces.append(piece)
    return pieces


def _piece(token: Token, inside: list[str]) -> Piece | None:
    if token.map is None:
        return None
    first, last = token.map
    if token.type == "table_open":
        return Piece(first, last, "table")
    if token.type == "fence":
        return Piece(first, last, "code")
    if token.type == "heading_open":
        # Prose with a rule right under it is prose, whatever Markdown says.
        long = token.markup in {"-", "="} and last - first > 2
        return Piece(first, last, "paragraph" if long else "heading")
    if token.type == "paragraph_open":
        kinds: dict[str, BlockKind] = {"list_item_open": "item", "blockquote_open": "quote"}
        return Piece(first, last, kinds.get(inside[-1], "paragraph") if inside else "paragraph")
    return None


def is_heading(line: str) -> bool:
    """Whether a line that stands alone is a heading by its look."""
    bare = line.strip()
    return 0 < len(bare) <= MOST_HEADING and _HEADING.match(bare) is not None


def plain_pieces(text: str) -> Iterator[Piece]:
    """The pieces of a plain text, in order; lines counted from 0."""
    first: int | None = None
    kind: BlockKind = "paragraph"
    lines = text.split("\n")
    for number, line in enumerate(lines):
        bare = line.strip()
        heading = is_heading(line)
        opens = heading or ITEM.match(line) is not None
        if first is not None and (not bare or opens or _UNDERLINE.match(line)):
            yield Piece(first, number, kind)
            first = None
        if heading:
            yield Piece(number, number + 1, "heading")
        elif bare and first is None and not _UNDERLINE.match(line):
            first, kind = number, "item" if opens else "paragraph"
    if first is not None:
        yield Piece(first, len(lines), kind)
