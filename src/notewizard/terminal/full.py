"""The full terminal: one question at a time, drawn in place, and one line left behind for each answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from threading import Thread
from typing import Literal, TextIO

from prompt_toolkit.input import Input
from prompt_toolkit.output import Output

from notewizard.errors import Failure
from notewizard.terminal.frame import Aside, Asking, Desk
from notewizard.terminal.leaving import Leaving
from notewizard.terminal.look import Look, fit, wrapped
from notewizard.terminal.said import is_changed, own_words, said_short
from notewizard.terminal.screen import Choice, Did, Line, Raw, Said, View
from notewizard.terminal.show import show, show_line
from notewizard.terminal.writing import Writing

Edit = Callable[[str], str]
LEAST_BESIDE = 24
"""Columns that an answer needs to stand beside its question; with fewer it goes on a line of its own."""


class FullScreen:
    """Keeps `screen.Screen` with questionary and prompt_toolkit."""

    def __init__(
        self,
        *,
        input: Input,  # noqa: A002 - prompt_toolkit's own word
        output: Output,
        stream: TextIO,
        look: Look,
        leaving: Leaving,
        edit: Edit | None = None,
        warm: Callable[[], None] | None = None,
        take_over: Callable[[], None] = lambda: None,
    ) -> None:
        self._take_over = take_over
        self._stream = stream
        self._edit = edit
        self._warm, self._warmed = warm, False
        self._laid_out = Desk(input, output, look, leaving, ready=self._ready)

    @property
    def _desk(self) -> Desk:
        """From its first use on, the screen is this one's: the question that was painted early has gone."""
        take_over, self._take_over = self._take_over, lambda: None
        take_over()
        return self._laid_out

    def ask(self, view: View) -> Said | Did:
        """Show the question and wait. Raises AuthorStopped."""
        asking = self._asking(view)
        while True:
            outcome = asking.run()
            if isinstance(outcome, Aside):
                self._aside(outcome, asking, view)
                continue
            if isinstance(outcome, Said):
                self._record(view, outcome.raw)
            return outcome

    def say(self, text: str, tone: Literal["plain", "good", "warn"] = "plain") -> None:
        """One or more lines above the next question."""
        look = self._desk.look
        lines = wrapped(look.own(show(text)), self._desk.columns - 1, parts_words=False)
        self._print("\n".join(look.tone(line, tone) for line in lines))

    def review(self, lines: Sequence[Line], place: str) -> str | None:
        """The key of the answer to jump to, or None to go on. Raises AuthorStopped."""
        from notewizard.terminal.reviewing import Reviewing

        return Reviewing(lines, place, self._desk).jump()

    def read(self, title: str, text: str) -> None:
        """Show a text on a page of its own. Raises AuthorStopped."""
        from notewizard.terminal.reading import Reading

        Reading(title, text, self._desk).run()

    def choose(self, ask: str, choices: Sequence[Choice], note: str = "") -> str:
        """One of a few by its key; Shift-Tab takes the one whose value is "back". Raises AuthorStopped."""
        from notewizard.terminal.choosing import Choosing

        leads = tuple(choice.value for choice in choices if choice.value == "back")
        view = View(key="", kind="one", ask=ask, note=note, choices=tuple(choices), leads=leads)
        asking = Choosing(view, self._desk)
        while True:
            outcome = asking.run()
            back = isinstance(outcome, Did) and outcome.what == "back"
            if isinstance(outcome, Said) and isinstance(outcome.raw, str):
                self._record(asking.view, outcome.raw)
                return outcome.raw
            if back and any(choice.value == "back" for choice in choices):
                return "back"
            asking.say("Choose one of these first.")

    def _asking(self, view: View) -> Asking:
        if view.kind in ("one", "yes_no"):
            from notewizard.terminal.choosing import Choosing

            return Choosing(view, self._desk)
        if view.kind in ("many", "domains"):
            from notewizard.terminal.picking import Picking

            return Picking(view, self._desk)
        return Writing(view, self._desk)

    def _aside(self, aside: Aside, asking: Asking, view: View) -> None:
        if aside.what == "last" and view.last:
            self.read("The client's last note (read only)", view.last())
        elif aside.there:
            from notewizard.terminal.reading import Reading

            there = aside.there()
            Reading(there.title, there.text, self._desk, stretch=(there.start, there.end)).run()
        elif aside.what == "edit":
            if self._edit is None:
                asking.say("No editor is set up: EDITOR names one.", "quiet")
                return
            try:
                asking.text = self._edit(asking.text)
                asking.cursor = len(asking.text)
                view.typing(asking.so_far())
            except Failure as failed:
                asking.say(f"{failed.what} {failed.hint}".strip())

    def _record(self, view: View, raw: Raw) -> None:
        """One line that stays: the question and its answer."""
        look = self._desk.look
        columns = self._desk.columns
        own = " (own words)" * own_words(view, raw) + " (changed)" * is_changed(view, raw)
        *before, head = wrapped(look.own(show_line(view.ask)), columns - 3)
        said, room = said_short(view, raw), columns - len(head) - 5 - len(own)
        beside = room >= LEAST_BESIDE or len(show_line(said)) <= room
        said = look.own(fit(said, room if beside else columns - 3 - len(own)) + own)
        lines = [*before, head] if not beside else [*before, f"{head}  {look.tone(said, 'bold')}"]
        lines += [] if beside else [look.tone(said, "bold")]
        self._print(f"{look.tone(look.own('✓'), 'good')} " + "\n  ".join(lines))

    def _print(self, text: str) -> None:
        # Through prompt_toolkit's output, which replaces what the terminal's encoding lacks.
        output = self._desk.output
        output.erase_down()  # the question that was painted early may still stand there
        output.write_raw(text.replace("\n", "\r\n") + "\r\n")
        output.flush()

    def _ready(self) -> None:
        """Once the first question takes keys, load what the next ones need beside it."""
        if not self._warmed:
            self._warmed = True
            Thread(target=self._warm_up, name="notewizard-warm", daemon=True).start()

    def _warm_up(self) -> None:
        for kind in ("choosing", "picking", "reading", "reviewing"):
            import_module(f"notewizard.terminal.{kind}")
        if self._warm:
            self._warm()
