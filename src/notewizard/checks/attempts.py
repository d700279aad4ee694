"""Where a text tells that the client attempted suicide: lately or without a time, and not denied.

What the C-SSRS calls an actual attempt (Columbia Lighthouse Project), which within three months makes the risk high.
Left alone is what is negated, long ago, a thought, a question, a story or what somebody else did; the bare noun ("a
suicide attempt") is most often history and counts only where its sentence gives a time that is near.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from notewizard.checks.context import KIN, negated
from notewizard.checks.ideation import earlier, whose
from notewizard.checks.late import late
from notewizard.checks.sentences import sentences
from notewizard.checks.words import fold

LATELY = timedelta(days=92)
"""Three months, within which the C-SSRS screener asks for behavior apart (item 6)."""
_SELF = r"(?:him|her|them|my)sel(?:f|ves)(?! (?:an?|laughing|with (?:work|laughter)|working|in (?:work|drink)\w*)\b)"
_LIFE = r"(?:his|her|their|my) (?:own )?life(?! in(?:to)?\b)"
_DONE = late(
    rf"\b(?:attempted (?:suicide|overdose|hanging)(?! prevention)"
    rf"|(?:attempted|tried) to (?:(?:kill|hang|shoot|drown|strangle|suffocate|asphyxiate|poison|electrocute) {_SELF}"
    rf"|(?:end|take) {_LIFE}|commit suicide|die by suicide|overdose"
    r"|jump (?:off|from|in front of) (?:a|an|the|his|her|their))"
    r"|(?:intentionally|deliberately) overdosed"
    r"|overdosed (?:intentionally|deliberately|(?:in order )?to (?:die|kill|end))"
    r"|(?:took|taken) an (?:intentional |deliberate )?overdose(?! (?:education|prevention|class|course|training|kit))"
    r"|(?:made|survived) (?:a|an|another) (?:\w+ )?suicide attempt)\b"
)
_NAMED = late(
    r"\b(?:suicide attempt|(?:intentional|deliberate) overdose|attempt on (?:his|her|their|my) (?:own )?life)\b"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_NEAR = late(
    rf"\b(?:today|yesterday|last (?:night|week|weekend|{_DAY})|this (?:week|morning|weekend|{_DAY})"
    rf"|(?:on|since) {_DAY}|days? ago|recent(?:ly)?|two weeks ago|a week ago|the night before)\b"
)
_DATED = late(rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>(?:19|20)\d\d))?")
_YEAR = late(r"\b(?:19|20)\d\d\b")
_LONG_AGO = late(
    r"\b(?:at (?:only )?(?:1\d|[2-9]\d|[89])(?=\W*(?:$|[,.;)]|and\b|after\b|by\b|when\b))"
    r"|years? (?:before|earlier)|decades?|long ago|in the (?:\d0s|past|army|service)|first attempt|second attempt"
    r"|since (?:his|her|their|the) attempt|anniversary|once before|ever)\b"
)
_NOT_DONE = late(
    r"\b(?:if|whether|unless|in case|should|would|could|might|may|when|whenever|thought (?:about|of)|thoughts of"
    r"|think\w* (?:about|of)|consider\w*|imagin\w+|dream\w*|nightmares?|fear\w*|afraid|worr\w+|almost|nearly"
    r"|asked (?:about|whether|if|for)|screened|assess\w*|educat\w+|risk of|risk for|prevent\w*|warning signs?"
    r"|accus\w+)\b[^;]*$"
)
_STORY = late(
    r"\b(?:film|movie|novel|series|episode|character|song|podcast|documentary|video ?game|the news|celebrity)\b"
)
_OTHERS = (
    r"(?:someone|somebody|anyone|people|persons?|peers?|girls?|boys?|m[ae]n|wom[ae]n|students?|veterans?|colleagues?"
    r"|(?:another|other|fellow) (?:clients?|patients?|members?|residents?)|neighbou?rs?)"
)
_THEIRS = late(
    rf"\b(?:{KIN}|{_OTHERS})\W{{0,3}}(?:(?!(?:he|she|they|i|and|but|then|client|patient|pt|ct)\b)\w+\W{{1,2}}){{0,2}}$"
)
"""Somebody else stands right before it, whatever comes first: "after her brother attempted", "a friend who had"."""
_WHO_OF_THEM = late(rf"\b(?:{KIN}|{_OTHERS})\b[^.;,]{{0,40}}\bwho (?:\w+ ){{0,2}}$")
_OF_THEM = late(rf"^ (?:of|by) (?:(?:his|her|their|my|a|an|the)\s)?(?:\w+ )?(?:{KIN}|{_OTHERS})\b")


def attempt_told(text: str, today: date | None = None) -> Iterator[tuple[int, int]]:
    """The places of such words in `text`, first to last; what is dated long before `today` is left alone.

    Without `today` a year alone says that it was earlier, and a day without a year does not.
    """
    folded = fold(text)
    if not ("suicide" in folded or "overdos" in folded or _DONE.search(folded) or _NAMED.search(folded)):
        return
    for start, end in sentences(text):
        sentence = folded[start:end]
        if earlier(sentence) or _LONG_AGO.search(sentence) or _STORY.search(sentence) or _dated_before(sentence, today):
            continue
        near = _NEAR.search(sentence) or _DATED.search(sentence)
        for found in (*_DONE.finditer(sentence), *(_NAMED.finditer(sentence) if near else ())):
            before, after = sentence[: found.start()], sentence[found.end() :]
            if negated(before, after) or _NOT_DONE.search(before) or after.lstrip().startswith("?"):
                continue
            if (
                _THEIRS.search(before)
                or _WHO_OF_THEM.search(before)
                or _OF_THEM.match(after)
                or whose(before) == "third_party"
            ):
                continue
            yield start + found.start(), start + found.end()
            break


def _dated_before(sentence: str, today: date | None) -> bool:
    """Whether `sentence` gives a day, or a year alone, that is not within three months before `today`."""
    found = _DATED.search(sentence)
    if found is None:
        years = [int(each[0]) for each in _YEAR.finditer(sentence)]
        return bool(years) and (today is None or max(years) < today.year)
    if today is None:
        return found["year"] is not None
    month, day = _MONTHS.index(found["month"][:3]) + 1, int(found["day"])
    year = int(found["year"] or today.year)
    try:
        told = date(year, month, day)
        if found["year"] is None and told > today:
            told = date(year - 1, month, day)
    except ValueError:
        return False
    return today - told > LATELY
