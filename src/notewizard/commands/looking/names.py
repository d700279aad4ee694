"""What the practice calls a client and its other clients by, for the look at whom a note names."""

from __future__ import annotations

from dataclasses import dataclass

from notewizard.records.practice import Practice


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
    own = tuple(name for each in clients if each.id == client_id for name in each.names())
    others = tuple(name for each in clients if each.id != client_id for name in each.names())
    return Names(own, others)
