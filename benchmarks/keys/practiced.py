"""A practiced author at the keys: the shortest of what the screen offers, found before a key is pressed.

Differs from the tests' author, who types a term from its first letter and looks: this one knows a few letters that
bring it up, answers a date in numbers, names the coming weekday alone for the usual hour, jumps by the number in the
review, and files own words by the key of their group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise, product

from sessions.answer_sheet import Reply
from sessions.full_keys import FullKeys
from sessions.stage import Stage, blanks

from notewizard.definitions.library import Library
from notewizard.terminal.fuzzy import WORD
from notewizard.terminal.picks import GROUP_KEYS, Picks
from notewizard.terminal.screen import Offer

MOST_LETTERS = 5


class PracticedKeys(FullKeys):
    """Answers with the fewest keys; counts the author's own words as prose, also those given as own terms."""

    def __init__(self, s: Stage, library: Library, session: datetime) -> None:
        super().__init__(s)
        self._library = library
        self._session = session
        """When the session that is noted began, on the clock there."""

    def give(self, reply: Reply, to: str) -> None:
        suggested = self._input() == f"{reply.value} (Enter takes it)"
        if reply.kind == "date" and reply.value and not suggested:
            day = datetime.strptime(reply.value, "%A, %B %d, %Y")
            reply = replace(reply, value=f"{day.month}/{day.day}")
        if reply.kind == "moment" and reply.value and f": {reply.value} (y takes it)" not in blanks(self.s.screen()):
            reply = replace(reply, value=self._appointment(reply.value))
        if reply.key.startswith("presenting.measures") and reply.key.endswith(".name") and reply.value:
            self._complete(reply.value)
            return
        super().give(reply, to)

    def _appointment(self, said: str) -> str:
        """As it is said at the end of a session: the weekday alone where it is the coming one at the usual hour."""
        at = datetime.strptime(said, "%A, %B %d, %Y, %I:%M %p")
        usual = timedelta(0) < at - self._session <= timedelta(days=7)
        if usual and at.time() == self._session.time():
            return f"{at:%a}".lower()
        return f"{at.month}/{at.day} {at.hour % 12 or 12}:{at:%M}{'ap'[at.hour > 11]}"

    def review(self, ask: str) -> None:
        self.s.press("F3").see("Your answers so far")
        row = re.compile(rf"^ +(\d+) . {re.escape(ask[:28])}", re.MULTILINE)
        self.s.see("  1 ✓ ")
        numbered = row.search(self.s.screen())
        self.s.type(numbered[1] if numbered else ask.rpartition(" ")[2][:4])  # below the last row: some letters of it
        self.s.see("Enter jumps there").press("Enter")

    def _lines(self, lines: Sequence[str]) -> None:
        if lines:
            super()._lines(lines)
        else:
            self.write("n")
            self.s.press("Enter")

    def _complete(self, term: str) -> None:
        """From the top of what is listed, where it stands there; else by its letters."""
        if self._under_input() == term:
            self.s.press("Down", "Enter")
        else:
            super()._complete(term)

    def _pick(self, reply: Reply) -> None:
        grouped = reply.kind == "domains"
        known = set(reply.terms)
        offers = self._offers(reply, grouped)
        picked: list[str] = []
        for each in reply.value or ():
            group, term = each.split(": ", 1) if grouped else ("", each)
            if any(term == other and group in ("", of) for of, other in known):
                self._find_shortest(term, group, offers, tuple(picked), grouped)
            else:
                self._own(term, group, offers)
            self._until_typed("")
            self.s.see(term)
            picked.append(each)
        if reply.value == () and not grouped:
            self.write("none")
            self.s.press("Enter")
        self.s.press("Enter")

    def _offers(self, reply: Reply, grouped: bool) -> tuple[Offer, ...]:
        """As the screen has them, aliases and all."""
        wanted = dict.fromkeys(reply.terms)
        found = []
        for vocabulary in self._library.vocabularies.values():
            if [(g.label, t.term) for g in vocabulary.groups for t in g.terms] == list(wanted):
                labeled = grouped or len(vocabulary.groups) > 1
                found += [
                    Offer(t.term, g.label if labeled else "", t.also, g.also)
                    for g in vocabulary.groups
                    for t in g.terms
                ]
        return tuple(found)

    def _find_shortest(
        self, term: str, group: str, offers: tuple[Offer, ...], picked: tuple[str, ...], grouped: bool
    ) -> None:
        target = next((o for o in offers if o.term == term and o.group.startswith(group)), None)
        for typed in candidates(target) if target else ():
            picks = Picks(offers, picked, grouped=grouped)
            picks.type(typed)
            shown = [match.offer for match in picks.matches()[:7]]
            if target in shown and picks.digit(str(shown.index(target) + 1)) is not None:
                self.s.type(typed)
                self._until_typed(typed)
                self.s._until(lambda: self._row(term, group), f"Not offered for {typed!r}: {term!r}")
                self.s.type(self._row(term, group))
                return
        self._find(term, group)

    def _row(self, term: str, group: str) -> str:
        """The number before the term, or nothing."""
        return next((n for n, at, of in self._rows() if at == term and of.startswith(group)), "")

    def _own(self, term: str, group: str, offers: tuple[Offer, ...]) -> None:
        """Own words: in a list Enter and Enter again, in `domains` the key of the group."""
        self.write(term)
        self.prose += len(term)
        if group:
            groups = list(dict.fromkeys(offer.group for offer in offers))
            at = groups.index(group)
            self.s.press("Ctrl-J").see("Under which?").type(GROUP_KEYS[at : at + 1] or group[:3])
        else:
            self.s.press("Ctrl-J").see("Own term").press("Enter")


def candidates(offer: Offer) -> list[str]:
    """What might bring the term up, the shortest first: nothing, beginnings of its words, beginnings of two of them."""
    found = {""}
    for name in (offer.term, *offer.also):
        words = WORD.findall(name.casefold())
        beginnings = [[word[:size] for size in range(1, MOST_LETTERS + 1)] for word in words]
        found |= {each for one in beginnings for each in one}
        for first, second in pairwise(beginnings):
            found |= {a + b for a, b in product(first, second) if len(a + b) <= MOST_LETTERS}
    # On the empty line a digit takes a row.
    return sorted((each for each in found if not each[:1].isdigit()), key=lambda each: (len(each), each))
