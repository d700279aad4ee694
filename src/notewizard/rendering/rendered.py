"""What rendering hands on: the text, and which stretch of it is which part of the note."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A stretch of the note's text that one part of the note became, its label included."""

    part: str
    """A name of `definitions.formats.PARTS`, or "header" or "signature"."""
    section: str
    """Id of the format's section it stands in; empty for header and signature."""
    start: int
    """First code point of the stretch."""
    end: int
    """The code point behind it."""


@dataclass(frozen=True)
class Rendered:
    """A note as it will stand: Markdown that ends in one line break."""

    text: str
    blocks: tuple[Block, ...]
    """In the order of the text, without overlaps."""
