"""Whether a text is a kept note in another format: the same record, read in another way, is no reuse of it."""

from __future__ import annotations

import re

from notewizard.definitions.library import Library
from notewizard.errors import NotRendered
from notewizard.note.note import Note

_WORD = re.compile(r"\w+")


def is_rendering(text: str, note: Note, library: Library) -> bool:
    """Whether `text` is, word for word, what `convert` makes of `note` in one of the formats."""
    from notewizard.rendering.render import Renderer

    words, renderer = _WORD.findall(text.casefold()), Renderer(library)
    for form in library.formats.values():
        try:
            rendered = renderer.render(note, form)
        except NotRendered:
            continue
        if _WORD.findall(rendered.text.casefold()) == words:
            return True
    return False
