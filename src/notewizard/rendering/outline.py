"""Proof that a note has the outline of its format: it is read back as Markdown, and nothing else may be there.

The note is read in the richest dialect it may meet (tables, strikethrough), so that no viewer finds more structure in
it than we did.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from notewizard.definitions.formats import Format
from notewizard.errors import NotRendered
from notewizard.rendering.rendered import Rendered

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def prove_outline(rendered: Rendered, form: Format) -> None:
    """Nothing, if the text has the format's title, its sections or paragraphs in order, and no other structure.

    A section in which nothing stands is left out, so the headings are those of the sections that `rendered.blocks`
    names. Raises `NotRendered` otherwise.
    """
    found = _outline(_PARSER.parse(rendered.text))
    expected = _expected(rendered, form)
    if found != expected:
        raise NotRendered(
            f"The note does not have the outline of the format {form.name}: {_first_difference(found, expected)}.",
            where=form.id,
            hint="Run: notewizard templates test",
            not_done="Nothing was written.",
        )


def _expected(rendered: Rendered, form: Format) -> list[str]:
    """Headings by their words and paragraphs by "paragraph", as they must follow each other."""
    out = [f"# {form.title}"]
    header = [block for block in rendered.blocks if block.part == "header"]
    out += ["paragraph"] * len(header)
    for section in form.sections:
        blocks = [block for block in rendered.blocks if block.section == section.id]
        if not blocks:
            continue
        if form.outline == "paragraphs":
            out.append("paragraph")
            continue
        out.append(f"## {section.heading}")
        for block in blocks:
            out += ["paragraph"] * (1 + rendered.text.count("\n\n", block.start, block.end))
    return out + ["paragraph"] * sum(block.part == "signature" for block in rendered.blocks)


def _outline(tokens: list[Token]) -> list[str]:
    out = []
    for position, token in enumerate(tokens):
        if token.level:
            continue
        if token.type == "heading_open":
            out.append(f"{token.markup if token.markup[0] == '#' else 'underlined'} {plain(tokens[position + 1])}")
        elif token.type == "paragraph_open":
            out.append("paragraph" if _is_words(tokens[position + 1]) else "paragraph with markup")
        elif token.nesting >= 0 and token.type != "inline":
            out.append(token.type.removesuffix("_open"))
    return out


def _is_words(token: Token) -> bool:
    """Words, line breaks and labels in bold only: no link, image, code, HTML or stress inside."""
    allowed = {"text", "softbreak", "hardbreak", "strong_open", "strong_close", "text_special"}
    return all(child.type in allowed for child in token.children or ())


def plain(token: Token) -> str:
    """The words of an inline token as a reader sees them, line breaks as such."""
    return "".join(
        "\n" if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ()
    )


def _first_difference(found: list[str], expected: list[str]) -> str:
    """Where the two part, in numbers: a heading that is not the format's may be a person's words."""
    for position, (one, other) in enumerate(zip(found, expected, strict=False), 1):
        if one != other:
            kind = one.split(" ", 1)[0] if one.startswith(("#", "underlined")) else one
            names = {"underlined": "a heading", "paragraph": "a paragraph"}
            said = "a heading" if kind.startswith("#") else names.get(kind, kind.replace("_", " "))
            return f"its block {position} is {said} that does not belong there"
    return f"it has {len(found)} blocks instead of {len(expected)}"
