"""A path → a document; or one sentence why not."""

from __future__ import annotations

from pathlib import Path

from notewizard.documents.decoding import decoded
from notewizard.documents.document import Document
from notewizard.documents.opening import bytes_of, kind_of, unread

MARKDOWN = frozenset({".md", ".markdown"})
_AS_TEXT = "Save it as .docx or as plain text and try again."
_NOT_TEXT = (
    (b"\xd0\xcf\x11\xe0", "is an old Word document"),
    (b"{\\rtf", "is a rich text file"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
)
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BY_NAME = {".docx": "Word document", ".pdf": "PDF"}
_NEVER_TYPED = bytes({*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)})
"""Control characters; the escape of old terminals (0x1B) is found in texts."""
_MOST_NEVER_TYPED = 0.02


def read_document(path: Path | str) -> Document:
    """The note at `path` as text: `.md`, `.txt`, `.docx`, `.pdf`, told apart by their bytes.

    Raises `NotKept`, naming the path and why, when it cannot be read; the message never holds words of the file. What
    is no plain text is read in a child process with limits, which is kept for the next file for a few seconds. The
    file is never written, locked or followed into other files.
    """
    path = Path(path)
    return document_of(path, bytes_of(path))


def document_of(path: Path, data: bytes) -> Document:
    """`data`, read from `path`, as a document; raises `NotKept` when no text can be had of it."""
    kind = kind_of(path, data)
    if kind != "text":
        from notewizard.documents.packed import packed_document  # with all that a child process takes

        return packed_document(path, data, kind)
    _refuse_what_is_no_text(path, data)
    text, encoding = decoded(data)
    if not encoding.startswith("UTF-16") and not encoding.startswith("UTF-32"):
        strange = len(data) - len(data.translate(None, _NEVER_TYPED))
        if strange > _MOST_NEVER_TYPED * len(data):
            raise unread(path, "is not a text file")
    return Document(path, text, encoding, path.suffix.lower() in MARKDOWN)


def _refuse_what_is_no_text(path: Path, data: bytes) -> None:
    named = _BY_NAME.get(path.suffix.lower(), "")
    if named and not data:
        raise unread(path, f"is empty: it is no {named}")
    for start, said in _NOT_TEXT:
        if data.startswith(start):
            if _LOCKED in data:
                raise unread(path, "is locked with a password", "Save it without one and try again.")
            raise unread(path, said, _AS_TEXT)
    if named:
        raise unread(path, f"is no {named}, whatever its name says")
