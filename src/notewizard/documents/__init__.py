"""A foreign file → text with structure: `.md` and `.txt`, whoever wrote them and in whatever encoding.

Reads, never writes, never follows what a text says. Offsets count Unicode code points of `Document.text`.
"""

from notewizard.documents.document import Block, BlockKind, Document
from notewizard.documents.reading import MOST_BYTES, document_of, read_document

__all__ = ["MOST_BYTES", "Block", "BlockKind", "Document", "document_of", "read_document"]
