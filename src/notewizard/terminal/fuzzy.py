"""Which terms of a vocabulary a few letters mean: exact first, then by the beginnings of words, then loosely.

A match is *sure* when every letter typed begins a word of the term (or stands in such a beginning): "cog", "cogr" and
"restr" all find cognitive restructuring. The name of the group may stand beside the whole term ("aff tear"). Any other
match is loose: "no eye contact" is not "no abnormal movements" because both are about behavior.

To be found is not to be *meant*. Enter takes what was typed whole, or begun from its first word on without leaving one
out ("cog res"). Words that are whole, where the term goes on, may be the author's own and are pointed at: "supportive"
is not "supportive statements", nor is "no SI" any "not in keeping with the situation".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from notewizard.terminal.screen import Offer

EXACT, BEGINS, ALSO_BEGINS, WORDS, WITH_GROUP, INITIALS, GROUP, LOOSE = range(8)
MOST_PIECES = 3
FEWEST = 3
"""Letters of a finding that Enter asks for."""
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@dataclass(frozen=True)
class Match:
    """One offer that fits what was typed."""

    offer: Offer
    rank: int
    typed: str = ""

    @property
    def sure(self) -> bool:
        """Whether all letters begin words of it."""
        return self.rank <= INITIALS

    def is_meant(self, *, finding: bool = False) -> bool:
        """Whether Enter may take it. A finding is begun in its own words; an alias of one is typed whole."""
        if self.rank in (EXACT, WITH_GROUP):
            return self.rank == EXACT or not finding or all(len(word) >= FEWEST for word in self.typed.split())
        if self.rank > WORDS or (finding and len(self.typed) < FEWEST):
            return False
        return any(is_begun(self.typed, name) for name in (self.offer.term, *(() if finding else self.offer.also)))


def the_meant(matches: Sequence[Match], *, finding: bool = False) -> list[Match]:
    """Those that Enter may mean: what is typed whole, else what is begun. Of findings none that has a near one."""
    if exact := [match for match in matches if match.rank == EXACT]:
        return exact
    meant = [match for match in matches if match.is_meant(finding=finding)]
    near = [match for match in matches if match.rank <= WORDS]
    return near if finding and meant and len(near) > 1 else meant


def rank(typed: str, offers: Sequence[Offer]) -> list[Match]:
    """The offers that fit, best first, equals in the order offered; all of them (and none sure) for nothing typed."""
    wanted = " ".join(typed.casefold().split())
    if not wanted:
        return [Match(offer, LOOSE) for offer in offers]
    found = [
        (fit, place, offer) for place, offer in enumerate(offers) if (fit := how_it_fits(wanted, offer)) is not None
    ]
    return [Match(offer, fit, wanted) for fit, _, offer in sorted(found, key=lambda each: each[:2])]


def how_it_fits(wanted: str, offer: Offer) -> int | None:
    """The rank of the offer for these (folded) words, or None."""
    term = offer.term.casefold()
    also = [each.casefold() for each in offer.also]
    names = [term, *also]
    if wanted in names:
        return EXACT
    if term.startswith(wanted):
        return BEGINS
    if any(each.startswith(wanted) for each in also):
        return ALSO_BEGINS
    typed, named, letters = wanted.split(), [WORD.findall(each) for each in names], wanted.replace(" ", "")
    if any(all(begins(word, words) for word in typed) for words in named):
        return WORDS
    group = WORD.findall(offer.group.casefold())
    if any(names_both(typed, words, group) for words in named):
        return WITH_GROUP
    if any(in_pieces(letters, words, MOST_PIECES) for words in named):
        return INITIALS
    near = group + [word for also in (*names, *offer.group_also) for word in WORD.findall(also.casefold())]
    if all(begins(word, near) for word in typed):
        return GROUP
    return LOOSE if any(scattered(letters, each) for each in names) else None


def names_both(typed: Sequence[str], term: Sequence[str], group: Sequence[str]) -> bool:
    """Whether the words name the whole term and, beside it, its group: "aff tear", but not "normal affect"."""
    return all(begins(word, [*term, *group]) for word in typed) and all(
        any(word.startswith(each) and not begins(each, group) for each in typed) for word in term
    )


def is_begun(typed: str, name: str) -> bool:
    """Whether the words begin those of the name, from the first on, none left out, and stop before a word is whole."""
    wanted, words = WORD.findall(typed), WORD.findall(name.casefold())
    if not wanted or len(wanted) > len(words):
        return False
    stops_at = words[len(wanted) - 1]
    goes_on = len(wanted) < len(words) and wanted[-1] == stops_at
    return not goes_on and all(word.startswith(each) for each, word in zip(wanted, words, strict=False))


def begins(word: str, words: Sequence[str]) -> bool:
    return any(each.startswith(word) for each in words)


def in_pieces(letters: str, words: Sequence[str], most: int) -> bool:
    """Whether the letters are beginnings of some of the words, in order: "cogr" of "cognitive restructuring"."""
    if not letters:
        return True
    if not most:
        return False
    for place, word in enumerate(words):
        for size in range(min(len(word), len(letters)), 0, -1):
            if word.startswith(letters[:size]) and in_pieces(letters[size:], words[place + 1 :], most - 1):
                return True
    return False


def scattered(letters: str, text: str) -> bool:
    """Whether the letters stand in the text in order, the first at the beginning of a word; two letters are too few."""
    if len(letters) < 3:
        return False
    return any(_in_order(letters, text[found.start() :]) for found in WORD.finditer(text) if found[0][0] == letters[0])


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
