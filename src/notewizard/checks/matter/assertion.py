"""Whether a clause says in a whole sentence, in the present, what something is or does; or names a feeling.

Standing lines of routine are fragments and orders ("copy to the school folder", "no driving if drowsy"), or say when,
or are about a kind of routine. "Anger is safer than sadness" is none of these: it says what something means, and that
is what a reader wants to hear anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from notewizard.checks.vocabulary import FEELINGS

_SUBJECT = (
    r"(?<![\w'’-])(?!(?:who|which|that|as|if|not|to|and|or)\b)[a-z][\w'’-]{0,30},?"
    r" (?:(?:still|always|never|only|also|now|often) )?"
)
_CLIENT = "".join(rf"(?<!\b{word} )" for word in ("client", "patient", "student", "member", "pt", "ct", "cl"))
_DONE = r"(?:\w{1,20}ed|held|kept|sent|given|done|made|set|written)\b"
_LINKING = (
    rf"(?:(?:is|are)(?! (?:\w{{1,20}}ly |still |now )?(?:{_DONE}|(?:on|in|at|with|by|under|behind|near|off)\b))"
    r"|isn't|aren't|feels?|seems?|becomes?|equals?|remains?|stays?|means?|can't|won't|does|doesn't|do|don't"
    rf"|(?:will|can|cannot|must|may|might|{_CLIENT}(?:has|have|hasn't|haven't))"
    rf"(?! (?:not )?(?:been? )?(?:\w{{1,20}}ly )?{_DONE}))(?![\w'-])"
)
"""What links a subject with what it is; not where it is or what was done to it, nor what the client has at hand."""
_VERB = r"[a-z]{2,20}[^\Wsu]s"
_OF_A_VERB = (
    r"(?:him|her|it|them|us|me|himself|herself|themselves|itself|nobody|everyone|nothing|everything"
    r"|the|an?|his|their|its|our|no|more|less|like|as|than|first|last|only|what|how|that)\b"
)
"""What follows a verb and hardly a noun in the plural."""
_SENTENCE = re.compile(rf"{_SUBJECT}(?:{_LINKING}|{_VERB} {_OF_A_VERB})")
_DAY = r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?"
_WHEN = re.compile(
    rf"\d|\b(?:{_DAY}|daily|weekly|biweekly|nightly|monthly|hourly|overnight|weekends?|weekdays?|noon|midnight|[ap]\.?m"
    r"|(?:each|every|per|once an?|twice an?) (?:other )?"
    rf"(?:day|night|morning|afternoon|evening|week|month|session|visit|meal|shift|{_DAY}))\b"
)
_AS_BEFORE = re.compile(r"\b(?:continues?|remains?|stays?)\b")


def asserts(clause: str, *, routine: bool = False) -> bool:
    """Whether a folded clause is such a sentence and does not say when, or how many.

    What is about a kind of `routine` and says that it is as before ("remains", "continues") is a status.
    """
    if routine and _AS_BEFORE.search(clause):
        return False
    return _SENTENCE.search(clause) is not None and _WHEN.search(clause) is None


def names_a_feeling(words: Iterable[str]) -> bool:
    """Whether one of these folded words is the name of a feeling, or of several."""
    return any(word in FEELINGS or word.removesuffix("s") in FEELINGS for word in words)
