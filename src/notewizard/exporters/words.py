"""The words of a file, read so that none of them is lost: only what a note is made of is structure.

That is headings, bold labels, paragraphs and line breaks. Whatever else Markdown knows (links, pictures, lists,
tables, raw HTML) stands as the signs that were typed: a note of ours has none of it, and in one that was changed
outside it must neither vanish nor fetch anything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token

from notewizard.exporters.copied import Page
from notewizard.note.later import passages_in
from notewizard.rendering.plain import plain_blocks

PARSER = MarkdownIt("zero", {"breaks": True}).enable(["heading", "emphasis", "escape", "newline"])
_DEEPEST = 6
_LABEL = re.compile(r"\w{4,}")
"""A word of a label that says what is meant; "at" and "the" stand everywhere."""
_BETWEEN = re.compile(r"(\n(?:[ ]*\n)+)")
_UNDERLINED = re.compile(r"([^\n]+)\n(=+|-+)")


def page_html(page: Page, step: int = 0) -> str:
    """The page as HTML; `step`: how many levels its headings go down. Signs of corrections stand under their block."""
    if not page.markdown:
        return "".join(_plain_blocks(page, step))
    tokens = PARSER.parse(page.text)
    blocks = [*plain_blocks(tokens, colons=False)]
    signs = _signs(page, [words for _, words in blocks])
    under = {blocks[place][0] + 1: said for place, said in signs.items()}  # what closes the block
    shown: list[Token] = []
    for position, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = _heading(int(token.tag[1:]) + step)
        if token.nesting == 1 and token.block:
            token.attrSet("dir", "auto")
        shown += [token, *(Token("html_block", "", 0, content=_sign(said)) for said in under.get(position, ()))]
    return str(PARSER.renderer.render(shown, PARSER.options, {}))


def page_text(page: Page) -> str:
    """The page as plain text, without marks. Signs of corrections stand in brackets under their block."""
    if page.markdown:
        tokens = PARSER.parse(page.text)
        blocks = [words for _, words in plain_blocks(tokens)]
        as_quoted = [words for _, words in plain_blocks(tokens, colons=False)]
        between = ["\n\n"] * len(blocks)
    else:  # what stands between them is kept, to the line end
        pieces = _BETWEEN.split(page.text.strip("\n"))
        blocks = as_quoted = pieces[::2]
        between = [*pieces[1::2], ""]
    signs = _signs(page, as_quoted)
    under = ("".join(f"\n\n[{said}]" for said in signs.get(place, ())) for place in range(len(blocks)))
    return "".join(map("".join, zip(blocks, under, between, strict=True))).strip("\n")


def _signs(page: Page, blocks: Sequence[str]) -> dict[int, list[str]]:
    """The signs of the corrections by the number of the block under which they stand: that in which the passage ends.

    Where several passages read so ("low"), under those in blocks that hold a word of what the correction changes; where
    none does, under each.
    """
    text, found = "\n\n".join(blocks), dict[int, list[str]]()
    begins = [*accumulate((len(block) + 2 for block in blocks), initial=0)]
    for each in page.corrected:
        places = {bisect_right(begins, passage.end() - 1) - 1 for passage in passages_in(each.words, text)}
        labels = [word for label in each.about for word in _LABEL.findall(label.casefold())]
        about = {at for at in places if any(word in blocks[at].casefold() for word in labels)}
        for place in about or places:
            found.setdefault(place, []).append(each.said)
    return found


def _sign(said: str) -> str:
    return f'<aside class="corrected"><p dir="auto">{escape(said)}</p></aside>\n'


def _plain_blocks(page: Page, step: int) -> Iterator[str]:
    """Blocks between empty lines; a line underlined at its first column, for its whole length, is a heading."""
    blocks = _BETWEEN.split(page.text.strip("\n"))[::2]
    signs = _signs(page, blocks)
    for place, block in enumerate(blocks):
        found = _UNDERLINED.fullmatch(block)
        if found and len(found[1]) == len(found[2]):
            tag = _heading((1 if found[2][0] == "=" else 2) + step)
            yield f'<{tag} dir="auto">{escape(found[1], quote=False)}</{tag}>\n'
        else:
            yield f'<p dir="auto">{escape(block, quote=False).replace(chr(10), "<br>" + chr(10))}</p>\n'
        yield from map(_sign, signs.get(place, ()))


def _heading(level: int) -> str:
    return f"h{min(level, _DEEPEST)}"
