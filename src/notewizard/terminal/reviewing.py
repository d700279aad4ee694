"""All answers in one list, to jump to any; Enter alone goes on.

Under an answer in which something must be mended stand its words and those of the other note: one line of each, and all
of them at the answer that is pointed at, or else at the first. F2 opens the other note there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prompt_toolkit.key_binding import KeyBindings

from notewizard.terminal.around import Row
from notewizard.terminal.frame import Aside, Asking, Desk
from notewizard.terminal.look import fit, wrapped
from notewizard.terminal.noticed import both_sides
from notewizard.terminal.reading import Reading
from notewizard.terminal.screen import Did, Elsewhere, Line, Said, View, asked_first

SIDE = "       There: "


class Reviewing(Asking):
    """The review: type a number or some letters of the question, or move, then Enter jumps there."""

    def __init__(self, lines: Sequence[Line], place: str, desk: Desk) -> None:
        super().__init__(View(key="review", kind="line", ask="Your answers so far", place=place, leads=("back",)), desk)
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
        fitting, here, whole = self.fitting(), self.here(), self._whole()
        room = max(self.desk.rows - 6, 4)
        rows: list[Row] = []
        at, height = 0, 1
        for place in fitting:
            block = [self._row(place, place == here), *self._to_mend(place, room if place == whole else 0)]
            if place in (here, whole):
                at, height = len(rows), len(block)
            rows += block
        first = max(0, min(at - max(room - height, 0) // 2, len(rows) - room))
        return rows[first : first + room] or [[("class:warn", "  No question fits. Backspace to see them all.")]]

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
        while isinstance(outcome := self.run(), Aside):
            if outcome.there:
                there = outcome.there()
                Reading(there.title, there.text, self.desk, stretch=(there.start, there.end)).run()
        jumps = isinstance(outcome, Did) and outcome.what == "review" and isinstance(outcome.raw, str)
        return (str(outcome.raw) or None) if jumps and isinstance(outcome, Did) else None

    def _last(self) -> None:
        """F2: where the words stand that must be mended."""
        if there := self._there():
            self.done(Aside("there", there))
        else:
            self.say("F2 shows the client's own earlier note, at an answer whose words stand there.", "quiet")

    def _there(self) -> Callable[[], Elsewhere] | None:
        whole = self._whole()
        marks = self.lines[whole].marks if whole is not None else ()
        return next((mark.there for mark in marks if mark.there), None)

    def _whole(self) -> int | None:
        """The row under which both sides are shown as far as they go."""
        here = self.here()
        return here if here is not None else next((place for place in self.fitting() if self.lines[place].marks), None)

    def _to_mend(self, place: int, room: int) -> list[Row]:
        """What must be mended in an answer, on no more than `room` lines where it is shown whole."""
        line, rows = self.lines[place], list[Row]()
        most = max((room - 1 - 2 * len(line.marks)) // max(2 * len(line.marks), 1), 1)
        width = self.desk.columns - len(SIDE) - 1
        for mark in line.marks:
            way = "F2 shows them there. " if mark.there else ""
            said = f"{mark.say} {way}{mark.better}" if room else fit(mark.say, width)
            rows += self.wrapped("class:stop", "     ! ", said)
            for side, words in both_sides(mark, line.text):
                shown = wrapped(f"“{words}”", width)
                if len(shown) > most:
                    shown = [*shown[: most - 1], fit(" ".join(shown[most - 1 :]), width)]
                rows += [
                    [("class:note", ("" if at else f"{side}: ").rjust(len(SIDE))), ("", row)]
                    for at, row in enumerate(shown)
                ]
        return rows

    def _move(self, by: int) -> None:
        fitting, here = self.fitting(), self.here()
        if here is None and by > 0 and self._whole() is not None:
            self.row = self._whole()  # the screen stands there already
        elif fitting:
            at = fitting.index(here) + by if here is not None else (0 if by > 0 else len(fitting) - 1)
            self.row = fitting[max(0, min(at, len(fitting) - 1)) if abs(by) > 1 else at % len(fitting)]

    def _row(self, place: int, here: bool) -> Row:
        line = self.lines[place]
        width = self.desk.columns - 8
        ask = fit(line.ask, min(max(width // 2, 12), 34))
        done = ("✓", "class:picked") if line.answer or line.asked else ("·", "class:note")
        sign, style = ("○", "class:warn") if line.open or line.marks else done
        rest = fit(line.shown, max(width - len(ask) - 2, 8))
        head = [("class:key", f" {place + 1:>2} "), (style, f"{sign} ")]
        return [*head, ("class:here" if here else "bold", ask), ("" if line.answer else style, f"  {rest}")]
