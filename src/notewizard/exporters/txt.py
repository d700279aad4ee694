"""Notes as plain text of 80 columns, without marks; each note after the first begins with a form feed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from notewizard.exporters.copied import ABOUT, FOLLOWS, WORD_FOR_WORD, Export, NoteCopy
from notewizard.exporters.words import page_text

WIDTH = 80
_RULE = "=" * WIDTH
"""Between a note and what we say of it; no line of a note reads so."""
_TOO_MANY = re.compile(f"={{{WIDTH},}}|-{{{WIDTH},}}")
"""Signs in a row that would read as the rule, alone on their line, wrapped onto one, or broken by a narrow window."""
_NEW_PAGE = "\f\n"
"""What printers take as the end of a sheet; editors and terminals show an empty line at most."""


def text_page(export: Export) -> str:
    """The whole text."""
    return _NEW_PAGE.join("\n".join(_note(copy, export.made)) + "\n" for copy in export.notes)


def _note(copy: NoteCopy, made: str) -> Iterator[str]:
    yield from _paragraphs(copy.note.said)
    if copy.later:
        yield FOLLOWS
        for page in copy.later:
            yield from _lines(page.name, 2)
        yield ""
    if copy.note.said or copy.later:
        yield from (_RULE, "")
    for page in copy.pages:
        if page is not copy.note:
            yield from (_RULE, "")
            yield from _paragraphs((*copy.on_each_page, *page.said))
        yield from _wrapped(page_text(page))
        yield ""
        if page is copy.note and page.said:
            yield from (_RULE, "")
            yield from _paragraphs(page.said)
    yield from (_RULE, "")
    yield from (ABOUT, "-" * len(ABOUT), "")
    yield from _paragraphs([*copy.about, made, WORD_FOR_WORD])
    for page in copy.pages:
        yield from _lines(page.name)
        for word, value in page.proof:
            yield from _lines(f"{word}: {value}", 2)
        yield ""
    yield f"Client {copy.client}. Session of {copy.session}."


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _lines(text)
        yield ""


def _wrapped(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from _lines(line) or [""]


def _lines(text: str, indent: int = 0) -> list[str]:
    """One line over as many as it needs; a word that is longer than a line stands whole on one of its own.

    Wherever the words come from, none of its lines is the rule.
    """
    text = _TOO_MANY.sub(lambda found: found[0][: WIDTH - 1], text)
    first, rest = " " * indent, " " * indent * 2
    return wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
