"""Who is who in a folder of notes, as far as names can tell; where they cannot, a person is asked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import PurePath

from notewizard.records.clients import Client, next_client_id
from notewizard.records.ids import folded
from notewizard.records.naming import split_name
from notewizard.records.stem import kind_of_label

MAY_BE_ONE = "These may be one client."
"""Said of two clients; the examples are their two names."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Sighting:
    """One note, and how it calls its client."""

    path: PurePath
    home: PurePath
    """The client's folder; `.` in a flat folder."""
    label: str
    word: str


@dataclass(frozen=True)
class Unclear:
    """Something that the folder does not say for certain."""

    said: str
    """What is unclear, a sentence."""
    examples: tuple[str, ...]
    """The files, folders or names it is about."""


def who_is_who(
    sightings: list[Sighting], empty_homes: list[PurePath], flat: bool, known: tuple[Client, ...]
) -> tuple[tuple[Client, ...], list[Unclear]]:
    """The clients by id, and what is unclear about them."""
    if flat:
        called = _by_label(sightings)
        clients = _with_ids([_from_label(labels) for labels in called], known)
        nameless = [str(one.path) for one in sightings if not one.label]
        unclear = [Unclear("Nothing in the name says whose note this is.", tuple(nameless))] if nameless else []
        return clients, unclear + _alike(clients)
    homes = sorted({one.home for one in sightings if one.home != PurePath()} | set(empty_homes))
    clients = _with_ids([_from_folder(home, sightings) for home in homes], known)
    return clients, _misfiled(sightings, clients) + _alike(clients)


def _by_label(sightings: list[Sighting]) -> list[list[str]]:
    """The spellings of each label, the most frequent first; labels that differ only in case are one."""
    spellings: dict[str, Counter[str]] = {}
    for one in sightings:
        if one.label:
            spellings.setdefault(folded(one.label), Counter())[one.label] += 1
    return [[label for label, _ in spellings[key].most_common()] for key in sorted(spellings)]


def _from_label(labels: list[str]) -> Client:
    label, kind = labels[0], kind_of_label(labels[0])
    return Client(
        id=label if kind == "id" and _ID.fullmatch(label) else "",
        name=label if kind in {"name", "surname"} else "",
        label=label,
        aliases=tuple(labels[1:]),
    )


def _from_folder(home: PurePath, sightings: list[Sighting]) -> Client:
    own = Counter(one.label for one in sightings if one.home == home and one.label and _fits(one.label, home.name))
    kind = kind_of_label(home.name)
    return Client(
        id=home.name if kind == "id" and _ID.fullmatch(home.name) else "",
        name=home.name if kind in {"name", "surname"} else "",
        label=own.most_common(1)[0][0] if own else "",
        folder=home.as_posix(),
    )


def _with_ids(clients: list[Client], known: tuple[Client, ...]) -> tuple[Client, ...]:
    """Clients known before keep their entry; the others get the next free id."""
    by_place = {(one.folder, folded(word)): one for one in known for word in (*one.aliases, one.label or one.name)}
    by_folder = {one.folder: one for one in known if one.folder}
    taken = {one.id for one in known} | {one.id for one in clients}
    result = []
    for client in clients:
        before = by_folder.get(client.folder) or by_place.get((client.folder, folded(client.label or client.name)))
        if before is not None:
            result += [before] if before not in result else []  # Two spellings may be one client by now.
            continue
        fresh = client if client.id else replace(client, id=next_client_id(taken))
        taken.add(fresh.id)
        result.append(fresh)
    return tuple(sorted(result, key=lambda client: client.id))


def _fits(label: str, name: str) -> bool:
    """The label may be a way to call the client of the folder `name`."""
    given, surname = split_name(name)
    initials = "".join(part[0] for part in f"{given} {surname}".split())
    words = {name, surname, given, f"{given} {surname}", f"{surname} {given}", initials}
    return folded(label) in {folded(word.strip()) for word in words if word.strip()}


def _misfiled(sightings: list[Sighting], clients: tuple[Client, ...]) -> list[Unclear]:
    """Files that name another client than the folder they lie in, and files in no client's folder."""
    homeless = [str(one.path) for one in sightings if one.home == PurePath()]
    names = {client.folder: client.folder.rpartition("/")[2] for client in clients}
    foreign = [
        str(one.path)
        for one in sightings
        if one.label
        and one.home != PurePath()
        and not _fits(one.label, one.home.name)
        and any(_fits(one.label, name) for folder, name in names.items() if folder != one.home.as_posix())
    ]
    unclear = []
    if foreign:
        unclear.append(Unclear("The name is that of another client than the folder.", tuple(foreign)))
    if homeless:
        unclear.append(Unclear("This note lies in no client's folder.", tuple(homeless)))
    return unclear


def _alike(clients: tuple[Client, ...]) -> list[Unclear]:
    """Pairs that may be one person: a typing error, or the name the other way round."""
    unclear = []
    for place, one in enumerate(clients):
        for other in clients[place + 1 :]:
            first, second = _shown(one), _shown(other)
            if first and second and _may_be_one(first, second):
                unclear.append(Unclear(MAY_BE_ONE, (first, second)))
    return unclear


def _may_be_one(first: str, second: str) -> bool:
    one, other = ([folded(part) for part in re.findall(r"\w+", name)] for name in (first, second))
    if sorted(one) == sorted(other):
        return True
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False  # "Client 01" and "Client 02" are counted, not misspelled.
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < len(longer):
        return all(any(part == word or word.startswith(part) for word in longer) for part in shorter)
    joined, against = " ".join(one), " ".join(other)
    return min(len(joined), len(against)) > 4 and SequenceMatcher(None, joined, against).ratio() >= 0.9


def _shown(client: Client) -> str:
    return (client.folder.rpartition("/")[2] or client.label or client.name) if client.id != client.label else ""
