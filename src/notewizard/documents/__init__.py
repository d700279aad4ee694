"""A foreign file → text with structure: `.md`, `.txt`, `.docx`, `.pdf`, whoever wrote them, in whatever encoding.

Reads, never writes, never follows what a text says. Offsets count Unicode code points of `Document.text`.
"""

from notewizard.documents.block import Block, BlockKind
from notewizard.documents.document import Document
from notewizard.documents.limits import MOST_BYTES
from notewizard.documents.packed import NEEDS_EXTRA, add_extra, can_read_pdf
from notewizard.documents.reading import document_of, read_document

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
