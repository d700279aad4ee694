"""One of a closed list on a full terminal: the key before a choice takes it at once."""

from __future__ import annotations

from itertools import takewhile

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from notewizard.terminal.around import Row, headed
from notewizard.terminal.frame import Asking, Desk
from notewizard.terminal.look import fit
from notewizard.terminal.options import NOTHING_TAKEN, ONE_KEY, YES_NO, Options
from notewizard.terminal.screen import Choice, Raw, Said, View
from notewizard.terminal.show import show_line
from notewizard.terminal.tail import Tail

FEW = 4
"""So many choices stand on one line where they fit."""
WORD_AHEAD = 4
"""Letters typed ahead that are a word, and no keys for this question and the next ones."""
WORDS = 32
"""Columns for what Enter takes, in the line of the keys."""


class Choosing(Asking):
    """A question answered with one key."""

    letters_answer = True

    def __init__(self, view: View, desk: Desk) -> None:
        super().__init__(view, desk)
        earlier = view.value if isinstance(view.value, str) else ""
        self.options = Options(view.choices or YES_NO, pointed=earlier or view.suggestion)
        carried, words = desk.carried
        if view.key and carried == view.key:
            desk.carried = ("", "")
            self.text = words
            self.options.type(words)
            self.say(f"“{words.strip()}…” is no choice: what was taken for it is taken back.")

    def raw(self) -> Raw:
        return self.view.value

    def hints(self) -> list[str]:
        if here := self.options.here():
            return [f"Enter: {fit(here.say, WORDS)}"]
        return ["Enter passes over"] if self.view.optional and not self.text else ["one key takes it"]

    def above(self) -> list[Row]:
        return []

    def below(self) -> list[Row]:
        shown, here = self.options.shown(), self.options.here()
        if not shown:
            return [[("class:warn", "  No choice fits. Backspace to see them all.")]]
        pieces = [self._choice(choice, choice == here) for choice in shown]
        if len(shown) <= FEW and sum(self._width(choice) for choice in shown) <= self.desk.columns - 2:
            return [[("", " "), *(part for piece in pieces for part in (*piece, ("", "  ")))]]
        rows = [row for choice in shown for row in self._choice_lines(choice, choice == here)]
        return rows[: max(self.desk.rows - 8, 5)]

    def bind(self, keys: KeyBindings) -> None:
        letter = Condition(lambda: not self.text)
        keys.add(Keys.Any, filter=letter, eager=True)(self._letter)
        for name, by in (("down", 1), ("right", 1), ("up", -1), ("left", -1)):
            keys.add(name, eager=True)(lambda event, by=by: self.options.move(by))
        keys.add("tab", eager=True)(lambda event: self.say(ONE_KEY, "quiet"))
        keys.add("c-j", eager=True)(lambda event: self._enter())

    def changed(self, before: str) -> None:
        self.options.type("" if self.text.startswith(":") else self.text)

    def enter(self) -> None:
        if here := self.options.here():
            self._take(here)
        elif self.options.shown() and self.text.strip():
            self.say("Not clear which: use the arrows, or type more.")
        elif typed := self.text.strip():
            self.set_text(self.text if " " in typed else "")
            self.say(f"No choice fits “{typed}”.{' Ctrl-U empties the line.' * (' ' in typed)}")
        elif self.view.optional:
            self.done(Said(""))
        else:
            self.say(NOTHING_TAKEN)

    def _letter(self, event: KeyPressEvent) -> None:
        helped, self.help_open = self.help_open, False
        if (choice := self.options.key(event.data)) and not self._begins_words(event):
            says = [each.say for each in self.options.choices]
            self._take(choice)
            self.desk.tail = Tail(event.data, says, self.view.key) if self.app.is_done else None
        elif event.data.isprintable() and not helped:
            self.buffer.insert_text(event.data)

    def _begins_words(self, event: KeyPressEvent) -> bool:
        """Whether more is typed ahead behind this letter than a choice is called, or it is a capital."""
        waiting = takewhile(lambda press: press.key != Keys.Enter, self.app.key_processor.input_queue)
        typed = (event.data + "".join(press.data for press in waiting)).casefold()
        says = [each.say.casefold() for each in self.options.choices]
        is_wording = any(say.startswith(typed) for say in says)
        return event.data.isupper() or (len(typed) >= WORD_AHEAD and not is_wording)

    def _take(self, choice: Choice) -> None:
        self.answer(choice.value)

    def _choice(self, choice: Choice, here: bool) -> Row:
        return [("class:key", f" {choice.key or ' '} "), ("class:here" if here else "", show_line(choice.say))]

    def _choice_lines(self, choice: Choice, here: bool) -> list[Row]:
        head: Row = [("", " "), ("class:key", f" {choice.key or ' '} ")]
        return headed(head, "class:here" if here else "", show_line(choice.say), self.desk.columns)

    def _width(self, choice: Choice) -> int:
        return len(choice.say) + 5
