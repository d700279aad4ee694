"""All answers in one list, to jump to any; Enter alone goes on."""

from __future__ import annotations

from collections.abc import Sequence

from prompt_toolkit.key_binding import KeyBindings

from notewizard.terminal.around import Row
from notewizard.terminal.frame import Asking, Desk
from notewizard.terminal.look import fit
from notewizard.terminal.screen import Did, Line, Said, View, asked_first


class Reviewing(Asking):
    """The review: type a number or some letters of the question, or move, then Enter jumps there."""

    def __init__(self, lines: Sequence[Line], place: str, desk: Desk) -> None:
        super().__init__(View(key="review", kind="line", ask="Your answers so far", place=place), desk)
        self.lines = asked_first(lines)
        self.row: int | None = None

    def hints(self) -> list[str]:
        return ["Enter jumps there"] if self.here() is not None else ["Enter goes on", "number or ↑↓ jumps"]

    def fitting(self) -> list[int]:
        """The rows that fit what is typed: a number, or letters of the question."""
        typed = self.text.strip().casefold()
        if typed.isdecimal():
            return [place for place in range(len(self.lines)) if str(place + 1) == typed] or [
                place for place in range(len(self.lines)) if str(place + 1).startswith(typed)
            ]
        return [place for place, line in enumerate(self.lines) if typed in line.ask.casefold()]

    def here(self) -> int | None:
        """The row Enter jumps to, or None."""
        fitting = self.fitting()
        if self.row in fitting:
            return self.row
        return fitting[0] if self.text.strip() and fitting else None

    def below(self) -> list[Row]:
        fitting, here = self.fitting(), self.here()
        room = max(self.desk.rows - 6, 4)
        at = fitting.index(here) if here is not None else 0
        first = max(0, min(at - room // 2, len(fitting) - room))
        return [self._row(place, place == here) for place in fitting[first : first + room]] or [
            [("class:warn", "  No question fits. Backspace to see them all.")]
        ]

    def bind(self, keys: KeyBindings) -> None:
        keys.add("down", eager=True)(lambda event: self._move(1))
        keys.add("up", eager=True)(lambda event: self._move(-1))
        keys.add("tab", eager=True)(lambda event: self._move(1))
        keys.add("pagedown", eager=True)(lambda event: self._move(10))
        keys.add("pageup", eager=True)(lambda event: self._move(-10))
        keys.add("c-j", eager=True)(lambda event: self.enter())

    def enter(self) -> None:
        here = self.here()
        if here is not None:
            self.done(Did("review", self.lines[here].key))
        elif self.text.strip():
            self.say("No question fits.")
        else:
            self.done(Said(""))

    def changed(self, before: str) -> None:
        self.row = None

    def jump(self) -> str | None:
        """The key of the question to jump to, or None. Raises AuthorStopped."""
        outcome = self.run()
        jumps = isinstance(outcome, Did) and outcome.what == "review" and isinstance(outcome.raw, str)
        return (str(outcome.raw) or None) if jumps and isinstance(outcome, Did) else None

    def _move(self, by: int) -> None:
        fitting, here = self.fitting(), self.here()
        if fitting:
            at = fitting.index(here) + by if here is not None else (0 if by > 0 else len(fitting) - 1)
            self.row = fitting[max(0, min(at, len(fitting) - 1)) if abs(by) > 1 else at % len(fitting)]

    def _row(self, place: int, here: bool) -> Row:
        line = self.lines[place]
        width = self.desk.columns - 8
        ask = fit(line.ask, min(max(width // 2, 12), 34))
        done = ("✓", "class:picked") if line.answer or line.asked else ("·", "class:note")
        sign, style = ("○", "class:warn") if line.open else done
        rest = fit(line.shown, max(width - len(ask) - 2, 8))
        head = [("class:key", f" {place + 1:>2} "), (style, f"{sign} ")]
        return [*head, ("class:here" if here else "bold", ask), ("" if line.answer else style, f"  {rest}")]
