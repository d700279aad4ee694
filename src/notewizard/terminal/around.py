"""What stands around the input line: rows of ours, broken at blanks to the width of now, and the line of the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import ConditionalContainer, Window
from prompt_toolkit.layout.controls import FormattedTextControl

from notewizard.terminal.look import Look, fit, wrapped
from notewizard.terminal.screen import View
from notewizard.terminal.show import show_line
from notewizard.terminal.twins import works

Row: TypeAlias = StyleAndTextTuples
"""One line to be shown, in pieces of style and text."""
BAR_HINTS = {
    "back": "Shift-Tab back",
    "help": "F1 why",
    "review": "F3 review",
    "save": "Ctrl-S save",
    "last": "F2 last note",
}
LEAVE = "Ctrl-C leave"
"""Where there is nothing to save."""
NO_WHY = (
    "This question explains itself. Take your time: what you have answered is kept, and Shift-Tab or F3 brings you "
    "back to it to change it. Ctrl-S keeps the draft and leaves."
)
NO_WHY_ALONE = "This question explains itself. Ctrl-C leaves it unanswered."
TYPED = ("back", "review", "last", "save", "na", "keep")


def row_lines(style: str, head: str, text: str, columns: int) -> list[Row]:
    """The text on as many lines as it needs, `head` before the first and blanks or a bar before the others."""
    rows: list[Row] = []
    for line in wrapped(text, max(columns - len(head) - 1, 10)):
        rows.append([(style, f"{head if not rows or '|' in head else ' ' * len(head)}{line}")])
    return rows


def headed(head: Row, style: str, text: str, columns: int) -> list[Row]:
    """The text behind a head in styles of its own, its further lines under its first."""
    width = sum(len(piece[1]) for piece in head)
    lines = wrapped(text, max(columns - width - 1, 10)) or [""]
    first: Row = [*head, (style, lines[0])]
    rows = [first]
    for line in lines[1:]:
        rows.append([("", " " * width), (style, line)])
    return rows


def together(words: str) -> str:
    """Words of a name that are not to be parted at the end of a line."""
    return words.replace(" ", "\u00a0")


def help_rows(view: View, more: Sequence[str], columns: int) -> list[Row]:
    """F1: why it is asked, an example, and the keys."""
    # What is marked comes first: whoever asks while something is, asks about that.
    lines = [line for line in (*more, view.why, f"Example: {view.example}" if view.example else "") if line]
    alone = [NO_WHY if "review" in view.leads else NO_WHY_ALONE]
    rows = [row for line in lines or alone for row in row_lines("class:note", "  | ", line, columns)]
    return [*rows, *row_lines("class:quiet", "  | ", _help_keys(view), columns)]


def edits(view: View) -> bool:
    """Whether F4 opens this answer in an editor."""
    return view.kind not in ("one", "yes_no", "many", "domains") and not view.secret


def _help_keys(view: View) -> str:
    """The keys that the line of the keys has no room for, and what is typed instead: those that do something here."""
    more = [key for key, does in (("F4 editor", edits(view)), ("F5 risk first", "risk" in view.leads)) if does]
    typed = " ".join(f":{name}" for name in TYPED if works(name, view))
    said = [f"{', '.join(more)}." if more else "", f"Typed instead of keys: {typed}" if typed else ""]
    return " ".join(["F1 or Enter closes this.", *filter(None, said)])


def bar(view: View, hints: Sequence[str], width: int) -> str:
    """Where we are and what the keys do, as far as the width goes."""
    line = show_line(view.place)
    ours = [hint for name, hint in BAR_HINTS.items() if works(name, view)]
    for hint in [*hints, *ours, *([] if "save" in view.leads else [LEAVE])]:
        longer = f"{line} · {hint}" if line else hint
        if len(longer) > width:
            break
        line = longer
    return fit(line, width)


class AskLine(str):
    """The words of the question; questionary formats them at each drawing, which breaks them to the width of then."""

    columns: Callable[[], int]
    behind: str

    @classmethod
    def of(cls, ask: str, behind: str, columns: Callable[[], int]) -> AskLine:
        """`behind` is the sign before the input line."""
        line = cls(ask)
        line.columns, line.behind = columns, behind
        return line

    def __format__(self, how: str) -> str:
        # "? " stands before the first line, and the further lines under its words.
        lines = wrapped(str(self), max(self.columns() - 3, 10))
        return "\n  ".join(lines) + f"\n{self.behind}"


def drawn(app: Application[Any], rows: Callable[[], list[Row]], look: Look) -> ConditionalContainer:
    """A place for the rows that is there while there are any."""
    last: tuple[int, Row] = (-1, [])

    def pieces() -> Row:
        nonlocal last
        if last[0] != app.render_counter:  # asked several times for one drawing
            last = (app.render_counter, joined(rows(), look))
        return last[1]

    window = Window(FormattedTextControl(pieces), dont_extend_height=True, wrap_lines=True, always_hide_cursor=True)
    return ConditionalContainer(window, Condition(lambda: bool(pieces())))


def joined(rows: list[Row], look: Look) -> Row:
    """The lines as one text, in signs the terminal has."""
    parts: Row = []
    for row in rows:
        for piece in row:
            parts.append((piece[0], look.own(piece[1])))
        parts.append(("", "\n"))
    return parts[:-1]
