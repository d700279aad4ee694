"""Scores that a note of another program tells in its text: "PHQ-9: 14", "GAD-7 score was 9".

Only a number directly beside the name of a known instrument, within its range, and of the note's own day is taken. Left
alone are targets, ranges, comparisons, what is told of another day, and an instrument with two different numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from notewizard.checks.late import late
from notewizard.checks.sentences import sentences
from notewizard.definitions.measures import Measure

_LINK = r"(?:[\s*_:=.,(\-–—]|\b(?:total|scores?|scored|today|is|was|of|at|now)\b|\((?:total|score|today)\)){1,8}?"
_VALUE = r"(?<![\d.])(?P<score>\d{1,3}(?:\.\d{1,2})?)(?:\s?/\s?(?P<most>\d{1,3}))?(?![\d/])(?!\.\d)(?!\s?%)"
_NOT_ALONE = late(
    r"^\s*(?:to|->|→|–|—|-|or|and|vs\.?|/)\s*\d|^[\s-]*(?:points?|weeks?|days?|months?|years?|times?|items?|x\b|[a-z]?\.?m\b)",
    re.IGNORECASE,
)
_ELSEWHERE_BEFORE = late(
    r"\b(?:goals?|targets?|objectives?|aims?|reduce|lower|decrease|below|under|above|less than|until|by (?:the|end)"
    r"|intake|baseline|last|previous(?:ly)?|prior|initial(?:ly)?|cut-?off|threshold|criteri\w+|if|will|would|plan(?:ned)?)\b",
    re.IGNORECASE,
)
_ELSEWHERE_AFTER = late(
    r"^\s*\(?(?:(?:at|on|from|in|since|by)\s+(?:the\s+)?(?:intake|baseline|admission|last|previous|start|\d|jan|feb|mar|apr"
    r"|may|jun|jul|aug|sep|oct|nov|dec)|or (?:less|below|lower|higher|above)|last|previous)",
    re.IGNORECASE,
)


def scores_told(text: str, measures: Iterable[Measure]) -> Mapping[str, float]:
    """The scores that `text` tells of its own day, by the name of the measure."""
    found: dict[str, set[float]] = {}
    spans = [text[start:end] for start, end in sentences(text)]
    for measure in measures:
        pattern = _pattern((measure.name, *measure.also))
        for sentence in spans:
            for match in pattern.finditer(sentence):
                if _is_of_today(sentence, match, measure):
                    found.setdefault(measure.name, set()).add(float(match["score"]))
    return {name: min(scores) for name, scores in found.items() if len(scores) == 1}


def _is_of_today(sentence: str, match: re.Match[str], measure: Measure) -> bool:
    before, after = sentence[: match.start()], sentence[match.end() :]
    if match["most"] is not None and float(match["most"]) != measure.most:
        return False  # "PHQ-9 10/12" may be a day
    if not measure.in_range(float(match["score"])):
        return False
    clause = re.split(r"[;,]", before)[-1]
    return not (_NOT_ALONE.search(after) or _ELSEWHERE_BEFORE.search(clause) or _ELSEWHERE_AFTER.search(after))


@lru_cache(maxsize=128)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    loose = "|".join(
        r"[\s-]?".join(re.escape(part) for part in re.split(r"[\s-]+", name) if part)
        for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{loose})(?![\w-]){_LINK}{_VALUE}", re.IGNORECASE)
