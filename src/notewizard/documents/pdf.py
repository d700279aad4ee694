"""A PDF → its text: lines as they stand on the page, paragraphs apart by a blank line, headings marked."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from notewizard.documents.limits import MOST_LETTERS, MOST_PAGES
from notewizard.documents.pdf_page import Lines
from notewizard.documents.unreadable import Unreadable

if TYPE_CHECKING:
    from pypdf import PdfReader


def pdf_pieces(data: bytes) -> list[tuple[str, str]]:
    """The whole text as one piece; raises `Unreadable`."""
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    try:
        return [("paragraph", _text(data))]
    except FileNotDecryptedError:
        raise Unreadable("locked") from None
    except DependencyError:
        # AES, which takes a library of five megabytes; a note is rarely kept so.
        raise Unreadable("encrypted") from None
    except LimitReachedError:
        raise Unreadable("unpacks") from None


def _text(data: bytes) -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    # Many a PDF is locked against changes alone: everyone may read it, with no password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("locked")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable("pages")
    parts: list[str] = []
    for page in reader.pages:
        lines = Lines()
        page.extract_text(visitor_text=lines.seen)
        parts.append(lines.text())
        if sum(map(len, parts)) > MOST_LETTERS:
            raise Unreadable("long")
    text = "\n\n".join(part for part in (*parts, *_filled_in(reader)) if part)
    if not text:
        raise Unreadable("no-text")
    return text + "\n"


def _filled_in(reader: PdfReader) -> list[str]:
    """What was typed into the fields of a form, which is not part of its pages."""
    values = (reader.get_form_text_fields() or {}).values()
    return [value.strip() for value in values if isinstance(value, str) and value.strip()]
