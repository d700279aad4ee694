"""Small rules of written English that a template cannot follow: final periods, capitals, lists, numbers in words."""

from __future__ import annotations

from collections.abc import Sequence

_ENDS = ".!?…:;,。！？；：،؛؟۔।॥՞"
_CLOSERS = "\"'”’»)]}*_"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_GOAL_VERBS = """
attend be become begin build challenge communicate complete cope create decrease develop eat engage establish explore
express feel find follow go have identify improve increase keep learn lessen limit live lower maintain make manage meet
prevent process reach reduce resolve resume return set sleep stay stop strengthen stabilize start support take talk
tell tolerate use work
"""
_OPENERS = """
a all an and agreed answered asked both client confirmed declined denied feeling he her his left message no none not on
one reached reported she sleeping some spoke still the their there they to voicemail with
"""
_INFINITIVES = frozenset(_GOAL_VERBS.split())
_COMMON = _INFINITIVES | frozenset(_OPENERS.split())
"""First words that may lose their capital because they cannot be a name."""


def sentence(text: str) -> str:
    """The words as given, with a final period where they end without any mark."""
    last = text.rstrip(_CLOSERS)[-1:]
    return text if not text or last in _ENDS else f"{text}."


def fragment(text: str) -> str:
    """The words as given without a final period, to stand inside a sentence."""
    bare = text.strip()
    return bare[:-1].rstrip() if bare.endswith(".") and not bare.endswith("..") else bare


def capitalized(text: str) -> str:
    """`text` with its first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """`text` with a small first letter where its first word cannot be a name; else as it is."""
    first = text.split(" ", 1)[0].strip(_ENDS)
    return text[:1].lower() + text[1:] if first.lower() in _COMMON and first[1:].islower() | (len(first) == 1) else text


def is_infinitive(text: str) -> bool:
    """Whether `text` begins with a verb that a goal begins with, so that "to" can stand before it."""
    return text.split(" ", 1)[0].lower() in _INFINITIVES


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; with semicolons where an item holds a comma."""
    if len(items) < 2:
        return "".join(items)
    comma = "; " if any("," in item for item in items) else ", "
    return f"{comma.join(items[:-1])}{';' if comma == '; ' else ''} {last} {items[-1]}"


def counted(number: int, one: str, many: str) -> str:
    """`one member`, `four members`, `12 members`."""
    word = _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)
    return f"{word} {one if number == 1 else many}"


def figure(value: float) -> str:
    """A number as it is read: 9, 7.5."""
    return str(int(value)) if value == int(value) else str(value)
