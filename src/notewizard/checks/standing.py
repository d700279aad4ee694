"""Whether words can stand as a fact until they change: never an observation, a judgment, or what one session held."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from notewizard.checks.late import late
from notewizard.checks.matter.signs import signs
from notewizard.checks.vocabulary import REPORTING
from notewizard.checks.words import fold

MOST_WORDS = 40
"""A standing fact is a sentence or two; what is longer tells a story. A house rule."""

_PAST = late(r"\b(?:in|from|until|before|after) (?:19|20)\d\d\b|\bhistory of\b|\bas a (?:child|teen)", re.IGNORECASE)
"""What is said of a past with its date is history."""
_MOOD = late(
    r"\b(?:mood|affect)\b(?! (?:disorder|stabili|dysregulation))"
    r"|\b(?:euthymic|dysphoric|tearful|labile|agitated|guarded|blunted)\b"
    r"|\b(?:looks?|looked|seem(?:s|ed)?|appear(?:s|ed)?) \w+",
    re.IGNORECASE,
)
_STATUS = late(
    r"\boriented (?:x|to)\b|\balert(?: and|,|$)|\beye contact\b|\bpsychomotor\b|\bthought (?:process|content)"
    r"|\b(?:insight|judgment)(?: is|,| and|:| intact| fair| good| poor| limited)|\bspeech(?: is|,|:| normal| pressured)"
    r"|\b(?:rapid|pressured|slow|normal) speech\b|\bhallucinat|\bdelusion|\bgoal-directed\b|\bmental status\b",
    re.IGNORECASE,
)
_IDEATION = late(
    r"\bsuicidal\b|\bideation\b|\b(?:denies|denied|denying)\b|\burges? to\b|\bself-harm urges?\b", re.IGNORECASE
)
_LEVEL = late(
    r"\b(?:no|low|minimal|mild|moderate|elevated|high|severe|imminent|acute|chronic) "
    r"(?:acute |chronic |suicide )?risk\b(?! (?:job|pregnan|driver))|\brisk(?: is| was| level| remains?|:)",
    re.IGNORECASE,
)
_COURSE = late(
    r"\b(?:improv(?:ed|ing|ement)|worsen(?:ed|ing)|regress(?:ed|ing|ion)|progress(?:ed|ing) (?:well|toward|on)"
    r"|mak(?:es|ing) progress|respond(?:s|ed) well|doing (?:well|better|worse)"
    r"|noncompliant|(?<!-)resistant|insightful)\b",
    re.IGNORECASE,
)
_SESSION = late(
    r"\b(?:today|tonight|yesterday|(?:this|that|last|past|next) (?:session|week|weekend|month|morning|evening|night)"
    r"|for (?:\w+ )?(?:days|nights|hours)|(?:once|twice|\w+ times) (?:this|that) week"
    r"|in session|since (?:the )?last|we|this writer|explored|processed)\b",
    re.IGNORECASE,
)
_NOW = (
    (_MOOD, "Mood and affect are seen anew in each session."),
    (_STATUS, "Mental status is seen anew in each session."),
    (_IDEATION, "Risk is asked anew in each session."),
)
_EVER = (
    (_LEVEL, "Risk is judged anew in each session."),
    (_COURSE, "How the client does is judged anew in each session."),
    (_SESSION, "That speaks of one session or one week."),
)


_SUBJECT = late(
    r"^(?:(?:the )?(?:client|patient|pt)|she|he|they)\b|\b(?:is|was|are|were|feels?|felt|very|mostly)\b", re.IGNORECASE
)
_AND = late(r"[,;.]|\band\b|\bbut\b")


def not_standing(text: str, observed: Collection[str] = ()) -> str:
    """Why `text` is no standing fact, in a sentence; empty where nothing speaks against it.

    `observed` are the descriptors of the mental status, lower case: words that are nothing else are no fact.
    """
    return next(_reasons(text, observed), "")


def _reasons(text: str, observed: Collection[str]) -> Iterator[str]:
    for pattern, why in (*(() if _PAST.search(text) else _NOW), *_EVER):
        if pattern.search(text):
            yield f"{why} It is no standing fact."
    if not _PAST.search(text) and _tells(text):
        yield "That tells what happened. It is no standing fact."
    pieces = [" ".join(_SUBJECT.sub(" ", each).split()).lower() for each in _AND.split(text)]
    if any(pieces) and all(each in observed for each in pieces if each):
        yield "Mental status is seen anew in each session. It is no standing fact."
    if len(text.split()) > MOST_WORDS:
        yield f"A standing fact is a sentence or two, at most {MOST_WORDS} words."


_STATE = late(r"(?<!he )(?<!she )(?<!they )(?<!client )\b(\w+ed) (?:with|to|by|in|at|for|of|from|as|into|on|out)\b")
"""A participle without somebody who did it: "diagnosed with asthma", "connected to school"."""


_ALSO_A_STATE = frozenset({"upset", "hurt", "left", "set", "put", "cut", "read", "let", "cost"})
"""Past forms that are as often something else."""


def _tells(text: str) -> bool:
    """Whether a form of the past in it tells an event, as the judge of what is copied reads it."""
    folded = fold(text)
    found = signs(folded)
    states = {each[1] for each in _STATE.finditer(folded)}
    telling = [word for word in found.telling if word not in _ALSO_A_STATE]
    return bool(telling) or any(word not in states and word not in REPORTING for word in found.perhaps)
