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
_ENDING = r"(?:ending (?:it all|(?:his|her|their|my) (?:own )?life)|taking (?:his|her|their|my) (?:own )?life)"
_CLIENTS = r"client|patient|pt|ct"
_HOW = r"actively|acutely|passively|chronically|fleetingly|increasingly|currently|still|again|more|very|so|quite"
_HAS = (
    r"(?:endors(?:e|es|ed|ing)|report(?:s|ed|ing)?|experienc(?:es|ed|ing)|has|have|had|having|disclos(?:es|ed|ing)"
    r"|acknowledg(?:es|ed|ing)|admit(?:s|ted|ting)(?: to)?|describ(?:es|ed|ing)|positive for|struggl(?:es|ing) with) "
)
_OTHER_SI = (
    r"\W{0,2}(?:joints?|units?|belt|pain|dysfunction|region|area|ligaments?|injections?|fusion|inflammation|system)\b"
)
_IDEATION = late(
    r"\b(?:suicidal (?:ideation|thoughts?|thinking|urges|ruminations?)"
    r"|(?:passive|active|fleeting|chronic) (?:si|suicidal\w*)"
    r"|thoughts? (?:of|about) (?:suicide|dying|death by suicide|being dead|not being (?:alive|here)"
    rf"|(?:killing|hanging|overdosing) ?{_SELF}?|ending (?:it all|his life|her life|their life|my life))"
    r"|wish(?:es|ed|ing)? (?:that )?(?:he|she|they|i) (?:was|were|had) (?:dead|gone|never (?:been )?born|not alive)"
    r"|wish(?:es|ed|ing)? (?:to be dead|to die|not to wake(?: up)?|(?:he|she|they|i) (?:would|could) not wake(?: up)?)"
    rf"|(?:is|am|i'm|was|are|were|been|being|feels?|felt|feeling|became|still|remain(?:s|ed)|{_CLIENTS})"
    rf" (?:(?:{_HOW}) )?suicidal"
    r"(?! (?:risk|assessment|screen\w*|inquiry|history|precautions|client|patient|people|person)\b)"
    rf"|{_HAS}suicidality"
    rf"|(?:think(?:s|ing)?|thought) (?:of|about) (?:suicide|(?:killing|hanging|shooting|drowning) {_SELF}|{_ENDING})"
    rf"|(?:contemplat|consider)(?:es|s|ed|ing) (?:suicide(?! (?:hotline|prevention|watch|grief))|killing {_SELF}"
    rf"|{_ENDING})"
    r"|(?:going|intends?|intended|planning|plans|planned|threatens|threatened|threatening|tempted|ready) to (?:kill"
    rf"|hang|shoot|drown) {_SELF}|(?:threatened|threatens|threatening|planning|plans|planned) suicide"
    # "SI" alone is also a joint, a unit and a name: it counts where it is had or told, or where its kind follows.
    rf"|{_HAS}(?:(?:current|daily|nightly|frequent|some|more|ongoing|occasional|intermittent|recurrent|chronic|vague"
    rf"|fleeting|persistent|worsening|increased|intense) ){{0,2}}si(?!{_OTHER_SI})"
    rf"|si:? (?:daily|nightly|(?:most|every|several|some) (?:day|night|morning|evening)s?|today|yesterday"
    r"|with (?:a |an |his |her |their )?(?:plan|intent|method|means)|without (?:a )?(?:plan|intent)"
    r"|(?:is |was )?(?:present|endorsed|reported|positive|passive|active))"
    r"|better off dead|better off without (?:him|her|them|me)"
    r"|want(?:s|ed|ing)? to (?:die|be dead|kill " + _SELF + r"|end (?:it all|his life|her life|their life|my life))"
    r"|(?:does|did|do) not want to (?:live|be alive|wake up|be here anymore)"
    r"|(?:don't|didn't|doesn't) want to (?:live|be alive|wake up|be here anymore)"
    r"|life (?:is|was) not worth living)\b",
    re.IGNORECASE,
)
_THEN = late(
    r"\b(?:histor(?:y|ical)|past(?! (?:week\b|few days|\w+ (?:days|nights)|night))|prior|previous(?:ly)?"
    r"|former(?:ly)?|lifetime|in (?:\w+ )?(?:19|20)\d\d|(?:year|month)s? ago|last year|aged? (?:of )?\d+"
    r"|in (?:high school|middle school|college|childhood|adolescence|(?:his|her|their|my) (?:teens|twenties|thirties))"
    r"|as an? (?:child|kid|boy|girl|teen\w*|adolescent|student)|when (?:he|she|they) (?:was|were)"
    r"|before (?:the )?(?:admission|treatment|intake)|at intake|used to|had had)\b",
    re.IGNORECASE,
)
_ONLY_ASKED = late(
    r"\b(?:asked|inquir\w+|screen\w*|assess\w*|evaluat\w*|explor\w+ (?:for|whether)|psychoeducation|educat\w+|taught"
    r"|handout|question\w*|monitor\w*|watch for|risk of|prevent\w*|warning signs?|remission of|absence of|resol\w+"
    r"|free (?:of|from))\b",
    re.IGNORECASE,
)


_CONDITION = late(
    r"\b(?:if|whether|unless|in case|in the event|should|when|whenever|plans?|planned|goals?)\b", re.IGNORECASE
)


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


_TOLD_THEM = late(r"\W*(?:told|texted|wrote|called|confided in|(?:admitted|disclosed|said) to) (?:his|her|their|my)\b")
"""Opens a sentence that goes on with what the client said of himself: "Told her mother that she …"."""
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
    return subject(before[at:], "" if _TOLD_THEM.match(before) else before[:at])


def earlier(sentence: str) -> bool:
    """Whether a sentence, in lower case, tells of a time that is past."""
    return _THEN.search(sentence) is not None


_WHEN_ASKED = late(
    r"\b(?:(?:when|once|if) )?(?:asked|screened)(?: (?:directly|about it|again|today))?(?=,)|\bon (?:direct )?inquiry\b"
)
"""Says how it came to be told, not that it was only asked: "When asked, endorsed SI"."""


def _affirmed(text: str, words: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    if not words.search(text):
        return
    for start, end in sentences(text):
        sentence = _WHEN_ASKED.sub(lambda asked: " " * len(asked[0]), text[start:end].lower())
        if earlier(sentence) or _ONLY_ASKED.search(sentence):
            continue
        for found in words.finditer(sentence):
            before, after = sentence[: found.start()], sentence[found.end() :]
            if "Si" in text[start + found.start() : start + found.end()].split():
                continue  # a name
            if negated(before, after) or _CONDITION.search(before):
                continue
            if whose(before) != "third_party":
                yield start + found.start(), start + found.end()
