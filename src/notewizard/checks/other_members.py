"""Whom else of the practice's clients a note names.

G01: a group member's note names no other member, by whichever name. N01: any other note says so where it holds the
whole name of another client, or the id; a first name alone is everybody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.note.note import Note

SOURCE = "Clinicaldocslibrary on group therapy notes; NASW Code of Ethics 1.08"
SHARED = ("encounter.group.topic", "encounter.group.shared")
"""What the notes of all members have in common."""
ELEMENTS = ("presenting", "mental_status", "safety", "interventions", "response", "plan", "additional")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile("['’]s$")
_LIKE_WORDS = """
April Art August Autumn Banks Best Bill Black Brown Case Chase Christian Daisy Dawn Day Dean Drew Faith Field Fields
Frank Ginger Good Grace Grant Gray Green Guy Hill Hope Hunter Iris Ivy Jack Joy June King Lake Lily Little Long Love
Mark Max May Miles Moody Olive Page Pat Pearl Penny Power Powers Price Ray Rice Rich Rivers Rose Ruby Self Short
Skip Small Star Strong Sue Summer Sunny Violet White Will Wood Woods Young
"""
_ALSO_WORDS = frozenset(_LIKE_WORDS.split())
"""Names that are words too: at the beginning of a sentence they say nothing."""
_MONTHS = frozenset({"April", "May", "June", "August"})
_NO_PERSON = (
    r"(?! (?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Court|Place|School|Hospital|Clinic|Center|Centre|Church|College"
    r"|University|Park|Library|Foundation|Award|Inc|LLC)\b)"
)
"""After a whole name: a place or a company that is called by it."""
_SHORTEST = 3
"""A name of fewer letters is initials, and too many words begin with those."""


def other_members(note: Note, around: Around) -> Iterator[Finding]:
    """Another client's name in a group member's note, whole or in part, and in any other note whole.

    Any client's in what the members' notes have in common.
    """
    encounter = note.encounter
    if encounter is None:
        return
    own = {word for name in (*around.own_names, *_of_note(note)) for word in _words(name)}
    others = [name for name in around.other_names if _is_id(name) or not set(_words(name)) <= own]
    if encounter.participants != "group":
        yield from _another_client(note, others)
        return
    for where, text in _texts(note):
        for named in _named(text, others, own):
            yield about(
                "identity.other-member-named",
                "identity",
                "must-resolve",
                where,
                f"“{named}” is also the name of another client of this practice.",
                "One member's note goes where that member's record goes; nobody else may be known from it.",
                "Say “another member”, or leave out what only they did.",
                SOURCE,
            )
        for named in _named(text, around.own_names, set()) if where in SHARED else ():
            yield about(
                "identity.member-named-to-all",
                "identity",
                "must-resolve",
                where,
                f"The shared part names “{named}”, and stands in every member's note.",
                "What the members' notes have in common names nobody.",
                "Say “a member”, or move it to what this member did.",
                SOURCE,
            )


def _another_client(note: Note, others: Iterable[str]) -> Iterator[Finding]:
    texts = list(_texts(note))
    words = {_POSSESSIVE.sub("", each).casefold() for _, text in texts for each in _words(text)}
    # Of many clients most are not there, and no pattern need be made.
    near = [
        name
        for name in others
        if (_is_telling(name) if _is_id(name) else len(_whole(name)) > 1 and _ends(name) <= words)
    ]
    for where, text in texts if near else ():
        for named in dict.fromkeys(each for name in near for each in _named_whole(text, name)):
            yield about(
                "identity.other-client-named",
                "identity",
                "warning",
                where,
                f"“{named}” is also what another client of this practice is called by.",
                "A note goes where this client's record goes; nobody else may be known from it as a client.",
                "Say who it is to this client (“a friend”), or keep the name with the reason why it stands here.",
                SOURCE,
            )


def _whole(name: str) -> list[str]:
    """The words of a name as it is spoken, initials left out."""
    last, comma, first = name.partition(",")
    return [word for word in _words(f"{first} {last}" if comma else name) if len(word) > 1]


def _ends(name: str) -> set[str]:
    """The first and the last word of a name."""
    first, *_, last = _whole(name)
    return {first.casefold(), last.casefold()}


def _named_whole(text: str, name: str) -> Iterator[str]:
    """Where `text` has the id `name`, or its first and last word as one name."""
    if _is_id(name):
        yield from re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
        return
    first, *_, last = _whole(name)
    one, other = re.escape(first), re.escape(last)
    between = r"\s+(?:[^\W\d_][\w'’-]*\.?\s+)?"
    pattern = rf"(?<!\w)(?:{one}{between}{other}|{other},\s+{one})(?!\w){_NO_PERSON}"
    flags = 0 if {first, last} & _ALSO_WORDS else re.IGNORECASE
    yield from (" ".join(match[0].split()) for match in re.finditer(pattern, text, flags))


def _of_note(note: Note) -> Iterator[str]:
    """Whoever may be named here: the client, who wrote, who led, and who came as no member."""
    encounter = note.encounter
    people = [note.client.name if note.client else "", note.author.name if note.author else ""]
    people += [note.author.supervisor.name] if note.author and note.author.supervisor else []
    people += [each.name for each in (encounter.attended or ())] if encounter else []
    people += encounter.group.facilitators if encounter and encounter.group else ()
    return (name for name in people if name)


def _texts(note: Note) -> Iterator[tuple[str, str]]:
    """Every text of the note's own, with its key."""
    answers = note.answers()
    group = (answers.get("encounter") or {}).get("group") or {}
    for key in SHARED:
        if text := group.get(key.rpartition(".")[2]):
            yield key, text
    for element in ELEMENTS:
        yield from _strings(answers.get(element), element)


def _strings(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _strings(each, f"{where}.{key}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _strings(each, where if isinstance(each, str) else f"{where}[{number}]")


def _words(name: str) -> list[str]:
    return _WORD.findall(name)


def _is_id(name: str) -> bool:
    return any(letter.isdigit() for letter in name)


def _is_telling(id_: str) -> bool:
    """Whether an id can be meant wherever it stands: a number may be anything's, and so may "b12"."""
    return len(id_) > len("b12") and any(letter.isalpha() for letter in id_)


def _named(text: str, names: Iterable[str], own: set[str]) -> list[str]:
    """The words of `text` that are names of `names`, each once, in order; a name of several words comes whole."""
    there = {_POSSESSIVE.sub("", match[0]): match.start() for match in reversed(list(_WORD.finditer(text)))}
    found: dict[str, int] = {}
    for name in names:
        if _is_id(name):
            at = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
            found |= {name: at.start()} if at else {}
            continue
        its = [word for word in _words(name) if word[:1].isupper()]
        for word in its:
            at_word = there.get(word)
            if at_word is None or word in own or len(word) < _SHORTEST or word in _MONTHS:
                continue
            if word in _ALSO_WORDS and _opens_a_sentence(text, at_word):
                continue
            found.setdefault(word, at_word)
    return sorted(found, key=lambda word: found[word])


def _opens_a_sentence(text: str, at: int) -> bool:
    return re.search(r"(?:^|[.!?:;“\"(\n])\s*$", text[:at]) is not None
