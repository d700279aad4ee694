"""What can be shown of a clause: what it is about, and what in it tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from notewizard.checks.matter.assertion import asserts, names_a_feeling
from notewizard.checks.vocabulary import NEUTRAL, PRESENT, REPORTING, TOLD, belongs, kinds_in, words_in

QUOTED_WORDS = 4
CLAUSES_KEPT = 256
"""A clause without commas is looked at twice: whole and as its only piece."""

_NUMBER = re.compile(r"[\d.,/:%x×+-]+(?:am|pm|st|nd|rd|th|h|hr|hrs|min|mins|s|x|d|wk|wks|mg)?$|x\d+$|#\d+")
_PASSIVE = re.compile(r"\b(?:been|being|be|is|are) (?:\w+ly )?[a-z]+\b")
_BASE = re.compile(
    r"\b(?:to|will|would|can|could|may|might|must|should|did|does|do|not|n't|never|please|let's) (?:\w+ly )?[a-z]+\b"
)
"""A form that is no past one here: "wanting to hurt", "did not let"."""
_DESCRIBES = re.compile(
    r"\b(?:the|an?|this|that|these|each|every|any|its) (?:(?:\w+ed|left|torn|worn|broken) )*"
    r"(?:\w+ed|left|torn|worn|broken)(?= [a-z])"
)
"""A participle before its noun: "the raised left palm", "a copied key"."""
_BY = re.compile(r"(?<!was )(?<!were )\b(?:held|kept|stored|locked|managed|carried|given|led|written|set) by\b")
_SIDE = re.compile(
    r"\b(?:the|his|her|their|my|on|right|upper|lower|of|to|from|bilateral) left\b"
    r"|\bleft (?:side|sided|upper|lower|hand|arm|leg|foot|knee|hip|shoulder|ankle|wrist|elbow|eye|ear|temple|flank)\b"
)
_DOSED = re.compile(r"\b([a-z][\w-]{1,40}) \d+(?:\.\d+)?(?:-\d+)? ?(?:mg|mcg|ml|units?)\b")
"""A word with a dose behind it is a drug, whatever it is called."""
_PAST = re.compile(r"[a-z]{2,}ed$")
_SAYING = re.compile(
    r"\b(?:reports?|states?|says|shares|adds|describes) (?:that |how )?(?:he|she|they|his|her|their|it|there)\b"
)
_DENIALS = re.compile(r"(?:no|denie[sd]|without|not) [^,;]*(?:[,;] (?:and |or )?(?:no|denie[sd]|without|not) [^,;]*)+")
_HABIT = re.compile(
    r"\bas (?:usual|always|ever|before|(?:i|we) always)\b|\bper usual\b"
    r"|\b(?:kept|stays?|stayed|remains?|remained|is|are|was|were) (?:the same|as (?:before|they were|it was))\b"
    r"|\b(?:stays?|remains?) (?:in (?:place|force|effect)|on file)\b"
    r"|\b(?:norms?|rules?|agreements?|costs?|limits|program|fees?)\b[^.;]{0,160}\b(?:restated|repeated"
    r"|read (?:out|aloud)|reviewed|explained)\b|\b(?:explained|signed|given|agreed) at intake\b"
)
_WHO = frozenset({"he", "she", "they", "i", "we"})
_TURNS = re.compile(
    r"\b(?:because|when|whenever|although|though|as if|as though|so that|even if|instead of|rather than|whether"
    r"|after (?:she|he|they|an?|the|his|her|being|[a-z]+ing)\b|before (?:she|he|they|being|[a-z]+ing)\b"
    r"|until (?:she|he|they|we)\b|had (?:\w+ly |not )?\w+(?:en|ed|wn)\b|but (?:said|told|then)\b"
    r"|seems?|perhaps|evidently|apparently|suggests?|meaning|wonder\w*|realiz\w+|imagin\w+|insists?|believes?|fears?"
    r"|she'd|he'd|they'd|i'd|hadn't|didn't|couldn't|wouldn't|wasn't|weren't)\b"
)


@dataclass(frozen=True)
class Signs:
    """What is found in a clause."""

    said: int
    """Words that say something."""
    foreign: int
    """Of these, words of no kind of routine that the clause is about."""
    kinds: tuple[str, ...]
    telling: tuple[str, ...]
    """Past forms that surely tell an event, quoted words, and how somebody's account of his body begins."""
    perhaps: tuple[str, ...]
    """Other words in "-ed": most tell an event, some describe."""
    turns: tuple[str, ...]
    """Turns of telling and of thinking about it: weaker."""
    eased: bool
    """It has past forms such as routine of its kind is told in."""
    body: bool
    """Some of its kinds are of the body."""
    only_body: bool
    """All of them are."""
    numbers: int
    words: int
    denials: bool
    """It is a list of what there was not: "no aggression, no elopement"."""
    habit: bool
    """It says itself that it is as always: "kept the same", "as usual"."""
    somebody: bool
    """It says of somebody what he does or is: "he is walking the dog"."""
    asserts: bool
    """It says in a whole sentence what something is or does, and not when."""
    feeling: bool
    """It has the name of a feeling in it."""

    @property
    def tells(self) -> int:
        """How many signs of narrative it has."""
        return len(self.telling) + len(self.perhaps) + len(self.turns)


@lru_cache(CLAUSES_KEPT)
def signs(clause: str, quotes: tuple[str, ...] = (), names: frozenset[str] = frozenset()) -> Signs:
    """What is found in a folded clause; `quotes` are somebody's words in it, a quoted mood left out.

    `names`: words written with a capital inside a sentence, which say nothing about its matter.
    """
    words = words_in(clause)
    said = [word for word in words if word not in NEUTRAL and not _NUMBER.fullmatch(word)]
    about = kinds_in(clause)
    own = frozenset[str]().union(*(kind.verbs for kind in about))
    at_home = {word for word in said if belongs(word, about)}.union(_DOSED.findall(clause))
    done_to = {found[0].split()[-1] for found in _PASSIVE.finditer(clause)}
    done_to |= {found[0].split()[-1] for found in _BASE.finditer(clause)}
    done_to |= {word for found in _DESCRIBES.finditer(clause) for word in found[0].split()[1:]}
    done_to |= {found[0].split()[0] for found in _BY.finditer(clause)}
    done_to |= {"left"} if _SIDE.search(clause) else set()
    past = [word for word in said if _is_past(word) and word not in done_to]
    perhaps = [word for word in past if word not in TOLD and word not in at_home]
    if not about:
        perhaps += [word for word in said if word in REPORTING and _PAST.fullmatch(word)]
    body = any(kind.body for kind in about)
    saying = [found[0] for found in _SAYING.finditer(clause)]
    return Signs(
        said=len(said),
        foreign=sum(word not in at_home and word not in REPORTING and word not in names for word in said),
        kinds=tuple(kind.name for kind in about),
        telling=(
            *(word for word in past if word in TOLD and word not in own),
            *(saying if body else ()),
            *(quote for quote in quotes if len(quote.split()) >= QUOTED_WORDS),
        ),
        perhaps=tuple(perhaps),
        turns=(
            *(() if body else saying),
            *(found[0] for found in _TURNS.finditer(clause)),
            *(word for word in said if word in PRESENT and word not in own),
        ),
        eased=any(word in own for word in past),
        body=body,
        only_body=body and all(kind.body for kind in about),
        numbers=sum(bool(_NUMBER.fullmatch(word)) for word in words),
        words=len(words),
        denials=_DENIALS.fullmatch(clause.strip(" .*-")) is not None,
        habit=bool(_HABIT.search(clause)) and not quotes,
        somebody=not _WHO.isdisjoint(words),
        asserts=asserts(clause, routine=bool(about)),
        feeling=names_a_feeling(word for word in said if word not in names),
    )


def _is_past(word: str) -> bool:
    return word in TOLD or bool(_PAST.fullmatch(word) and word not in REPORTING)
