"""A Word document or a PDF → a document, by way of the child process that takes the words out of it."""

from __future__ import annotations

import shlex
import sys
from importlib.util import find_spec
from pathlib import Path

from notewizard.documents.bounded import Bounded
from notewizard.documents.decoding import shown
from notewizard.documents.document import Document
from notewizard.documents.limits import MOST_LETTERS, MOST_PAGES, SECONDS
from notewizard.documents.opening import Kind, unread
from notewizard.documents.written_out import written_out

NEEDS_EXTRA = "cannot be read without notewizard[documents]"
"""How the refusal of every file ends that only lacks the extra; `add_extra` is the way out."""

_WHY = {
    "damaged": ("is damaged or cut off", ""),
    "died": ("made the process that reads it stop", ""),
    "long": (f"holds more than {MOST_LETTERS:,} letters", ""),
    "encrypted": ("is encrypted", "Print it into a new PDF and try again."),
    "locked": ("is locked with a password", "Save it without one and try again."),
    "memory": ("takes more memory to read than a note may", ""),
    "no-reader": ("cannot be read: the process that reads such files does not start", "notewizard doctor"),
    "no-text": ("holds no text: a scan, or pictures", ""),
    "no-word": ("is a zip archive and no Word document", ""),
    "pages": (f"has more than {MOST_PAGES} pages", ""),
    "slow": (f"takes longer than {SECONDS} seconds to read", ""),
    "unpacks": ("unpacks to more than a note can hold", ""),
    "xml": ("holds XML that no word processor writes", ""),
}
_BOUNDED = Bounded()


def can_read_pdf() -> bool:
    """Whether the extra is installed that PDFs need; Word documents need none."""
    return find_spec("pypdf") is not None


def add_extra() -> str:
    """The command that adds the extra to the Python that runs now."""
    return f"{shlex.quote(sys.executable)} -m pip install 'notewizard[documents]'"


def packed_document(path: Path, data: bytes, kind: Kind, bounded: Bounded = _BOUNDED) -> Document:
    """The words of `data`, read from `path`; raises `NotKept` with the reason when they cannot be had."""
    if kind == "pdf" and not can_read_pdf():
        raise unread(path, NEEDS_EXTRA, add_extra())
    answer = bounded.read(kind, data)
    if answer.why:
        why, hint = _WHY[answer.why]
        raise unread(path, why, hint)
    if kind == "pdf":
        return Document(path, shown(answer.pieces[0][1]), "PDF")
    text, pieces = written_out(answer.pieces)
    return Document(path, text, "Word document", pieces=pieces)
