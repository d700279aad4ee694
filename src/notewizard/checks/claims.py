"""Where a text claims that something measured got better or worse: "anxiety has decreased", "the PHQ-9 is up".

Left alone is what is negated, hoped for or planned, somebody else's, the client's own words in quotation marks, what
was so at a moment or in a situation ("worse at night", "less anxious by the end"), and what had been so before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from notewizard.checks.context import attributed, hypothetical, negated, subject
from notewizard.checks.late import late
from notewizard.checks.quotes import quoted_spans
from notewizard.checks.sentences import sentences
from notewizard.checks.words import fold

Direction = Literal["better", "worse"]

ANY_SYMPTOM = "symptoms"
"""What a claim is about that names no symptom: the symptoms as a whole."""
_GOOD = frozenset({"mood", "sleep", "functioning", "well-being", "wellbeing", "emotion regulation"})
"""What there can be more of for the better: whether "increased" is good news is not said of these."""
_STATES = frozenset({"anxious", "depressed"})
"""How somebody is: "less anxious", and never "anxious decreased"."""

NEAR = 300
"""Characters before and after a claim that are looked at: sentences in clinical notes are shorter."""
MOST = 20
"""Claims of one sentence that are looked at."""

_BETTER = (
    r"improv(?:ed|es|ing)|better|remitted|resolv(?:ed|ing)|lift(?:ed|ing)|eas(?:ed|ing)|subsid(?:ed|ing)"
    r"|abat(?:ed|ing)|milder"
)
_WORSE = r"worsen(?:ed|s|ing)?|worse|deteriorat(?:ed|es|ing)|intensif(?:ied|ying)|escalat(?:ed|ing)"
_DOWN = (
    r"decreas(?:ed|es|ing)|reduc(?:ed|ing)|lessen(?:ed|ing)|lower(?:ed)?|down|fell|fallen|dropp(?:ed|ing)|declin(?:ed|ing)"
    r"|diminish(?:ed|ing)|less"
)
_UP = r"increas(?:ed|es|ing)|ris(?:en|ing)|rose|up|higher|climb(?:ed|ing)|elevated"
_LINK = (
    r"(?:\s+(?:scores?|levels?|symptoms?|severity|total|is|are|was|were|has|have|been|be|also|now|seems?|appears?|seem"
    r"|appear|feels?|got|gotten|getting|become|became|becoming|much|somewhat|slightly|significantly|markedly|notably"
    r"|considerably|clearly|reliably|steadily|gradually|overall|a|little|bit|lot|further|again|reported|gone|went|come"
    r"|came|score)){0,5}\s+"
)
_AHEAD = (
    r"(?:\s+(?:in|of|with|her|his|their|the|client's|patient's|overall|symptoms|severity|general|day-to-day)){0,4}\s+"
)
_ITSELF = (
    r"(?!\s+(?:tolerance|management|regulation|hygiene|skills?|coping|medications?|meds|education|awareness|insight"
    r"|triggers?|cues?|hierarchy|diary|logs?|records?|time|period|disorders?|groups?|work|treatment|therapy|swings?))"
)
"""Not what goes with it: "improved distress tolerance" says nothing of the distress."""
_BETTER_OF = r"improved|improving|improvements?|better"
_WORSE_OF = r"worsened|worsening|worse|deterioration"
_LESS_OF = r"decreased|reduced|lessened|diminished|lower|less|fewer|reductions?|decreases?|decline"
_MORE_OF = r"increased|increasing|heightened|elevated|higher|more|greater|increases?"

_AT_TIMES = late(
    r"^\W*(?:(?:at|in|before|during|when|whenever|while|after|around|on|with|about|over|regarding|if|because|due|through"
    r"|following|without|once|as|where|until|enough|than usual|by)\b)"
)
_OVER_TIME = late(
    r"^\W*(?:(?:in|over|during|by|since|for|on|than|as)\s+(?:the\s+|these\s+)?"
    r"(?:last|past|previous|\d|\w+ (?:weeks?|months?|points?)|average|before|scores?))"
)
_MOMENT = late(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|yesterday|last night|session|moment|start|beginning|end"
    r"|exercise|breathing|minutes?|visit|hour|right now|currently|had|initially|at first|sometimes|occasionally"
    r"|suds?|\d+ of 10|/10)\b"
)
_SINCE_START = late(
    r"\b(?:since (?:the )?(?:intake|starting|start|beginning|admission|treatment|we began|therapy|baseline)"
    r"|from baseline|overall|(?:over|in) (?:the )?(?:course|past|last) (?:of|several|few|\w+ months?)"
    r"|since (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b"
)
_FROM = late(r"\bfrom\s+(?:an?\s+\w+\s+)?(\d+(?:\.\d+)?)\b")
_TO = late(r"\b(?:to|at|now)\s+(\d+(?:\.\d+)?)\b(?!\s*(?:weeks?|months?|days?|points?|%|of\b))")
_ARISEN = late(r"\bc[ao]mes?\s+up$")
"""What came up was talked about or felt again: that is no amount of it."""
_FOR = late(r"\b(?:for|towards?|at|how|skills?)\s+$")
"""What is wanted or taught: "skills for reduced anxiety"."""
_AMOUNT = late(
    r"\b(?:from|to|by)\s+(?:about\s+|around\s+|some\s+|only\s+|just\s+)?"
    r"(?:\d|an?\b|once|twice|half|one|two|three|four|five|six|seven|eight|nine|ten|no\b|none|zero)"
)
"""A count of its own: hours, evenings, a rating in the room. No form of the last weeks says otherwise."""
_WITHIN = late(r"\b(?:with|without|of|from|about|to|by|on|in|for|during|due to)\s+(?:(?:her|his|their|the|any)\s+)?$")
_DEGREE = late(
    r"\b(?:symptoms?|levels?|severity|degree|intensity|frequency|signs?|feelings?|scores?)\s+(?:of|on)"
    r"\s+(?:(?:her|his|their|the)\s+)?$"
)
_OWNER = re.compile(r"(?<![\w'])(?!client's|patient's|pt's|today's|week's)\w+'s?\s+$")


@dataclass(frozen=True)
class Claim:
    """One such place."""

    what: str
    """Of the words that were looked for, those that the claim is about, in lower case."""
    direction: Direction
    start: int
    end: int
    sentence: str
    since_start: bool
    """It speaks of the whole treatment and not of the time since the last score."""
    base: float | None
    """The earlier number that it gives itself ("from 21")."""
    now: float | None
    """The later one ("to 9")."""
    reported: bool
    """It is told as what somebody else said."""


def claims_in(
    text: str, names: Iterable[str], words: Iterable[str], higher_is_better: Iterable[str] = ()
) -> Iterator[Claim]:
    """The claims in `text` about measures called by `names`, and about what `words` name; first to last.

    Of the `names` in `higher_is_better` a number that rises is good news.
    """
    every = (*dict.fromkeys(each.lower() for each in names),)
    topics = (*dict.fromkeys((*(each.lower() for each in words), ANY_SYMPTOM)),)
    rising = frozenset(each.lower() for each in higher_is_better)
    quoted = quoted_spans(text)
    for start, end in sentences(text):
        for found in _in_sentence(text[start:end], every, topics, rising):
            at = (start + found.start, start + found.end)
            if not any(low <= at[0] < high for low, high in quoted):
                yield Claim(**{**vars(found), "start": at[0], "end": at[1]})


def _in_sentence(
    sentence: str, names: tuple[str, ...], topics: tuple[str, ...], rising: frozenset[str]
) -> Iterator[Claim]:
    folded = fold(sentence)
    seen: list[tuple[int, int]] = []
    for what, is_name in (*((each, True) for each in names), *((each, False) for each in topics)):
        if re.split(r"[\s-]", what)[0] not in folded:
            continue  # most are not there, and their patterns need not be made
        for pattern, direction, comes_first in _patterns(what, is_name, what in rising):
            for match in pattern.finditer(folded):
                if len(seen) == MOST:
                    return
                before, after = (
                    folded[max(match.start() - NEAR, 0) : match.start()],
                    folded[match.end() : match.end() + NEAR],
                )
                if any(low <= match.start() < high or match.start() <= low < match.end() for low, high in seen):
                    continue  # "anxiety symptoms improved" is one claim
                if comes_first and _WITHIN.search(before) and not _DEGREE.search(before):
                    continue  # in "evenings with worry fell" it is the evenings
                if not _is_claimed(match[0], before, after, is_name):
                    continue
                seen.append(match.span())
                yield Claim(
                    what,
                    direction,
                    match.start(),
                    match.end(),
                    sentence,
                    _SINCE_START.search(before + match[0] + after) is not None,
                    _number(_FROM, before + match[0] + after),
                    _number(_TO, after),
                    attributed(before, after),
                )


def _is_claimed(claim: str, before: str, after: str, is_name: bool) -> bool:
    clause = re.split(r"[;,]|\b(?:but|although|though|while)\b", before)[-1]
    if negated(before, after) or hypothetical(clause, after) or _OWNER.search(before) or _FOR.search(before):
        return False
    if subject(before) == "third_party" or after.lstrip().startswith("?"):
        return False
    if is_name:
        return True
    if _ARISEN.search(claim):
        return False
    rest = re.split(r"[;,]|\bbut\b", after)[0]
    if _MOMENT.search(clause) or _MOMENT.search(claim) or _MOMENT.search(rest):
        return False
    if _AMOUNT.search(rest):
        return False
    return not _AT_TIMES.search(rest) or _OVER_TIME.search(rest) is not None


@lru_cache(maxsize=512)
def _patterns(what: str, is_name: bool, rising: bool) -> tuple[tuple[re.Pattern[str], Direction, bool], ...]:
    """Each wording with what it claims, and whether it begins with the thing itself."""
    thing = rf"(?<![\w-]){_loose(what)}(?![\w-])"
    if what in _STATES:
        return (
            (re.compile(rf"\b(?:less)\s+{thing}"), "better", False),
            (re.compile(rf"\b(?:more|increasingly)\s+{thing}"), "worse", False),
        )
    down, up = (_DOWN, _UP) if not rising else (_UP, _DOWN)
    less, more = (_LESS_OF, _MORE_OF) if not rising else (_MORE_OF, _LESS_OF)
    good = what in _GOOD
    better, worse = (_BETTER, _WORSE) if good else (rf"{_BETTER}|{down}", rf"{_WORSE}|{up}")
    better_of, worse_of = (_BETTER_OF, _WORSE_OF) if good else (rf"{_BETTER_OF}|{less}", rf"{_WORSE_OF}|{more}")
    ahead = _AHEAD if not is_name else r"\s+(?:on|in|of)\s+(?:the\s+)?"
    return (
        (re.compile(rf"{thing}{_LINK}(?:{better})\b"), "better", True),
        (re.compile(rf"{thing}{_LINK}(?:{worse})\b"), "worse", True),
        (re.compile(rf"\b(?:{better_of}){ahead}{thing}{_ITSELF}"), "better", False),
        (re.compile(rf"\b(?:{worse_of}){ahead}{thing}{_ITSELF}"), "worse", False),
    )


def _loose(what: str) -> str:
    """The words with or without their hyphens and spaces: "PHQ 9", "PHQ9"."""
    return r"[\s-]?".join(re.escape(part) for part in re.split(r"[\s-]+", what) if part)


def _number(pattern: re.Pattern[str], text: str) -> float | None:
    found = pattern.search(text)
    return float(found[1]) if found else None
