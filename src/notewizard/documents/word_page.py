"""The events of a Word document's main part → its pieces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from notewizard.documents.word_paragraph import Paragraph
from notewizard.documents.word_styles import Styles, is_on, local, value_of
from notewizard.documents.word_table import Table

_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_NOT_READ = frozenset({"del", "moveFrom", "rt", "rPrChange", "pPrChange", "sectPr", "footnote", "endnote", "comment"})
"""Elements that are passed over with all they hold: what was taken out, reading aids, how things looked before."""
_CHECKED, _UNCHECKED = "☒", "☐"
_SIGNS = {"F0FE": _CHECKED, "F0FD": _CHECKED, "F052": _CHECKED, "F0A8": _UNCHECKED, "F06F": _UNCHECKED, "F0A3": "☐"}
"""Boxes of the fonts Wingdings and Wingdings 2, which forms are full of."""


@dataclass
class _Field:
    """A form field of the older kind: a box, or a choice from a list; its state is no text of the page."""

    choices: list[str] = field(default_factory=list)
    chosen: str = ""
    is_box: bool = False

    def shown(self) -> str:
        if self.is_box:
            return _CHECKED if self.chosen == "1" else _UNCHECKED
        at = int(self.chosen) if self.chosen.isdecimal() else 0
        return self.choices[at] if at < len(self.choices) else ""


class Page:
    """Collects the pieces while the events of the main part go by."""

    def __init__(self, styles: Styles) -> None:
        self.pieces: list[tuple[str, str]] = []
        """(kind, words) of what has ended so far."""
        self.is_word = False
        """Whether a document of this kind has begun at all."""
        self._styles = styles
        self._passed_over = 0
        self._open: list[str] = []
        self._paragraphs: list[Paragraph] = []
        self._tables: list[Table] = []
        self._prompts: list[bool] = []
        self._field: _Field | None = None
        self._begin: dict[str, Callable[[dict[str, str]], None]] = {
            "p": lambda _: self._paragraphs.append(Paragraph()),
            "tbl": lambda _: self._tables.append(Table()),
            "tr": lambda _: self._in_table(Table.row),
            "tc": lambda _: self._in_table(Table.cell),
            "sdt": lambda _: self._prompts.append(False),
            "showingPlcHdr": self._prompt,
            "sdtContent": self._content,
            "r": lambda _: self._put(Paragraph.run),
            "br": lambda _: self._add("\n"),
            "cr": lambda _: self._add("\n"),
            "tab": lambda _: self._add(" ") if self._inside() == "r" else None,
            "noBreakHyphen": lambda _: self._add("-"),
            "sym": lambda given: self._add(_SIGNS.get(value_of(given, "char").upper(), "")),
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._passed_over:
            self._passed_over += 1
            return
        own = local(name)
        if own in _NOT_READ or name == _FALLBACK:
            self._passed_over = 1
            return
        self.is_word = self.is_word or own == "document"
        act = self._begin.get(own)
        if act:
            act(attributes)
        elif self._paragraphs:
            self._looks(own, attributes)
        # After the act: a text that is passed over from here on is not on the list of what is open.
        if not self._passed_over:
            self._open.append(own)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._passed_over:
            self._passed_over -= 1
            return
        own = self._open.pop()
        if own == "p":
            self._emit(self._paragraphs.pop().piece())
        elif own == "tbl":
            for piece in self._tables.pop().pieces():
                self._emit(piece)
        elif own == "sdt":
            self._prompts.pop()
        elif own in {"checkBox", "ddList"} and self._field:
            self._add(self._field.shown())
            self._field = None

    def words(self, text: str) -> None:
        """Words stand here."""
        if not self._passed_over and self._inside() == "t":
            self._add(text)

    def _inside(self) -> str:
        return self._open[-1] if self._open else ""

    def _add(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].add(text)

    def _put(self, change: Callable[[Paragraph], None]) -> None:
        if self._paragraphs:
            change(self._paragraphs[-1])

    def _in_table(self, change: Callable[[Table], None]) -> None:
        if self._tables:
            change(self._tables[-1])

    def _prompt(self, attributes: dict[str, str]) -> None:
        if self._prompts:
            self._prompts[-1] = is_on(attributes)

    def _content(self, _: dict[str, str]) -> None:
        # "Click here to enter text" is the form's, not the clinician's.
        if self._prompts and self._prompts[-1]:
            self._passed_over = 1

    def _looks(self, own: str, attributes: dict[str, str]) -> None:
        """How the paragraph or the words that are open look."""
        paragraph, parent = self._paragraphs[-1], self._inside()
        of_words = parent == "rPr" and self._open[-2:-1] == ["r"]
        match own:
            case "pStyle" if parent == "pPr":
                paragraph.kind = paragraph.kind or self._styles.kind(value_of(attributes))
            case "outlineLvl" if parent == "pPr" and value_of(attributes) != "9":
                paragraph.kind = "heading"
            case "numId" if parent == "numPr":
                paragraph.numbered(value_of(attributes) != "0")
            case "b" if of_words:
                paragraph.bold = is_on(attributes)
            case "rStyle" if of_words:
                paragraph.bold = paragraph.bold or self._styles.is_strong(value_of(attributes))
            case "vanish" if of_words:
                paragraph.hidden = is_on(attributes)
            case "checkBox" | "ddList":
                self._field = _Field(is_box=own == "checkBox")
            case "default" | "result" | "checked" if self._field and parent in {"checkBox", "ddList"}:
                self._field.chosen = "1" if parent == "checkBox" and is_on(attributes) else value_of(attributes)
            case "listEntry" if self._field and parent == "ddList":
                self._field.choices.append(value_of(attributes))
            case _:
                pass

    def _emit(self, piece: tuple[str, str]) -> None:
        if not piece[1]:
            return
        if self._tables:
            self._tables[-1].add(piece)
        else:
            self.pieces.append(piece)
