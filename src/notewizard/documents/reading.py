"""A path → a document; or one sentence why not, without hanging on what is not a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from notewizard.documents.blocks import blocks_of
from notewizard.documents.decoding import decoded
from notewizard.documents.document import Document
from notewizard.errors import NotKept

MOST_BYTES = 5_000_000
"""A larger file is not a note; refused before it is read."""
MARKDOWN = frozenset({".md", ".markdown"})
_NOT_TEXT = (
    (b"PK\x03\x04", "is a Word document or a zip archive"),
    (b"%PDF", "is a PDF"),
    (b"\xd0\xcf\x11\xe0", "is an old Word document"),
    (b"{\\rtf", "is a rich text file"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
)
_MOST_ZEROS = 0.02


def read_document(path: Path | str) -> Document:
    """The text file at `path` with its blocks; raises `NotKept`, naming the path, when it cannot be read as text."""
    path = Path(path)
    return document_of(path, _bytes(path))


def document_of(path: Path, data: bytes) -> Document:
    """`data`, read from `path`, as a document; raises `NotKept` when it is not text."""
    for start, said in _NOT_TEXT:
        if data.startswith(start):
            raise _unread(path, f"{said}, which is not read yet", "Save it as plain text and try again.")
    text, encoding = decoded(data)
    if encoding in {"UTF-8", "Windows-1252 (guessed)"} and data.count(0) > _MOST_ZEROS * len(data):
        raise _unread(path, "is not a text file")
    return Document(path, text, encoding, blocks_of(text, markdown=path.suffix.lower() in MARKDOWN))


def _bytes(path: Path) -> bytes:
    # A pipe or a device must neither block the open nor be read: open without waiting, then look what it is.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except OSError as error:
        raise _unread(path, f"cannot be opened: {(error.strerror or 'input error').lower()}") from None
    except ValueError:
        raise _unread(path, "is not a file name") from None
    try:
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise _unread(path, "is not a regular file")
            if status.st_size > MOST_BYTES:
                raise _too_large(path)
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = "is a folder" if error.errno == 21 else f"cannot be read: {(error.strerror or 'input error').lower()}"
        raise _unread(path, reason) from None
    if len(data) > MOST_BYTES:
        raise _too_large(path)
    return data


def _too_large(path: Path) -> NotKept:
    return _unread(path, f"is larger than {MOST_BYTES:,} bytes")


def _unread(path: Path, why: str, hint: str = "") -> NotKept:
    return NotKept(f"{path} {why}.", where=str(path), hint=hint, not_done="It was left out.")
