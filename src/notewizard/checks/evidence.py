"""What a rule may ask of a text besides words: is there a measure, a count, a quotation, a date, a list?"""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.checks.late import late
from notewizard.checks.named import CONTACT, FULL_NAME
from notewizard.checks.page import Page
from notewizard.checks.quotes import Span

_NUMBER = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|several|half)"
_UNIT = (
    r"(?:times?|days?|nights?|mornings?|evenings?|weeks?|months?|hours?|hrs?|episodes?|attacks?"
    r"|drinks?|beers?|cigarettes?|pounds?|lbs?|kg|steps?|meals?|pages?|meetings?|classes|calls?|items?"
    r"|points?|percent|miles?|binges?|outbursts?|incidents?|entries|occasions?|doses?|shifts?)"
)

MEASURE = late(
    r"\b(?:phq|gad|pcl|bdi|bai|isi|oci|y-?bocs|ors|srs|oq|core|audit|dast|suds?|voc|psc|sdq|ces|k10|scores?d?"
    r"|rat(?:ed|es|ing)"
    r"|scale|level|caps|severity|total)\b[^.;\n]{0,25}?\d"
    # A fraction is a score, unless it is or may be a day: "back on 5/14", "signed 5/6".
    r"|(?<!\bon )(?<!\bby )(?<!since )(?<!until )(?<!\bfor )(?<!from )\b"
    r"(?!(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])\b(?<!/10)(?<!/21)(?<!/27)(?!\s?(?:days|nights|sessions|times|weeks"
    r"|trials|groups|items|meals|mornings|classes|exposures|attempts|occasions|opportunities|points)\b))"
    r"\d+\s?/\s?\d+\b(?!/)"
    r"|\b\d+(?:\.\d+)?\s?%|\bfrom\s[^.;\n]{0,20}?\d[^.;\n]{0,25}?\bto\s[^.;\n]{0,12}?\d"
    r"|\b\d+\s(?:out\s)?of\s(?:\d+|10|ten)\b|\b\d+\s?(?:->|→)\s?\d+|\bby \d+",
)
COUNT = late(
    # "Over the past six weeks" counts no thing that happened.
    rf"(?<!past )(?<!last )(?<!over )(?<!after )(?<!within )(?<!these )(?<!than )"
    rf"\b{_NUMBER}[ -](?:\w+[ -]){{0,2}}?{_UNIT}\b"
    # What was taught "for ten minutes" shows nothing, nor do the sessions one has had.
    rf"|(?<!past )(?<!last )(?<!full )(?<!for )(?<!for about )\b{_NUMBER}[ -]min(?:ute)?s?\b"
    # "What it once was", "once she sits down" and "daily life" count nothing.
    r"|(?<!it )(?<!than )(?<!at )(?<!-)\bonce\b(?!-| (?:was|were|had|did|again|more|the|s?he|they|it|we|i|client)\b)"
    r"|\bdaily\b(?! (?:life|lives|living|functioning|routine|activit|task))"
    r"|\b(?:twice|nightly|every (?:day|night|morning|evening|other))\b"
    rf"|\b{_NUMBER} (?:out )?of (?:the )?(?:last |past )?{_NUMBER}\b|\beach of the (?:last|past) {_NUMBER}\b"
    rf"|\b[x×]\s?\d|\b\d+\s?[x×]\b|\b(?:only|just)\s{_NUMBER}\b|\bfrom {_NUMBER} [^.;\n]{{0,20}}?to {_NUMBER}\b"
)
DATE = late(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"
    r"|\b\d{4}-\d\d-\d\d\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
LIST = late(r"\b(?:such as|including|e\.g|for example|for instance|specifically|namely|i\.e)\b|\(|\w\s\w+:\s")

NUMBER = late(r"\d")

_COMPUTED = {"@measure": MEASURE, "@count": COUNT, "@date": DATE, "@list": LIST, "@number": NUMBER, "@contact": CONTACT}

_WORD = late(r"[a-z][a-z'-]+|\d+")
_RUN = late(r" ([a-z][a-z'-]+)(?: ([a-z][a-z'-]+))?(?: ([a-z][a-z'-]+))?")
_FIGURE = late(r"\d+[ -]?(?:min(?:ute)?s?|hrs?|hours?)\b")
_BEFORE_FIGURE = late(r"(?:session|goal|objective|visit|week|#)\s?#?$")
_BEFORE_NAME = late(r"(?:\b(?:mr|mrs|ms|mx|miss)\.?|\b(?:for|with|and|of|between))\s$")


def has_computed(names: tuple[str, ...], page: Page, start: int, end: int, generic: frozenset[str]) -> bool:
    """Whether the text of `page` between `start` and `end` holds any of the computed things.

    `generic` are the words of the pack's class GENERIC, which could stand in any note.
    """
    for name in names:
        if name == "@quotation":
            if any(start <= low < end and high - low > 8 for low, high in page.quotes_in(start, end)):
                return True
        elif name == "@specific":
            if _is_specific(page, start, end, generic):
                return True
        elif name == "@full-name":
            if FULL_NAME.search(page.text, start, min(end, len(page.text))):
                return True
        elif _COMPUTED[name].search(page.folded, start, end):
            return True
    return False


def places_of(names: tuple[str, ...], page: Page, start: int, end: int) -> Iterator[Span]:
    """Where the computed things that have a place of their own stand in `page` between `start` and `end`."""
    for name in names:
        if name == "@full-name":
            yield from (found.span() for found in FULL_NAME.finditer(page.text, start, min(end, len(page.text))))
        elif name in _COMPUTED:
            yield from (found.span() for found in _COMPUTED[name].finditer(page.folded, start, end))


def _is_specific(page: Page, start: int, end: int, generic: frozenset[str]) -> bool:
    """Whether any word is more than general: neither one of `generic`, nor the length of the hour, nor whom one met."""
    folded = page.folded
    if folded[end - 1] == ":" or folded[start] == "#" or page.text[start:end].isupper():
        return True  # a heading
    for word in _WORD.finditer(folded, start, end):
        found = word[0]
        if found in generic or (found.endswith("'s") and found[:-2] in generic):
            continue
        at = word.start()
        before = folded[max(start, at - 12) : at]
        if found.isdigit():
            if _FIGURE.match(folded, at, end) or _BEFORE_FIGURE.search(before):
                continue
            return True
        if page.text[at].isupper() and (_BEFORE_NAME.search(before) or (at == start and found.endswith("'s"))):
            continue
        return True
    return False


def runs_on(page: Page, end: int, generic: frozenset[str]) -> bool:
    """Whether one of the three words that follow `end` directly is more than general: a quick look that saves a long
    one, since most sentences name their subject right after the verb."""
    found = _RUN.match(page.folded, end)
    return found is not None and any(
        word and word not in generic and word[-2:] != "'s" and not page.text[found.start(number)].isupper()
        for number, word in enumerate(found.groups(), 1)
    )
