"""Small rules of written English that a template cannot follow: final periods, capitals, lists, numbers in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_CLOSERS = "\"'”’»)]}*_"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_GOAL_VERBS = """
abstain accept achieve apply ask attend avoid be become begin build call challenge clean communicate complete cook cope
create cut decrease demonstrate develop drink drive eat end engage enroll enter establish exercise experience explore
express fall feel find finish follow gain get give go grieve have identify improve increase keep learn leave lessen
limit listen live lower maintain make manage meet notice open pause plan practice prepare prevent process reach
rebuild recognize reconnect reduce refrain regulate remain repair replace resolve respond resume return ride say
schedule see set share shop shorten sleep speak spend stabilize start stay stop strengthen support take talk tell
tolerate travel try understand use visit wake walk wash work write
"""
_OPENERS = """
a about active after all almost an and anger anxiety at agreed answered asked asleep avoidance better both came chronic
client completed confirmed declined denied drove during eight fear feeling fell fewer fifty first five four from
frequent had he her his ideation in intent it left less means message more most named nearly nine no none not on once
one over panic passive rated reached reported risk seven she since six slept sleeping some spoke still ten the their
there they three to twice two under up urges used voicemail withdrawal with without worry worse
"""
_WAYS_OF_WORKING = """
behavioral care cognitive contingency crisis emotionally exposure family group interpersonal mindfulness motivational
narrative play problem-solving prolonged psychodynamic psychoeducation relapse social solution-focused somatic
trauma-focused trauma-informed
"""
_THINGS = """
alliance cat diary dog exercise experiment family genogram hierarchy job ladder letter marriage network partner plan
record relationship timeline
"""
_TAKES_NONE = "a an the no her his their my one two with of to from for about"
_SINGLE_THINGS, _NO_ARTICLE = frozenset(_THINGS.split()), frozenset(_TAKES_NONE.split())
_INFINITIVES = frozenset(_GOAL_VERBS.split())
_COMMON = _INFINITIVES | frozenset(_OPENERS.split()) | frozenset(_WAYS_OF_WORKING.split())
"""First words that may lose their capital because they cannot be a name."""


def sentence(text: str) -> str:
    """The words as given, with a final period where they end in a letter, a number or a sign and not in a mark."""
    last = text.rstrip(_CLOSERS)[-1:]
    kind = unicodedata.category(last or ".")
    return f"{text}." if last == "%" or kind[0] in "LNM" or kind in ("So", "Sc") else text


def sentences(items: Iterable[str] | None) -> str:
    """Each of `items` as a sentence, one after the other; a capital on all but the first, which may stand behind a
    colon.
    """
    return " ".join(
        sentence(each) if position == 0 else capitalized(sentence(each)) for position, each in enumerate(items or ())
    )


def fragment(text: str) -> str:
    """The words as given without a final period, to stand inside a sentence."""
    bare = text.strip()
    return bare[:-1].rstrip() if bare.endswith(".") and not bare.endswith("..") else bare


def capitalized(text: str) -> str:
    """`text` with its first letter as a capital, the rest untouched; a letter that has none alone (ß) stays."""
    capital = text[:1].title()
    return capital + text[1:] if len(capital) == 1 else text


def lowered(text: str) -> str:
    """`text` with a small first letter where its first word cannot be a name; else as it is."""
    first = text.split(" ", 1)[0].strip(".,:;!?…")
    return text[:1].lower() + text[1:] if first.lower() in _COMMON and first[1:].islower() | (len(first) == 1) else text


def going_on(text: str) -> str:
    """One sentence as it stands behind a colon; empty where there are more of them: the colon would take the first."""
    return "" if re.search(r"[.!?][\"'”’)]* +\S|:|\n", text) else lowered(sentence(text))


_DAYS_AND_LANGUAGES = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december english spanish french german italian arabic russian chinese mandarin cantonese christmas
ramadan easter thanksgiving god
"""
_NAMES = frozenset(_DAYS_AND_LANGUAGES.split())
_OF_A_PERSON = re.compile(r"and\b|&|(?!less\b)[a-z]+s\b|will\b|can\b|may\b|to\b|or [A-Z]")
"""What follows a name that does something: `Maria calls home`, `Ada and her husband eat`, `Jon will call`."""


def without_capital(text: str, names: frozenset[str] = frozenset()) -> str:
    """`text` with a small first letter, unless its first word is or may be a name, an acronym or "I".

    A name is one of `names`, a day, month or language, or a word that no goal is known to begin with and after which
    a person's verb follows.
    """
    first, _, rest = text.partition(" ")
    word = first.strip(".,:;!?…")
    if lowered(text) != text:
        return text[:1].lower() + text[1:]
    named = word in names or word.lower() in _NAMES or "'" in word or "’" in word or _OF_A_PERSON.match(rest)
    return text if named or not word[1:].islower() else text[:1].lower() + text[1:]


def is_infinitive(text: str) -> bool:
    """Whether `text` begins with a verb that a goal begins with, so that "to" can stand before it."""
    return text.split(" ", 1)[0].lower() in _INFINITIVES


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; with semicolons where an item holds a comma."""
    if len(items) < 2:
        return "".join(items)
    if not any("," in item for item in items):
        return f"{', '.join(items[:-1])} {last} {items[-1]}"
    return f"{'; '.join(items[:-1])}{',' if len(items) == 2 else ';'} {last} {items[-1]}"


def with_article(phrase: str) -> str:
    """`a behavioral experiment`, `a supportive partner`: an article where the phrase is one thing of a known kind."""
    words = phrase.lower().split(" ")
    if words[-1] not in _SINGLE_THINGS or set(words) & _NO_ARTICLE:
        return phrase
    return f"{'an' if words[0][0] in 'aeiou' else 'a'} {phrase}"


def counted(number: int, one: str, many: str) -> str:
    """`one member`, `four members`, `12 members`."""
    word = _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)
    return f"{word} {one if number == 1 else many}"


def figure(value: float) -> str:
    """A number as it is read: 9, 7.5."""
    return str(int(value)) if value == int(value) else str(value)
