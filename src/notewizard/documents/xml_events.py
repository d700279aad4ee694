"""XML as events, for files that were written to break a reader as well as for those a word processor wrote."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from notewizard.documents.limits import MOST_DEPTH
from notewizard.documents.unreadable import Unreadable

Start = Callable[[str, dict[str, str]], None]


def parse(data: bytes, start: Start, end: Callable[[str], None], words: Callable[[str], None]) -> None:
    """Calls `start`, `end` and `words` for the elements and text of `data`; names are "namespace local".

    A document type is refused: it is where entities that grow without end, and links to other files, are declared,
    and no word processor writes one.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    depth = 0

    def deeper(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise Unreadable("xml")
        start(name, attributes)

    def back(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    parser.StartElementHandler = deeper
    parser.EndElementHandler = back
    parser.CharacterDataHandler = words
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise Unreadable("damaged") from None


def _refuse(*_: object) -> None:
    raise Unreadable("xml")
