"""Choosing one of a closed list: what each key means, without a screen.

The key or number shown before a choice takes it at once. Other letters filter; then Enter takes the one pointed at.
Without a suggestion nothing is pointed at until the author moves or types: Enter alone takes nothing, and Tab points at
nothing. Letters that may mean two choices point at neither.
"""

from __future__ import annotations

from collections.abc import Sequence

from notewizard.terminal.fuzzy import Match, rank, the_meant
from notewizard.terminal.screen import Choice, Offer

NOTHING_TAKEN = "Choose one: nothing is taken by Enter alone."
ONE_KEY = "One key takes it: the one before a choice. Tab moves nothing here."
YES_NO = (Choice("yes", "yes", "y"), Choice("no", "no", "n"))


def with_keys(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices, each with a key: its own, or the next free number."""
    used = {choice.key for choice in choices if choice.key}
    free = (str(number) for number in range(1, 10) if str(number) not in used)
    return tuple(Choice(each.value, each.say, each.key or next(free, "")) for each in choices)


class Options:
    """The list, what is typed to filter it, and what is pointed at."""

    def __init__(self, choices: Sequence[Choice], *, pointed: str = "") -> None:
        self.choices = with_keys(choices)
        self.typed = ""
        self._pointed = next((each for each in self.choices if pointed and _is_called(each, pointed)), None)

    def shown(self) -> list[Choice]:
        """The choices that fit what is typed, in their order."""
        if not self.typed.strip():
            return list(self.choices)
        fitting = {match.offer.term for match in self._fitting()}
        return [choice for choice in self.choices if choice.say in fitting]

    def here(self) -> Choice | None:
        """What Enter takes, or None."""
        if self._pointed in self.shown():
            return self._pointed
        if self.typed.strip():
            meant = [match.offer.term for match in the_meant(self._fitting())]
            return next((choice for choice in self.choices if meant == [choice.say]), None)
        return None

    def key(self, key: str) -> Choice | None:
        """The choice this key takes at once; None when it is a letter of the filter."""
        if self.typed:
            return None
        return next((choice for choice in self.choices if choice.key and choice.key == key.casefold()), None)

    def called(self, words: str) -> Choice | None:
        """The choice of that key, number or wording; or the only one that its first letters fit."""
        wanted = words.casefold()
        for choice in self.choices:
            if wanted in (choice.key, choice.say.casefold(), choice.value.casefold()):
                return choice
        self.type(words)
        return self.here() if len(self.shown()) == 1 else None

    def type(self, text: str) -> None:
        """The filter has changed; what was pointed at before is not any more."""
        if text != self.typed:
            self.typed, self._pointed = text, None

    def move(self, by: int) -> None:
        """Down or up, around the ends."""
        shown = self.shown()
        if shown:
            here = self.here()
            place = shown.index(here) + by if here in shown else (0 if by > 0 else -1)
            self._pointed = shown[place % len(shown)]

    def _fitting(self) -> list[Match]:
        return rank(self.typed, [Offer(choice.say, also=(choice.value,)) for choice in self.choices])


def _is_called(choice: Choice, words: str) -> bool:
    """Whether these words stand for the choice: "goal 1" for "goal 1: Sleep through the night"."""
    return words in (choice.value, choice.say) or choice.say.startswith(f"{words}: ")
