"""In a free text: what it tells and denies at once, suicidal ideation, self-harm, an attempt.

A denial that is of one time ("denied SI today", "no current SI"), or of one kind ("denied active SI"), contradicts
nothing; nor does one in a text whose risk is moderate or high: thoughts may well be denied after an attempt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from notewizard.checks.attempts import attempt_told
from notewizard.checks.finding import Finding
from notewizard.checks.ideation import ideation_told, self_harm_told
from notewizard.checks.late import late
from notewizard.checks.sentences import sentences
from notewizard.checks.words import fold

COMPARED = "The two will be read side by side."
_IDEATION = r"(?:si|suicidal (?:ideation|thoughts|thinking)|suicidality|thoughts of suicide)"
_INJURY = r"(?:sib|nssi|self[- ]harm|self[- ]injury|(?:urges|thoughts) (?:to|of) self[- ]harm)"
_ITEM = (
    rf"(?:{_IDEATION}|{_INJURY}|hi|ah|vh|avh|homicidal (?:ideation|thoughts)|hallucinations|delusions|plan|intent"
    r"|thoughts of harming others|harm to others)"
)


def _denied(term: str) -> re.Pattern[str]:
    """Where `term` is denied, alone or in a list: "denied HI, SI", "no SI/HI", "SI/HI: denied"."""
    return late(
        rf"\b(?:(?:den(?:y|ies|ied)|no|negative for) (?:any )?(?:{_ITEM}(?:, (?:and |or )?| ?/ ?| and | or ))*{term}"
        rf"\b(?! (?:with|joint|units?)\b)|{term}(?: ?/ ?{_ITEM}| and {_ITEM})*(?::| is| was| were|) ?(?:denied|none))\b"
    )


_AT_A_TIME = late(
    r"\b(?:today|tonight|now|current\w*|present(?:ly)?|at (?:this|the|present) \w*|since|this (?:week|session"
    r"|morning|time)|in (?:session|the)|for the past|over the|past|last|during|until|when|but|except"
    r"|other than|by (?:the )?end|end of)\b"
)
_RAISED = late(
    r"\b(?:(?:moderate|high|elevated|imminent|medium)[ -]*(?:acute |suicide |level of |overall )*risk"
    r"|risk(?: level)?(?: is| was| for suicide| of suicide|[:,=])* ?(?:(?:assessed|judged|rated)(?: as| at)? )?"
    r"(?:currently )?(?:moderate|high|elevated|imminent|medium))\b"
)
_TOLD: tuple[tuple[str, Callable[[str], Iterator[tuple[int, int]]], re.Pattern[str], str], ...] = (
    ("safety.ideation-in-text", ideation_told, _denied(_IDEATION), "suicidal ideation"),
    ("safety.attempt-in-text", attempt_told, _denied(_IDEATION), "suicidal ideation"),
    ("safety.self-harm-in-text", self_harm_told, _denied(_INJURY), "self-harm"),
)
"""Rule, where it is told, where it is denied, the name of what was denied."""


def told_and_denied(text: str) -> Iterator[Finding]:
    """The first place of each kind that `text` tells although elsewhere it says that it was denied."""
    folded = fold(text)
    if _RAISED.search(folded):
        return
    denials = [folded[start:end] for start, end in sentences(text) if not _AT_A_TIME.search(folded[start:end])]
    for rule, told, denied, name in _TOLD:
        if not any(denied.search(each) for each in denials):
            continue
        for start, end in told(text):
            better = "Correct the one that is wrong; if it was earlier, say when."
            yield told_at(text, start, end, rule, f"the note says that {name} was denied", better, "safety")
            break


def told_at(text: str, start: int, end: int, rule: str, says: str, better: str, where: str) -> Finding:
    """That `text` tells it there, and what the note `says` otherwise; the one finding of all such contradictions."""
    words = text[start:end]
    said = f"“{words}” stands here, and {says}."
    source = "Clinical reference, risk: what the text names is followed in safety"
    return Finding(rule, "safety", "warning", start, end, words, said, COMPARED, better, source, where)
