"""Which client an appointment in a calendar is with, by the words of its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from notewizard.records.clients import Client
from notewizard.records.ids import folded

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*", re.UNICODE)
_SHORT = 3
"""A name of so few letters, such as initials, counts only as it is written: "ME" is not "me"."""


def named_in(title: str, clients: Iterable[Client]) -> tuple[Client, ...]:
    """The clients that `title` may name, by id, name, label or alias: of those named in the most words, every one.

    One client: that one. None, or several: nobody guesses.
    """
    words = _WORD.findall(title)
    found = [(most, client) for client in clients if (most := max(_lengths(words, client), default=0))]
    best = max((most for most, _ in found), default=0)
    return tuple(client for most, client in found if most == best)


def says(name: str, title: str) -> bool:
    """Whether the words of `name` stand in `title`, one after the other."""
    spelled = _WORD.findall(name)
    return bool(spelled) and _stands(spelled, _WORD.findall(title))


def _lengths(words: list[str], client: Client) -> Iterator[int]:
    if any(folded(word) == folded(client.id) for word in words):
        yield len(words) + 1  # an id means one client alone
    for name in client.names():
        for spelled in _spellings(name):
            if spelled and _stands(spelled, words):
                yield len(spelled)


def _spellings(name: str) -> Iterator[list[str]]:
    """As it is written, and "Ashgrove, Ada" as "Ada Ashgrove"."""
    yield _WORD.findall(name)
    last, comma, first = name.partition(",")
    if comma:
        yield _WORD.findall(f"{first} {last}")


def _stands(name: list[str], words: list[str]) -> bool:
    count = len(name)
    return any(
        all(_alike(*pair) for pair in zip(name, words[at : at + count], strict=True))
        for at in range(len(words) - count + 1)
    )


def _alike(name: str, word: str) -> bool:
    return name == word if len(name) <= _SHORT else folded(name) == folded(word)
