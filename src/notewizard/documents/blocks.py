"""A text → its blocks, each under the section and label it stands in.

Sections come as Markdown headings, as lines in capitals, as `S:` or `SUBJECTIVE:` before the first words; labels as
`**Medication.**` or `PMH:` inside a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from notewizard.documents.block import Block, BlockKind
from notewizard.documents.front_matter import front_matter_end
from notewizard.documents.pieces import ITEM, Piece, markdown_pieces, plain_pieces

_SECTIONS = frozenset(
    {
        "s",
        "o",
        "a",
        "p",
        "d",
        "b",
        "i",
        "r",
        "e",
        "g",
        "subjective",
        "objective",
        "assessment",
        "plan",
        "data",
        "behavior",
        "behaviour",
        "intervention",
        "interventions",
        "response",
        "goal",
        "goals",
        "evaluation",
        "progress",
        "description",
        "presentation",
        "summary",
        "narrative",
    }
)
"""Words before a colon that open a section in plain text; any other word before a colon is a label inside one."""
_LABEL = re.compile(
    r"[ \t]*(?:(?P<strong>\*\*|__)(?P<bold>[^*_\n]{1,120}?)[.:]?(?P=strong)[.:]?"
    r"|(?P<plain>[A-Z][A-Za-z0-9 /&'()-]{0,30}):)(?=\s|$)"
)
_WHITE = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
"""Everything that `strip` takes off; the last of it is the ideographic space."""
_MARKS = _WHITE + "#*_>:."


class _Line(NamedTuple):
    start: int
    end: int
    kind: BlockKind


def blocks_of(text: str, *, markdown: bool) -> tuple[Block, ...]:
    """The blocks of `text`, read as Markdown or as plain text, in order; offsets in code points."""
    body = front_matter_end(text)
    front = (Block(0, body, None, "front_matter"),) if body else ()
    # Parsed with the front matter blanked out rather than cut off, so that lines and offsets stay true.
    seen = "\n" * text.count("\n", 0, body) + text[body:]
    shift = body - text.count("\n", 0, body)
    pieces = markdown_pieces(seen) if markdown else plain_pieces(seen)
    moved = (Block(b.start + shift, b.end + shift, b.section, b.kind, b.label) for b in named_blocks(seen, pieces))
    return front + tuple(moved)


def named_blocks(text: str, pieces: Iterable[Piece]) -> Iterator[Block]:
    """The blocks of `pieces` of `text`, each with the section and label it stands under; in order."""
    section: str | None = None
    label: str | None = None
    for start, end, kind in _lines(text, pieces):
        if kind == "heading":
            section, label = text[start:end].strip(_MARKS) or None, None
            yield Block(start, end, section, "heading")
            continue
        found = _LABEL.match(text, start, end) if kind in {"paragraph", "item"} else None
        if found:
            name = (found["bold"] or found["plain"]).strip(_MARKS)
            if found["plain"] and name.lower() in _SECTIONS:
                section, label = name, None
                yield Block(start, found.end(), section, "heading")
            else:
                label = name
                yield Block(start, found.end(), section, "label", label)
            start = found.end() + len(text[found.end() : end]) - len(text[found.end() : end].lstrip())
        elif kind == "paragraph":
            label = None
        if start < end:
            yield Block(start, end, section, kind, label)


def _lines(text: str, pieces: Iterable[Piece]) -> Iterator[_Line]:
    """Spans of `pieces` without list marks and white space; a paragraph is cut at each line that opens with a label."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for piece in pieces:
        cuts = [piece.first]
        if piece.kind in {"paragraph", "item"}:
            cuts += [n for n in range(piece.first + 1, piece.last) if _LABEL.match(text, starts[n], starts[n + 1])]
        for first, last in zip(cuts, [*cuts[1:], piece.last], strict=True):
            kind = piece.kind if first == piece.first else "paragraph"
            span = _bare(text, starts[first], min(starts[last] - 1, len(text)), kind)
            if span.start < span.end:
                yield span


def _bare(text: str, start: int, end: int, kind: BlockKind) -> _Line:
    mark = ITEM.match(text, start, end) if kind == "item" else None
    start = mark.end() if mark else start
    piece = text[start:end]
    if kind == "heading":
        piece = piece.split("\n")[0]
    marks = _WHITE + "#" if kind == "heading" else _WHITE + ">" if kind == "quote" else None
    stripped = piece.strip(marks)
    start += len(piece) - len(piece.lstrip(marks))
    return _Line(start, start + len(stripped), kind)
