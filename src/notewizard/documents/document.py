"""A text that was read, and its blocks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

BlockKind = Literal["front_matter", "heading", "label", "paragraph", "item", "quote", "table", "code"]


@dataclass(frozen=True)
class Block:
    """One piece of a text; blocks stand in the order of the text and never overlap."""

    start: int
    end: int
    """Code points of the document's text, end exclusive, without the marks and white space around."""
    section: str | None
    """The heading it stands under, as written but for marks: `Subjective`, `S`, `PLAN`; a heading names itself."""
    kind: BlockKind
    label: str | None = None
    """The label inside the section that it stands under: `Medication` for `**Medication.** Sertraline 50 mg`."""


@dataclass(frozen=True)
class Document:
    """A file as text. Line ends are single line feeds; characters that cannot be shown are left out."""

    path: Path
    text: str
    encoding: str
    """How the bytes were read, in words: `UTF-8`, `UTF-16 (no mark, guessed)`, `Windows-1252 (guessed)`."""
    blocks: tuple[Block, ...]

    @property
    def body_start(self) -> int:
        """Where the text after a front matter begins; 0 without one."""
        first = self.blocks[0] if self.blocks else None
        if first is None or first.kind != "front_matter":
            return 0
        rest = self.text[first.end :]
        return first.end + len(rest) - len(rest.lstrip("\n"))

    def of(self, block: Block) -> str:
        """The words of `block`."""
        return self.text[block.start : block.end]
