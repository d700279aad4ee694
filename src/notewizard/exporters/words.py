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

from notewizard.exporters.copied import Corrected, Page
from notewizard.note.later import passages_in
from notewizard.rendering.plain import plain_blocks

PARSER = MarkdownIt("zero", {"breaks": True}).enable(["heading", "emphasis", "escape", "newline"])
_DEEPEST = 6
_LABEL = re.compile(r"\w{4,}")
"""A word of a label that says what is meant; "at" and "the" stand everywhere."""
_CUT = re.compile(r"\w\w|\d[.,]\d")
"""What stands on both sides of a border within a word or a number."""
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

    Where several passages read so ("low"), that one is meant before which, in its block, a word of what the correction
    changes stands. One whose passage cannot be told has none.
    """
    begins, found = _begins(blocks), dict[int, list[str]]()
    for each in page.corrected:
        if place := _place(each, blocks):
            found.setdefault(_block(begins, place.stop - 1), []).append(each.said)
    return found


def place_of(passage: Corrected, page: Page) -> range | None:
    """Where the passage stands in the words of the page; None where that cannot be told, and it has no sign."""
    return _place(passage, _blocks(page))


def _blocks(page: Page) -> list[str]:
    if not page.markdown:
        return _BETWEEN.split(page.text.strip("\n"))[::2]
    return [words for _, words in plain_blocks(PARSER.parse(page.text), colons=False)]


def _begins(blocks: Sequence[str]) -> list[int]:
    return [*accumulate((len(block) + 2 for block in blocks), initial=0)]


def _place(passage: Corrected, blocks: Sequence[str]) -> range | None:
    text, begins = "\n\n".join(blocks), _begins(blocks)
    found = [one for one in passages_in(passage.words, text) if _is_whole(one)]
    if len(found) > 1:
        labels = {word for label in passage.about for word in _LABEL.findall(label.casefold())}
        found = [one for one in found if labels & _words_before(one, begins)]
    return range(*found[0].span()) if len(found) == 1 else None


def _is_whole(passage: re.Match[str]) -> bool:
    """Whether it begins and ends with its words: "low" is no passage of "slow", nor "10" of "10.5"."""
    text, (start, end) = passage.string, passage.span()
    before = (text[max(0, start - far) : start + 1] for far in (1, 2))
    after = (text[end - 1 : end + far] for far in (1, 2))
    return not any(map(_CUT.fullmatch, (*before, *after)))


def _words_before(passage: re.Match[str], begins: Sequence[int]) -> set[str]:
    return set(_LABEL.findall(passage.string[begins[_block(begins, passage.start())] : passage.start()].casefold()))


def _block(begins: Sequence[int], at: int) -> int:
    return bisect_right(begins, at) - 1


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
