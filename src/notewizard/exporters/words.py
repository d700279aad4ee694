"""The words of a file, read so that none of them is lost: only what a note is made of is structure.

That is headings, bold labels, paragraphs and line breaks. Whatever else Markdown knows (links, pictures, lists,
tables, raw HTML) stands as the signs that were typed: a note of ours has none of it, and in one that was changed
outside it must neither vanish nor fetch anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from markdown_it import MarkdownIt

from notewizard.exporters.copied import Page
from notewizard.rendering.plain import plain_text

PARSER = MarkdownIt("zero", {"breaks": True}).enable(["heading", "emphasis", "escape", "newline"])
_DEEPEST = 6
_UNDERLINED = re.compile(r"([^\n]+)\n(=+|-+)")


def page_html(page: Page, step: int = 0) -> str:
    """The page as HTML; `step`: how many levels its headings go down."""
    if not page.markdown:
        return "".join(_plain_blocks(page.text, step))
    tokens = PARSER.parse(page.text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = _heading(int(token.tag[1:]) + step)
        if token.nesting == 1 and token.block:
            token.attrSet("dir", "auto")
    return str(PARSER.renderer.render(tokens, PARSER.options, {}))


def page_text(page: Page) -> str:
    """The page as plain text, without marks."""
    return (plain_text(page.text, PARSER) if page.markdown else page.text).strip("\n")


def _plain_blocks(text: str, step: int) -> Iterator[str]:
    """Blocks between empty lines; a line underlined at its first column, for its whole length, is a heading."""
    for block in re.split(r"\n(?:[ ]*\n)+", text.strip("\n")):
        found = _UNDERLINED.fullmatch(block)
        if found and len(found[1]) == len(found[2]):
            tag = _heading((1 if found[2][0] == "=" else 2) + step)
            yield f'<{tag} dir="auto">{escape(found[1], quote=False)}</{tag}>\n'
        else:
            yield f'<p dir="auto">{escape(block, quote=False).replace(chr(10), "<br>" + chr(10))}</p>\n'


def _heading(level: int) -> str:
    return f"h{min(level, _DEEPEST)}"
