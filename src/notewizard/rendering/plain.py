"""A rendered note as plain text, for a practice that keeps `.txt`: the same words in the same order, without marks.

Headings are underlined, with `=` the title and with `-` the sections; a label ends in a colon; what was escaped stands
as it was written. Nothing a person writes can look like a heading: an underline begins at the first column, and a line
of an answer that is made of such signs alone is moved in by two spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark")
_UNDERLINES = {"h1": "=", "h2": "-"}
_ONLY_SIGNS = re.compile(r"(=+|-+)$", re.MULTILINE)
_MOVED_IN = "  "
_BREAKS = ("softbreak", "hardbreak")


def plain_text(rendered: str, parser: MarkdownIt = _PARSER, *, colons: bool = True) -> str:
    """The text of a `Rendered` note without Markdown; blank lines between its blocks, one line break at its end.

    Other Markdown than a note has comes out as its words too, so that nothing is lost; `parser` says what is Markdown.
    Without `colons` a label reads as the note has it, to be quoted.
    """
    return "\n\n".join(block for _, block in plain_blocks(parser.parse(rendered), colons=colons)) + "\n"


def plain_blocks(tokens: Sequence[Token], *, colons: bool = True) -> Iterator[tuple[int, str]]:
    """Each block of the parsed text as `plain_text` has it, with the number of the token that holds its words."""
    for position, token in enumerate(tokens):
        if token.type == "inline":
            before = tokens[position - 1]
            yield position, _heading(token, before.tag) if before.type == "heading_open" else _paragraph(token, colons)
        elif token.content:
            yield position, _ONLY_SIGNS.sub(_moved_in, token.content.rstrip("\n"))


def _heading(token: Token, tag: str) -> str:
    words = "".join(child.content for child in token.children or ())
    return f"{words}\n{_UNDERLINES.get(tag, '-') * len(words)}"


def _paragraph(token: Token, colons: bool) -> str:
    text, bold = "", []
    for child in token.children or ():
        if child.type == "strong_open":
            bold.append(len(text))
        elif child.type == "strong_close":
            begins = bold.pop()
            if colons and (text[:begins].endswith("\n") or not begins):
                text = text[:begins] + _label(text[begins:])
        else:
            text += "\n" if child.type in _BREAKS else child.content
    return _ONLY_SIGNS.sub(_moved_in, text)


def _label(words: str) -> str:
    """`Mental status.` as "Mental status:", `Client` as "Client:"; one that says more, `Risk: low.`, as it is."""
    return words if ":" in words else f"{words.removesuffix('.')}:"


def _moved_in(line: re.Match[str]) -> str:
    return line[0] if line.start() and line.string[line.start() - 1] != "\n" else f"{_MOVED_IN}{line[0]}"
