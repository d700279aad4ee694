"""Picking any number of terms from a vocabulary: what each key means, without a screen.

Letters find, Enter takes what was surely meant (`fuzzy`), a digit takes the row it stands before, a comma takes and
goes on. What may mean two terms is not sure: neither a finding nor what was done for safety is ever guessed.
Words that are not in the vocabulary become an own term, and only after being shown as one. In `domains` every term
belongs to a group; an own term says which ("speech: rapid at first"), or is asked.

The answer is a tuple: of terms, or in `domains` (and where `labeled`) of "Group: term". It is `()` when "none" was
typed: asked, none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from notewizard.terminal.fuzzy import BEGINS, EXACT, LOOSE, Match, rank, the_meant
from notewizard.terminal.screen import Offer, Raw, View, split_half

WINDOW = 7
"""Rows shown at once."""
OWN_BY_KEY = " Ctrl-J: your own words."
WHICH_LISTED = "Which one? Its number takes it, or an arrow and Enter."
WHICH = f"{WHICH_LISTED}{OWN_BY_KEY}"
ALONE = "Is this one meant? 1 takes it, or an arrow and Enter."
"""Of the only row, where what is typed is not its beginning: nothing is there to choose from."""
ONLY_LISTED = "only its terms can be taken here"
SEVERAL = re.compile(r"[,;\n]")
"""What stands between the terms of a list."""
GROUP_KEYS = "1234567890"


class Picks:
    """The terms picked so far and what is being typed; each method is a key and returns what to say about it."""

    def __init__(
        self,
        offers: Sequence[Offer],
        value: Raw = "",
        *,
        own_terms: bool = True,
        grouped: bool = False,
        labeled: bool = False,
        finding: bool = False,
    ) -> None:
        self.offers = tuple(offers)
        self.own_terms = own_terms
        self.grouped = grouped
        self.finding = grouped or finding
        """The terms say something about the client."""
        self.labeled = grouped or labeled
        """The answer says of each term which group it was picked under; an own term may have none."""
        self.groups = tuple(dict.fromkeys(offer.group for offer in offers if offer.group))
        rows, half = split_half(value)
        self.picked: list[Offer] = [self._offer_of(each) for each in rows if each]
        self.none = value == ()
        """Asked, and there is none."""
        self.typed = half
        self.row: int | None = None
        """The row the author moved to; None: the first, where it is sure."""
        self.own = ""
        """Words shown as an own term, waiting for Enter, or for their group."""
        self.naming = ""
        """The first letters of that group's name, as far as they are typed."""
        self.rest: list[str] = []
        """Words of a typed list whose turn comes after what is on the line."""
        self._stuck = ""
        """The list as it stood when its first word could not be taken."""
        self._emptied = False
        self._found: tuple[str, list[Match]] = ("", [Match(offer, LOOSE) for offer in self.offers])
        """What was looked for last, and what fits it: asked several times for one drawing."""

    @classmethod
    def of(cls, view: View) -> Picks:
        """The picks of one `many` or `domains` question, as they stand."""
        return cls(
            view.offers,
            view.value,
            own_terms=view.own_terms,
            grouped=view.kind == "domains",
            labeled=view.labeled,
            finding=view.finding,
        )

    def raw(self) -> tuple[str, ...]:
        """The answer as it stands."""
        labeled = self.labeled
        return tuple(f"{each.group}: {each.term}" if labeled and each.group else each.term for each in self.picked)

    def half(self) -> str:
        """What is typed and not picked yet."""
        return ", ".join(each for each in (self.typed, *self.rest) if each.strip())

    def matches(self) -> list[Match]:
        """What fits and is not picked, best first; with nothing typed, what has no pick in its domain yet."""
        found = [match for match in self._fitting() if match.offer not in self.picked]
        if self.grouped and not self.typed.strip():
            had = {offer.group for offer in self.picked}
            found.sort(key=lambda match: match.offer.group in had)
        return found

    def here(self, matches: Sequence[Match]) -> int | None:
        """The row Enter takes, or None."""
        if self.row is not None and self.row < len(matches):
            return self.row
        return 0 if self.typed.strip() and matches and self._is_meant(matches[0]) else None

    def has_to_point(self, matches: Sequence[Match]) -> bool:
        """Whether what is typed means terms of the list, but not one of them for sure."""
        return bool(self.typed.strip() and matches) and matches[0].rank < LOOSE and self.here(matches) is None

    def is_begun_alone(self, matches: Sequence[Match]) -> bool:
        """Whether the only row is a term that begins with what is typed: pointed at by Enter, taken by the second."""
        return self.has_to_point(matches) and len(matches) == 1 and matches[0].rank == BEGINS

    def asks_group(self) -> bool:
        """Whether the next key names the group of an own term."""
        return bool(self.own) and self.grouped

    # Keys

    def type(self, text: str) -> str:
        """What is typed has changed."""
        if text != self.typed:
            self._emptied = bool(self.typed) and not text
            self.typed, self.row, self.own = text, None, ""
        return ""

    def move(self, by: int) -> str:
        """Down or up, around the ends."""
        if count := len(self.matches()):
            self.row = (0 if by > 0 else count - 1) if self.row is None else (self.row + by) % count
        self.own = ""
        return ""

    def digit(self, digit: str) -> str | None:
        """Take the row with that number; None when the digit belongs to words that have begun."""
        matches = self.matches()
        place = int(digit) - 1
        if self.typed.strip() and any(match.sure for match in rank(self.typed + digit, self.offers)):
            return None
        first = self.first_row(len(matches))
        if not 0 <= place < min(WINDOW, len(matches) - first):
            return None
        return self._take(matches[first + place].offer)

    def first_row(self, count: int) -> int:
        """The first row of the window."""
        return max(0, min((self.row or 0) - WINDOW + 2, count - WINDOW))

    def enter(self) -> str:
        """Take what was meant; own words are shown first and taken by the second Enter. Not for nothing typed."""
        typed = self.typed.strip()
        matches = self.matches()
        if self.own and not self.grouped:
            return self._take(Offer(self.own))
        if SEVERAL.search(typed) and self.here(matches) is None:
            return self._list()
        if not typed and self.row is None and self.rest:
            return self.several(self._rest_goes_on())
        if (at := self.here(matches)) is not None:
            return self._take(matches[at].offer)
        if typed.casefold() == "none" and not self.picked:
            self.none, self.typed = True, ""
            return "None."
        if had := self.picked_already(matches):
            self.typed = ""
            return f"“{had}” is picked already."
        if self.is_begun_alone(matches):
            self.row = 0
            return f"Enter again takes “{matches[0].offer.term}”.{OWN_BY_KEY * self.own_terms}"
        if self.has_to_point(matches):
            return (ALONE if len(matches) == 1 else WHICH_LISTED) + OWN_BY_KEY * self.own_terms
        return self.as_own()

    def picked_already(self, matches: Sequence[Match]) -> str:
        """The term of an earlier pick that is typed in full, where the list has no other of that name."""
        if any(match.rank == EXACT for match in matches):
            return ""
        return next((match.offer.term for match in rank(self.typed, self.picked) if match.rank == EXACT), "")

    def as_own(self) -> str:
        """Show what is typed as an own term."""
        group, words = self._split_group(self.typed)
        if not words:
            return ""
        if not self.own_terms:
            return f"“{words}” is not in the list, and {ONLY_LISTED}."
        if self.grouped and group:
            return self._take(Offer(words, group))
        self.own = words
        if self.grouped:
            self.naming = ""
            return f"“{words}” is not in the list. Under which? Press the key before it, or type its first letters."
        return f"Own term: “{words}”. Enter again adds it."

    def comma(self) -> str | None:
        """Take what was surely meant and go on; None when the comma belongs to the words."""
        matches = self.matches()
        at = self.here(matches)
        return None if at is None else self._take(matches[at].offer)

    def backspace(self) -> str:
        """On an empty line: remove the last picked. Right after emptying the line it only warns, for held keys."""
        self.none = False
        if self.rest:
            return self.type(", ".join(self._rest_goes_on()))
        if not self.picked:
            return ""
        if self._emptied:
            self._emptied = False
            return f"Backspace again removes “{self.picked[-1].term}”."
        return f"Removed “{self.picked.pop().term}”."

    def name_group(self, key: str) -> str:
        """The key pressed while an own term waits for its group: a digit, a letter of its name, or "" for Enter.

        Letters are never enough: they may well be the next word, typed ahead, and the finding would stand where it is
        not. Enter takes the group that they begin; after letters that begin none, a digit may be of that word, too.
        """
        place = GROUP_KEYS.find(key) if key and not self.naming else -1
        if 0 <= place < len(self.groups):
            return self._take(Offer(self.own, self.groups[place]))
        fits = self._groups_named(self.naming)
        if not key:
            if len(fits) == 1:
                return self._take(Offer(self.own, fits[0]))
            self.naming = ""
        elif self.naming or key.isalpha():
            self.naming += key.casefold()
            if fits := self._groups_named(self.naming):
                enter = "Enter takes it" if len(fits) == 1 else "more letters, or Enter and its key"
                return f"“{self.own}” under “{self.naming}…”: {', '.join(fits)}. {enter}."
            return f"“{self.own}”: no name begins with “{self.naming}”. Enter, then the key before a name."
        return (
            f"“{self.own}”: press the key before a name, or type its first letters; Backspace goes back to the words."
        )

    def _groups_named(self, letters: str) -> list[str]:
        return [group for group in self.groups if letters and group.casefold().startswith(letters)]

    def several(self, words: Sequence[str]) -> str:
        """Take each of the words that names a term exactly; the rest stays to be looked at one by one."""
        left, self.row = [each.strip() for each in words if each.strip()], None
        while left:
            self.typed = left[0]
            matches = self.matches()
            if matches and matches[0].rank == EXACT and self.here(matches) == 0:
                self._take(matches[0].offer)
            elif not any(match.rank == EXACT for match in rank(self.typed, self.picked)) and not self._own_of_group():
                break
            left.pop(0)
        self.type(", ".join(left))
        self.typed = self._stuck = ", ".join(left)
        if not left:
            return ""
        where = "in the list more than once" if self._known(left[0]) else "not in the list"
        everything = " Ctrl-J: all of it as your own words." if self.own_terms else ""
        return f"“{left[0]}” is {where}. Enter again goes through them one by one.{everything}"

    def _own_of_group(self) -> bool:
        """Words with their group before them ("speech: rapid at first") are taken as what they say they are."""
        group, words = self._split_group(self.typed)
        if not (self.grouped and self.own_terms and group and words) or self.has_to_point(self.matches()):
            return False
        self._take(Offer(words, group))
        return True

    def _list(self) -> str:
        """Take a typed list; where that stopped at a word, look at this word alone, the others after it."""
        typed = self.typed.strip()
        if typed != self._stuck:
            return self.several(SEVERAL.split(typed))
        first, *self.rest = typed.split(", ")
        self.type(first)
        return self.enter()

    def _known(self, words: str) -> bool:
        return any(match.rank == EXACT for match in rank(words, self.offers))

    def _rest_goes_on(self) -> list[str]:
        rest, self.rest = self.rest, []
        return rest

    # What follows

    def needs_left(self, needs: Sequence[str]) -> list[str]:
        """Of the names required ("Mood or Affect": one is enough), those without a pick."""
        got = {offer.group.casefold() for offer in self.picked}
        return [need for need in needs if not got & {name.strip() for name in need.casefold().split(" or ")}]

    def by_group(self) -> list[tuple[str, list[str]]]:
        """The picked terms under their groups, in the order of the groups."""
        order = [*self.groups, *(offer.group for offer in self.picked if offer.group not in self.groups)]
        groups = {group: [offer.term for offer in self.picked if offer.group == group] for group in order}
        return [(group, terms) for group, terms in groups.items() if terms]

    def _fitting(self) -> list[Match]:
        """What fits, of the group named before a colon or of all."""
        if self._found[0] != self.typed:
            group, words = self._split_group(self.typed)
            offers = [each for each in self.offers if not group or each.group == group]
            self._found = self.typed, rank(words if group else self.typed, offers)
        return self._found[1]

    def _is_meant(self, best: Match) -> bool:
        """Whether nothing but this one can be meant; a technique in full is that of the first modality."""
        meant = the_meant(self._fitting(), finding=self.finding)
        return meant == [best] or (best.rank == EXACT and not self.grouped)

    def _take(self, offer: Offer) -> str:
        self.picked.append(offer)
        self.typed, self.own, self.row, self.none, self._emptied = "", "", None, False, False
        return self.several(self._rest_goes_on()) if self.rest else ""

    def _split_group(self, typed: str) -> tuple[str, str]:
        """The group named before a colon and the words behind it."""
        head, colon, words = typed.partition(":")
        if colon and self.grouped and head.strip():
            named = [group for group in self.groups if group.casefold().startswith(head.strip().casefold())]
            if len(named) == 1:
                return named[0], words.strip()
        return "", typed.strip()

    def _offer_of(self, entry: str) -> Offer:
        """An earlier pick, found again in the vocabulary."""
        group, colon, term = entry.partition(": ") if self.labeled else ("", "", entry)
        if not colon or group not in self.groups:
            group, term = "", entry
        for offer in self.offers:
            if offer.term == term and (not self.labeled or offer.group == group):
                return offer
        return Offer(term, group)
