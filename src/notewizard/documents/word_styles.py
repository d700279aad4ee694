"""The styles of a Word document: which of them make a heading, a list item or a quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
"""Of WordprocessingML, as most programs write it and as the strict standard has it."""
_HEADING = re.compile(r"(heading \d|title|subtitle)$", re.IGNORECASE)
_ITEM = re.compile(r"list (bullet|number)", re.IGNORECASE)
_QUOTE = re.compile(r"(intense |block )?(quote|text)$|quotations?$", re.IGNORECASE)
_MOST_STEPS = 12


@lru_cache(maxsize=512)
def local(name: str) -> str:
    """The element's or attribute's name in WordprocessingML; empty for one of another language."""
    for space in NAMESPACES:
        if name.startswith(space):
            return name[len(space) :]
    return ""


def value_of(attributes: dict[str, str], key: str = "val") -> str:
    """An attribute of WordprocessingML; empty where there is none."""
    for space in NAMESPACES:
        if space + key in attributes:
            return attributes[space + key]
    return ""


def is_on(attributes: dict[str, str]) -> bool:
    """Whether a switch such as bold is on: it is when it says nothing."""
    return value_of(attributes) not in {"0", "false", "off"}


@dataclass
class _Style:
    based_on: str = ""
    kind: str = ""
    bold: bool = False


class Styles:
    """What the styles say, by id; filled by the events of the part that holds them."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._now = _Style()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        match local(name):
            case "style":
                self._now = self._styles[value_of(attributes, "styleId")] = _Style()
            case "name":
                self._named(value_of(attributes))
            case "basedOn":
                self._now.based_on = value_of(attributes)
            case "outlineLvl" if value_of(attributes) != "9":
                self._now.kind = "heading"
            case "numId" if value_of(attributes) != "0":
                self._now.kind = self._now.kind or "item"
            case _:
                pass

    def end(self, name: str) -> None:
        """An element ends."""

    def _named(self, name: str) -> None:
        for kind, shape in (("heading", _HEADING), ("item", _ITEM), ("quote", _QUOTE)):
            if shape.match(name):
                self._now.kind = kind
        self._now.bold = name.lower() == "strong"

    def kind(self, style: str) -> str:
        """`heading`, `item`, `quote`, or empty for running text."""
        for _ in range(_MOST_STEPS):
            found = self._styles.get(style)
            if found is None:
                return ""
            if found.kind:
                return found.kind
            style = found.based_on
        return ""

    def is_strong(self, style: str) -> bool:
        """Whether a style for words makes them strong."""
        return style in self._styles and self._styles[style].bold
