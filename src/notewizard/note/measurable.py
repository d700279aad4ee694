"""Whether an objective can be measured: something seen or counted, by a day. Judged by its words alone, and gently."""

from __future__ import annotations

import re

from notewizard.note.treatment import PlannedGoal

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_COUNTED = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_COUNT = rf"(?:\d+(?:\.\d+)?|{_COUNTED}|a|few|several|next|end|last|first)"
_BY_WHEN = re.compile(
    rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\b"
    rf"|\b{_MONTH}\s+\d{{1,4}}\b(?:,?\s+\d{{4}}\b)?|\b\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}}\b)?"
    rf"|\b(?:by|before|until|till|in|within|through|of)\s+(?:the\s+)?{_MONTH}(?![a-z])"
    r"(?:\s+\d{1,4}\b(?:,?\s+\d{4}\b)?)?"
    rf"|\b(?:in|within|over|after|for|by)\s+(?:the\s+)?(?:next\s+|end\s+of\s+)?{_COUNT}?\s*"
    r"(?:days?|weeks?|months?|quarters?|sessions?)\b"
    r"|\b(?:by|before|at|until)\s+(?:the\s+)?(?:next\s+)?(?:review|discharge|graduation|term|semester|year|session|"
    r"spring|summer|fall|autumn|winter|christmas|easter|thanksgiving)\b",
    re.IGNORECASE,
)
_CRITERION = re.compile(
    rf"\d|%|\b(?:zero|none|no|never|without|all|every|each|daily|nightly|weekly|monthly|once|twice|half|{_COUNTED}"
    r"|below|above|under|at least|at most|fewer than|less than|more than|most|alone)\b",
    re.IGNORECASE,
)
_INSTRUMENT = re.compile(r"\b[A-Z]{2,}[A-Z-]*\d+\b")
"""A name as instruments have them: PHQ-9, ISI7."""
COUNTED = "how much or how often"
"""What an objective lacks that nothing measures."""
_NO_BEHAVIOR = """
a an and as at be below by client client's for from her his in is it its least less more most of on or per she he they
their than that the to under up with above score scores points point feel feels better improve improves improved
improvement reduce reduces reduced decrease increase will have has been percent
"""
_IS_NO_BEHAVIOR = frozenset(_NO_BEHAVIOR.split())


def missing_in(goal: PlannedGoal) -> tuple[str, ...]:
    """What the objective of `goal` lacks to be measured: "what will be seen", "how much or how often", "by when".

    A measure with a target is both what is seen and the number. A goal without any objective lacks all of them.
    """
    scored = goal.measure is not None and goal.target is not None
    text = goal.objective or ""
    by_when = _BY_WHEN.search(text)
    rest = _BY_WHEN.sub(" ", text)
    words = [each for each in re.findall(r"[A-Za-z][\w'’-]*", rest) if each.lower() not in _IS_NO_BEHAVIOR]
    seen = scored or len(words) >= 2 or bool(_INSTRUMENT.search(text))
    counted = scored or bool(_CRITERION.search(rest))
    found = {"what will be seen": seen, COUNTED: counted, "by when": bool(by_when)}
    return tuple(name for name, there in found.items() if not there)
