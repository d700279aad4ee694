"""Picking terms in plain lines: several in one line, parted by commas; what is not sure is asked by number."""

from __future__ import annotations

from notewizard.terminal.fuzzy import EXACT, Match, rank
from notewizard.terminal.picks import Picks
from notewizard.terminal.screen import Offer, Raw, View

MOST_NAMED = 9


class PlainPicks:
    """The conversation about one `many` or `domains` question: a typed line in, words out."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._picks = Picks.of(view)
        self._queue: list[str] = []
        self._choices: list[Offer] = []
        """What the number asked for may mean; the words come from the front of the queue."""

    def raw(self) -> Raw:
        """The answer as it stands."""
        return self._picks.raw() or (() if self._picks.none else "")

    def rows(self) -> tuple[str, ...]:
        """What is picked so far."""
        return self._picks.raw()

    def waits(self) -> bool:
        """Whether a number is asked for."""
        return bool(self._choices)

    def opening(self) -> str:
        """How it is done."""
        so_far, half = "; ".join(self._picks.raw()), self._picks.half()
        return (
            "Terms parted by commas; a few letters are enough. ? and letters lists terms. - and a term takes it out. "
            "An empty line ends."
            + " The word none means: asked, and there is none." * (not self._view.judge(()))
            + f"\nSo far: {so_far}." * bool(so_far)
            + f"\nBegun and not finished: {half}. Type it again to take it." * bool(half)
        )

    def prompt(self) -> str:
        """What stands before the cursor."""
        left = self._picks.needs_left(self._view.needs)
        return "Number: " if self.waits() else f"Still needed: {', '.join(left)}. > " if left else "> "

    def asks(self) -> str:
        """The question that waits for a number."""
        words = f"“{self._queue[0]}”"
        asked = f"What does {words} mean?"
        if len(self._choices) == 1:
            known = self._choices[0] in self._view.offers
            asked = f"Is this what {words} means?" if known else f"{words} is not in the list."
        lines = [f"{number}: {self._named(offer)}" for number, offer in enumerate(self._choices, 1)]
        return "\n".join([asked, *lines, "0: leave it out"])

    def typed(self, line: str) -> str:
        """What the line did, in words."""
        if self.waits():
            return self._number(line.strip())
        if line.startswith("?"):
            return self.found(line[1:])
        if line.startswith("-"):
            return self._take_out(line[1:])
        if line.strip().casefold() == "none" and not self._picks.picked:
            if why := self._view.judge(()):
                return why
            self._picks.none = True
            return "None. An empty line goes on."
        self._queue = [words.strip() for words in line.split(",") if words.strip()]
        return self._go_on([])

    def found(self, letters: str) -> str:
        """The terms that fit some letters, or all of them."""
        matches = [match.offer for match in rank(letters, self._view.offers)]
        named = [self._named(offer) for offer in matches]
        return "\n".join(named) or "No term fits."

    def _go_on(self, said: list[str]) -> str:
        while self._queue:
            words = self._queue[0]
            self._picks.typed = words
            matches = self._picks.matches()
            exact = [match for match in matches if match.rank == EXACT]
            sure = [match for match in matches if match.sure]
            if had := self._picks.picked_already(matches):
                said.append(f"“{had}” is picked already.")
                self._queue.pop(0)
            elif (at := self._picks.here(matches)) is not None:
                said.append(self._add(matches[at].offer))
            elif self._own_in_group(words):
                said.append(self._add(self._own_in_group(words)[0]))
            else:
                self._choices = self._meanings(words, exact or sure or matches)
                if not self._choices:
                    said.append(f"“{words}” is not in the list, and only its terms can be taken here.")
                    self._queue.pop(0)
                    continue
                return "\n".join([*said, self.asks()])
        return "\n".join(said)

    def _meanings(self, words: str, matches: list[Match]) -> list[Offer]:
        own: list[Offer] = []
        if self._view.own_terms:
            own = [Offer(words, group) for group in self._picks.groups] if self._picks.grouped else [Offer(words)]
        return [*(match.offer for match in matches[:MOST_NAMED]), *own]

    def _own_in_group(self, words: str) -> list[Offer]:
        group, term = self._picks._split_group(words)
        return [Offer(term, group)] if group and term and self._view.own_terms else []

    def _number(self, typed: str) -> str:
        if not typed.isdecimal() or int(typed) > len(self._choices):
            return f"Type a number from 0 to {len(self._choices)}.\n{self.asks()}"
        offer = self._choices[int(typed) - 1] if int(typed) else None
        if offer is None:
            return self._go_on([f"Left out: {self._queue.pop(0)}.", *self._forget()])
        return self._go_on([self._add(offer)])

    def _forget(self) -> list[str]:
        self._choices = []
        return []

    def _add(self, offer: Offer) -> str:
        self._queue.pop(0)
        self._choices = []
        self._picks.picked.append(offer)
        self._picks.none = False
        return f"Added: {self._named(offer)}."

    def _take_out(self, words: str) -> str:
        found = rank(words, self._picks.picked)
        fitting = [match for match in found if match.rank == EXACT] or [match for match in found if match.sure]
        if len(fitting) != 1:
            several = "Which of them? " + "; ".join(self._named(match.offer) for match in fitting) + "."
            return several if fitting else "No such term is picked."
        self._picks.picked.remove(fitting[0].offer)
        return f"Taken out: {self._named(fitting[0].offer)}."

    def _named(self, offer: Offer) -> str:
        known = offer in self._view.offers
        return f"{offer.term}{f' ({offer.group})' * bool(offer.group)}{'' if known else ', in your own words'}"
