"""A text to be read to its end, on a page of its own that leaves nothing behind on the screen."""

from __future__ import annotations

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from notewizard.terminal.around import Row
from notewizard.terminal.frame import Desk
from notewizard.terminal.leaving import stopped
from notewizard.terminal.look import STYLE, fit, wrapped
from notewizard.terminal.show import show_line

ABOVE = 3
"""Lines shown above the one where a stretch begins."""


class Reading:
    """The page: Space and Enter go on, the arrows move, Enter on the last page closes, `q` closes at any time.

    `stretch`: the characters of the text that are marked, and where the page opens.
    """

    def __init__(self, title: str, text: str, desk: Desk, stretch: tuple[int, int] = (0, 0)) -> None:
        self.title, self.text, self.desk, self.stretch = title, text, desk, stretch
        self.top = max(self._marked().start - ABOVE, 0)

    def run(self) -> None:
        """Show it until it is closed. Raises AuthorStopped."""
        self.desk.tail = None
        parts = [(self._title, 1), (self._page, None), (self._bar, 1)]
        windows = [Window(FormattedTextControl(rows), height=height) for rows, height in parts]
        self.app: Application[None] = Application(
            layout=Layout(HSplit(windows)),
            key_bindings=self._keys(),
            style=Style(list(STYLE.items())),
            color_depth=None if self.desk.look.color else ColorDepth.DEPTH_1_BIT,
            full_screen=True,
            input=self.desk.input,
            output=self.desk.output,
        )
        self.app.after_render += lambda _: self.desk.ready()
        self.app.key_processor.after_key_press += lambda _: self.desk.leaving.pressed()
        try:
            with self.desk.leaving.ends(self._end_from_outside):
                self.app.run()
        except (KeyboardInterrupt, EOFError, OSError):
            raise stopped() from None

    @property
    def height(self) -> int:
        """The lines of one page."""
        return max(self.desk.rows - 2, 1)

    def lines(self) -> list[str]:
        """The whole text at the width of now."""
        return wrapped(self.text, self.desk.columns - 1)

    def _title(self) -> Row:
        return [("bold", self.desk.look.own(fit(show_line(self.title), self.desk.columns - 1)))]

    def _page(self) -> Row:
        lines = self.lines()
        self.top = max(0, min(self.top, len(lines) - self.height))
        marked, shown = self._marked(), range(self.top, min(self.top + self.height, len(lines)))
        return [("class:mark" if at in marked else "", f"{lines[at]}\n") for at in shown]

    def _marked(self) -> range:
        """The lines that the stretch stands on, at the width of now."""
        start, end = self.stretch
        if start >= end:
            return range(0)
        columns = self.desk.columns - 1
        return range(len(wrapped(self.text[: start + 1], columns)) - 1, len(wrapped(self.text[:end], columns)))

    def _bar(self) -> Row:
        count = len(self.lines())
        last = min(self.top + self.height, count)
        keys = "Enter closes" if last >= count else "Enter next page · q closes"
        return [
            (
                "class:bar",
                self.desk.look.own(fit(f"lines {self.top + 1}–{last} of {count} · {keys}", self.desk.columns - 1)),
            )
        ]

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        moves = {"down": 1, "j": 1, "up": -1, "k": -1, "home": -(10**9), "g": -(10**9), "end": 10**9, "G": 10**9}
        for name, by in moves.items():
            keys.add(name)(lambda event, by=by: self._move(by))
        for name, pages in (("pagedown", 1), ("space", 1), ("pageup", -1), ("b", -1)):
            keys.add(name)(lambda event, pages=pages: self._move(pages * max(self.height - 1, 1)))
        for name in ("enter", "c-j"):
            keys.add(name)(lambda event: self._on())
        for name in ("q", "f2", "s-tab", "escape"):
            keys.add(name)(lambda event: event.app.exit())
        for name in ("c-c", "<sigint>"):
            keys.add(name)(lambda event: event.app.exit(exception=KeyboardInterrupt()))
        return keys

    def _move(self, by: int) -> None:
        self.top = max(0, self.top + by)

    def _on(self) -> None:
        if self.top + self.height >= len(self.lines()):
            self.app.exit()
        else:
            self._move(max(self.height - 1, 1))

    def _end_from_outside(self) -> None:
        if self.app.loop is not None and not self.app.loop.is_closed():
            self.app.loop.call_soon_threadsafe(lambda: None if self.app.is_done else self.app.exit(exception=stopped()))
