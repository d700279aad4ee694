"""A text that was read, and its blocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from notewizard.documents.block import Block
from notewizard.documents.blocks import blocks_of, named_blocks
from notewizard.documents.front_matter import front_matter_end
from notewizard.documents.pieces import Piece


@dataclass(frozen=True)
class Document:
    """A file as text. Line ends are single line feeds; characters that cannot be shown are left out."""

    path: Path
    text: str
    encoding: str
    """How the bytes were read, in words: `UTF-8`, `Windows-1252 (guessed)`, `Word document`, `PDF`."""
    markdown: bool = False
    """Whether the text follows the rules of Markdown; else it is cut by blank lines and the look of its lines."""
    pieces: tuple[Piece, ...] | None = None
    """The lines of the text by kind, where the file itself told (Word); None where they show by their look."""

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The pieces of the text, each under the section and label it stands in; cut when first asked for."""
        if self.pieces is not None:
            return tuple(named_blocks(self.text, self.pieces))
        return blocks_of(self.text, markdown=self.markdown)

    @cached_property
    def body_start(self) -> int:
        """Where the text after a front matter begins; 0 without one."""
        end = front_matter_end(self.text) if self.pieces is None else 0
        rest = self.text[end:] if end else ""
        return end + len(rest) - len(rest.lstrip("\n"))

    def of(self, block: Block) -> str:
        """The words of `block`."""
        return self.text[block.start : block.end]
