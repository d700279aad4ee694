"""The fuzzy multi-select on a full terminal: `many`, and `domains`, where each term files itself under its domain."""

from __future__ import annotations

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from notewizard.terminal.around import Row, headed, together
from notewizard.terminal.frame import Asking, Desk
from notewizard.terminal.picks import ALONE, GROUP_KEYS, ONLY_LISTED, SEVERAL, WHICH_LISTED, WINDOW, Picks
from notewizard.terminal.screen import Offer, Raw, Said, View, with_half


class Picking(Asking):
    """A question answered by picking terms."""

    def __init__(self, view: View, desk: Desk) -> None:
        super().__init__(view, desk)
        self.picks = Picks.of(view)
        self.text = self.picks.typed

    def raw(self) -> Raw:
        return self.picks.raw() or (() if self.picks.none else "")

    def so_far(self) -> Raw:
        half = "" if self.text.startswith(":") else self.picks.half()
        return with_half(self.picks.raw(), half) or self.raw()

    def hints(self) -> list[str]:
        if self.picks.asks_group():
            return ["its key takes it", "Backspace: change the words"]
        matches, as_typed = self.picks.matches(), ["Ctrl-J as typed"] * self.picks.own_terms
        if self.text.strip() and self.picks.here(matches) is None and self.picks.picked_already(matches):
            return ["Enter empties the line"]
        if self.picks.has_to_point(matches):
            return ["1 takes it" if len(matches) == 1 else "1-7 takes a row", *as_typed]
        if self.text and self.picks.here(matches) is None:
            return [*["Enter: your own words"] * self.picks.own_terms, *["1-7 a row"] * bool(matches)]
        if self.text:
            return ["Enter takes", "1-7 a row", *as_typed]
        left = self.picks.needs_left(self.view.needs)
        return ["type to find", "Enter: done" if self.picks.picked and not left else "1-7 a row", "Backspace removes"]

    def above(self) -> list[Row]:
        columns, rows = self.desk.columns, list[Row]()
        if self.picks.grouped:
            for group, terms in self.picks.by_group():
                rows += headed([("class:note", f"  {group or '?'}  ")], "class:picked", ", ".join(terms), columns)
        else:
            for offer in self.picks.picked:
                rows += self.wrapped("class:picked", "  ✓ ", offer.term)
        if self.picks.none and not self.picks.grouped:  # of all domains nobody says that there is none
            rows.append([("class:picked", "  ✓ none")])
        if left := self.picks.needs_left(self.view.needs):
            rows += self.wrapped("class:warn", "  ", f"Still: {' · '.join(map(together, left))}")
        return rows

    def below(self) -> list[Row]:
        picks = self.picks
        if picks.asks_group():
            names = [f"{GROUP_KEYS[place : place + 1]} {group}".strip() for place, group in enumerate(picks.groups)]
            return self.wrapped("class:key", "  ", "  ".join(map(together, names)))
        if self.text.startswith(":"):
            return []
        matches = picks.matches()
        first, here = picks.first_row(len(matches)), picks.here(matches)
        rows: list[Row] = []
        for place, match in enumerate(matches[first : first + WINDOW]):
            rows += self._offer_lines(place, match.offer, first + place == here)
        if len(matches) > first + WINDOW:
            rows.append([("class:note", f"    … {len(matches) - first - WINDOW} more")])
        if self.text.strip() and here is None and not picks.own and (had := picks.picked_already(matches)):
            rows += self.wrapped("class:note", "  ", f"“{had}” is picked already")
        elif picks.has_to_point(matches) and not picks.own:
            which = ALONE if len(matches) == 1 else WHICH_LISTED
            if not self.message[1].startswith(which):
                begun = picks.is_begun_alone(matches)
                rows += self.wrapped("class:note", "  ", "This one? Enter points at it" if begun else which.rstrip("."))
        elif self.text.strip() and here is None and not picks.own:
            what = "none of these for sure" if matches else "not in the list"
            way = "Enter for your own words" if picks.own_terms else ONLY_LISTED
            if not self.message[1].endswith(f"{ONLY_LISTED}."):
                rows += self.wrapped("class:note", "  ", f"“{self.text.strip()}” is {what}: {way}")
        if picks.rest:
            rows += self.wrapped("class:note", "  ", f"Then: {', '.join(picks.rest)}")
        return rows

    def _offer_lines(self, place: int, offer: Offer, here: bool) -> list[Row]:
        columns, group = self.desk.columns, f"  {offer.group}"
        rows = headed([("class:key", f"  {place + 1} ")], "class:here" if here else "", offer.term, columns)
        if sum(len(piece[1]) for piece in rows[-1]) + len(group) >= columns:
            rows.append([("", "  ")])
        rows[-1].append(("class:note", group))
        return rows

    def bind(self, keys: KeyBindings) -> None:
        picks = self.picks
        naming = Condition(picks.asks_group)
        empty = Condition(lambda: not self.text)
        keys.add("tab", filter=~naming, eager=True)(lambda event: self._tab())
        keys.add("c-j", eager=True)(lambda event: self._did(picks.as_own()))
        keys.add("escape", "enter")(lambda event: self._did(picks.as_own()))
        keys.add("down", eager=True)(lambda event: self._did(picks.move(1)))
        keys.add("up", eager=True)(lambda event: self._did(picks.move(-1)))
        keys.add("backspace", filter=empty, eager=True)(lambda event: self._did(picks.backspace()))
        for digit in "1234567":
            keys.add(digit, filter=~naming, eager=True)(self._digit)
        keys.add(",", filter=~naming, eager=True)(self._comma)
        keys.add(Keys.Any, filter=naming, eager=True)(lambda event: self._did(picks.name_group(event.data)))
        keys.add("enter", filter=naming, eager=True)(lambda event: self._did(picks.name_group("")))
        keys.add("backspace", filter=naming, eager=True)(lambda event: self._did(self._change_words()))

    def changed(self, before: str) -> None:
        self.picks.type("" if self.text.startswith(":") else self.text)
        self.view.typing(self.so_far())

    def paste(self, text: str) -> None:
        if SEVERAL.search(text.strip()):
            self._did(self.picks.several(SEVERAL.split(self.text + text)))
        else:
            super().paste(text)

    def enter(self) -> None:
        if self.text.strip() or self.picks.row is not None or self.picks.rest:
            self._did(self.picks.enter())
        elif self.picks.picked or self.picks.none:
            self.answer(self.raw())
        elif self.view.optional or self.view.may_empty:
            self.done(Said(""))
        else:
            self.say(self.view.judge("") or "Nothing is taken by Enter alone. Pick at least one, or type none.")

    def _did(self, said: str) -> None:
        """The state moved: show it, keep it, say what it said."""
        self.help_open = False
        self.set_text(self.picks.typed)
        self.view.typing(self.so_far())
        self.say(said)

    def _tab(self) -> None:
        if self.text.strip() or self.picks.row is not None:
            self._enter()
        else:
            self.say("Type to find a term; Enter on the empty line goes on.", "quiet")

    def _digit(self, event: KeyPressEvent) -> None:
        said = self.picks.digit(event.data)
        self.buffer.insert_text(event.data) if said is None else self._did(said)

    def _comma(self, event: KeyPressEvent) -> None:
        said = self.picks.comma() if self.text.strip() else ""
        self.buffer.insert_text(",") if said is None else self._did(said)

    def _change_words(self) -> str:
        self.picks.own = ""
        return ""
