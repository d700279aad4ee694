"""A foreign file → text with structure: `.md`, `.txt`, `.docx`, `.pdf`, whoever wrote them, in whatever encoding.

Reads, never writes, never follows what a text says. Offsets count Unicode code points of `Document.text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from notewizard.documents.block import Block, BlockKind
from notewizard.documents.document import Document
from notewizard.documents.limits import MOST_BYTES
from notewizard.documents.reading import document_of, read_document

if TYPE_CHECKING:
    from notewizard.documents.packed import NEEDS_EXTRA, add_extra, can_read_pdf

__all__ = [
    "MOST_BYTES",
    "NEEDS_EXTRA",
    "Block",
    "BlockKind",
    "Document",
    "add_extra",
    "can_read_pdf",
    "document_of",
    "read_document",
]


def __getattr__(name: str) -> Any:
    """What reads .docx and .pdf, loaded when it is first asked for."""
    if name not in ("NEEDS_EXTRA", "add_extra", "can_read_pdf"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from notewizard.documents import packed

    return getattr(packed, name)
