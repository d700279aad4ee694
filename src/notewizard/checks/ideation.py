"""Where a text tells that the client wished to be dead or thought of suicide: now, and not denied.

Constructs are those of the C-SSRS screener (Columbia Lighthouse Project): a wish to be dead, active thoughts. Left
alone is what is negated, past, a condition or a plan, what was only asked or taught, and what somebody else thought.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewizard.checks.context import negated, subject
from notewizard.checks.late import late
from notewizard.checks.sentences import sentences

_SELF = r"(?:him|her|them|my|your)sel(?:f|ves)"
_IDEATION = late(
    r"\b(?:suicidal (?:ideation|thoughts?|thinking|urges|ruminations?)"
    r"|(?:passive|active|fleeting|chronic) (?:si|suicidal\w*)"
    r"|thoughts? (?:of|about) (?:suicide|dying|death by suicide|being dead|not being (?:alive|here)"
    rf"|(?:killing|hanging|overdosing) ?{_SELF}?|ending (?:it all|his life|her life|their life|my life))"
    r"|wish(?:es|ed|ing)? (?:that )?(?:he|she|they|i) (?:was|were|had) (?:dead|gone|never (?:been )?born|not alive)"
    r"|wish(?:es|ed|ing)? (?:to be dead|to die|not to wake(?: up)?|(?:he|she|they|i) (?:would|could) not wake(?: up)?)"
    r"|better off dead|better off without (?:him|her|them|me)"
    r"|want(?:s|ed|ing)? to (?:die|be dead|kill " + _SELF + r"|end (?:it all|his life|her life|their life|my life))"
    r"|(?:does|did|do) not want to (?:live|be alive|wake up|be here anymore)"
    r"|(?:don't|didn't|doesn't) want to (?:live|be alive|wake up|be here anymore)"
    r"|life (?:is|was) not worth living)\b",
    re.IGNORECASE,
)
_THEN = late(
    r"\b(?:histor(?:y|ical)|past(?! (?:week\b|few days|\w+ (?:days|nights)|night))|prior|previous(?:ly)?"
    r"|former(?:ly)?|lifetime|in (?:19|20)\d\d|(?:year|month)s? ago"
    r"|as an? (?:child|teen\w*|adolescent|student)|when (?:he|she|they) (?:was|were)"
    r"|before (?:the )?(?:admission|treatment|intake)|at intake|used to|had had)\b",
    re.IGNORECASE,
)
_ONLY_ASKED = late(
    r"\b(?:asked|inquir\w+|screen\w*|assess\w*|evaluat\w*|explor\w+ (?:for|whether)|psychoeducation|educat\w+|taught"
    r"|handout|question\w*|monitor\w*|watch for|risk of|prevent\w*|warning signs?|remission of|absence of|resol\w+"
    r"|free (?:of|from))\b",
    re.IGNORECASE,
)


_CONDITION = late(r"\b(?:if|unless|in case|in the event|should|when|whenever|plans?|planned|goals?)\b", re.IGNORECASE)


_PART = r"(?:arms?|forearms?|wrists?|thighs?|legs?|stomach|skin|hands?)"
_SELF_HARM = late(
    rf"\b(?:(?:cut|cuts|cutting|burned|burns|burning|scratched|scratching|carved|hit|punched)"
    rf" (?:(?:him|her|them|my)sel(?:f|ves)|(?:his|her|their|my) (?:own )?{_PART})|self-harmed|self-injured)\b"
    r"(?! (?:on (?:a|an|the|some|broken)|with (?:a|the) (?:ball|door|puck)"
    r"|(?:while|when|at) (?:cooking|chopping|slicing|gardening|shaving|moving|fixing|playing|(?:he|she|they) fell))\b)",
    re.IGNORECASE,
)
"""The client's own doing; what follows an accident is none."""
_PERSON = (
    r"(?:(?:his|her|their|my|the) (?:\w+ )?(?:mother|father|mom|dad|brother|sister|husband|wife|partner|boyfriend"
    r"|girlfriend|ex|son|daughter|child|children|kids?|boss|manager|supervisor|coworker|co-worker|neighbor|roommate"
    r"|teacher|landlord"
    r"|stepfather|stepmother|uncle|aunt|cousin|friend|classmate|family)|him|them|others|somebody|someone|people)"
)
_HARM = late(
    rf"\b(?:wants?|wanted|going|plans?|planned|would like|threatened|thought about|thoughts? of|urges?) (?:to |of )?"
    rf"(?:kill|hurt|harm|strangle|shoot|stab|attack|beat|choke)(?:ing)? {_PERSON}\b(?! (?:at|to|in)\b)",
    re.IGNORECASE,
)


_OWN_CLAUSE = late(
    r"\b(?:and|but|so|that|then|because|while|until)\s+(?=(?:he|she|they|client|patient|pt)\b)|;\s+", re.IGNORECASE
)
"""Where a clause begins that has a subject of its own: "her husband left and she …"."""


def ideation_told(text: str) -> Iterator[tuple[int, int]]:
    """The places of such words in `text`, first to last; each stands in a sentence that affirms them."""
    return _affirmed(text, _IDEATION)


def self_harm_told(text: str) -> Iterator[tuple[int, int]]:
    """The same for injuries that the client did to himself."""
    return _affirmed(text, _SELF_HARM)


def harm_told(text: str) -> Iterator[tuple[int, int]]:
    """The same for a wish, plan or threat to hurt a person."""
    return _affirmed(text, _HARM)


def whose(before: str) -> str:
    """Of whom the words after `before` tell: as `subject` has it, of the last clause that names its own."""
    at = 0
    for found in _OWN_CLAUSE.finditer(before):
        at = found.end()
    return subject(before[at:], before[:at])


def earlier(sentence: str) -> bool:
    """Whether a sentence, in lower case, tells of a time that is past."""
    return _THEN.search(sentence) is not None


def _affirmed(text: str, words: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    if not words.search(text):
        return
    for start, end in sentences(text):
        sentence = text[start:end].lower()
        if earlier(sentence) or _ONLY_ASKED.search(sentence):
            continue
        for found in words.finditer(sentence):
            before, after = sentence[: found.start()], sentence[found.end() :]
            if negated(before, after) or _CONDITION.search(before):
                continue
            if whose(before) != "third_party":
                yield start + found.start(), start + found.end()
