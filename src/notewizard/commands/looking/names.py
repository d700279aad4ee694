"""What the practice calls a client and its other clients by, for the look at whom a note names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notewizard.records.practice import Practice

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Names:
    """The names of `clients.toml`, seen from one client."""

    own: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


NOBODY = Names()


def names_in(practice: Practice | None, client_id: str) -> Names:
    """The names as they stand now; none where there is no practice."""
    if practice is None:
        return NOBODY
    clients = practice.clients.all()
    own = tuple(_in_prose(name) for each in clients if each.id == client_id for name in each.names())
    others = tuple(_in_prose(name) for each in clients if each.id != client_id for name in each.names())
    return Names(own, others)


def _in_prose(name: str) -> str:
    """The name as a note writes it: one that was typed without capitals, as `new kaira` does, has them there."""
    if any(letter.isupper() or letter.isdigit() for letter in name):
        return name
    return _WORD.sub(lambda word: word[0].capitalize(), name)
