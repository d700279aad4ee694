"""A Word document → its paragraphs, headings, list items and tables, in order.

ECMA-376 part 1, section 17 (WordprocessingML). Read is what stands on the page: without deleted and hidden words,
prompts of empty form fields, headers, footers and footnotes.
"""

from __future__ import annotations

from functools import lru_cache
from posixpath import join, normpath

from notewizard.documents.unreadable import Unreadable
from notewizard.documents.word_page import Page
from notewizard.documents.word_styles import Styles
from notewizard.documents.xml_events import parse
from notewizard.documents.zipped import Zipped

_OFFICE_DOCUMENT = "/officeDocument"
_STYLES = "/styles"
_MOST_STYLES = 2_000_000


def word_pieces(data: bytes) -> list[tuple[str, str]]:
    """(kind, words) of each piece of the document; raises `Unreadable`."""
    archive = Zipped(data)
    place = _target(archive, "_rels/.rels", "", _OFFICE_DOCUMENT) or "word/document.xml"
    main = archive.part(place)
    if main is None:
        raise Unreadable("no-word")
    folder, _, name = place.rpartition("/")
    styles = archive.part(_target(archive, f"{folder}/_rels/{name}.rels", folder, _STYLES) or f"{folder}/styles.xml")
    page = Page(_styles(styles) if styles and len(styles) <= _MOST_STYLES else Styles())
    parse(main, page.start, page.end, page.words)
    if not page.is_word:
        raise Unreadable("no-word")
    return page.pieces


@lru_cache(maxsize=4)
def _styles(data: bytes) -> Styles:
    """A practice's notes come from one or two templates: their styles, most of such a file, are the same bytes."""
    styles = Styles()
    parse(data, styles.start, styles.end, lambda _: None)
    return styles


def _target(archive: Zipped, part: str, folder: str, kind: str) -> str:
    """Where the relationships in `part` say that the part of this `kind` is; empty where they do not."""
    data = archive.part(part)
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.endswith(" Relationship") and attributes.get("Type", "").endswith(kind):
            found.append(attributes.get("Target", ""))

    if data is not None:
        parse(data, start, lambda _: None, lambda _: None)
    return normpath(join("/", folder, found[0])).lstrip("/") if found else ""
