"""What a rule may ask of a text besides words: is there a measure, a count, a quotation, a date, a list?"""

from __future__ import annotations

import re

from notewizard.checks.quotes import Span

_NUMBER = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|several|half)"
_UNIT = (
    r"(?:times?|days?|nights?|mornings?|evenings?|weeks?|months?|hours?|hrs?|minutes?|mins?|episodes?|attacks?"
    r"|sessions?|drinks?|beers?|cigarettes?|pounds?|lbs?|kg|steps?|meals?|pages?|meetings?|classes|calls?|items?"
    r"|points?|percent|miles?|binges?|outbursts?|incidents?|entries|occasions?|doses?|shifts?)"
)

MEASURE = re.compile(
    r"\b(?:phq|gad|pcl|bdi|bai|isi|oci|y-?bocs|ors|srs|oq|core|audit|dast|suds?|voc|psc|sdq|ces|k10|scores?d?"
    r"|rat(?:ed|es|ing)"
    r"|scale|level)\b[^.;\n]{0,25}?\d"
    r"|\b\d+\s?/\s?\d+\b|\b\d+(?:\.\d+)?\s?%|\bfrom\s[^.;\n]{0,20}?\d[^.;\n]{0,25}?\bto\s[^.;\n]{0,12}?\d"
    r"|\b\d+\s(?:out\s)?of\s(?:\d+|10|ten)\b|\b\d+\s?(?:->|→)\s?\d+|\bby \d+",
)
COUNT = re.compile(
    rf"\b{_NUMBER}[ -](?:\w+[ -]){{0,2}}?{_UNIT}\b|\b(?:once|twice|daily|nightly|every (?:day|night|morning"
    rf"|evening|other))\b"
    rf"|\b[x×]\s?\d|\b\d+\s?[x×]\b|\b(?:only|just)\s{_NUMBER}\b|\bfrom {_NUMBER} [^.;\n]{{0,20}}?to {_NUMBER}\b"
)
DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"
    r"|\b\d{4}-\d\d-\d\d\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
LIST = re.compile(r"\b(?:such as|including|e\.g|for example|for instance|specifically|namely|i\.e)\b|\(|\w\s\w+:\s")

_COMPUTED = {"@measure": MEASURE, "@count": COUNT, "@date": DATE, "@list": LIST}


_WORD = re.compile(r"[a-z][a-z'-]+|\d+")


def has_computed(
    names: tuple[str, ...], folded: str, start: int, end: int, quotes: tuple[Span, ...], generic: frozenset[str]
) -> bool:
    """Whether `folded[start:end]` holds any of the computed things.

    `quotes` are the quotations there; `generic` are the words of the pack's class GENERIC, which could stand in any
    note: `@specific` is a number or any word that is not one of them.
    """
    for name in names:
        if name == "@quotation":
            if any(start <= low and low < end and high - low > 8 for low, high in quotes):
                return True
        elif name == "@specific":
            if any(word not in generic for word in _WORD.findall(folded, start, end)):
                return True
        elif _COMPUTED[name].search(folded, start, end):
            return True
    return False
