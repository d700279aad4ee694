"""The versions of a client's standing facts: `.notewizard/facts/<client>/<n>.toml`, each written once and never again.

A version holds all facts that stand on its day. One may be written by hand; the highest number counts.
"""

from __future__ import annotations

from notewizard.errors import NameTaken, NotKept, Refused
from notewizard.note.facts import StandingFacts
from notewizard.records.publish import Published
from notewizard.records.versions import Versions

_HEAD = "Standing facts of one client. Kept by `notewizard facts`; never an observation or a judgment."


def add_facts(versions: Versions, after: int, facts: StandingFacts) -> Published:
    """The facts are the version behind `after` (0: none was seen); `NotKept` when another writer was first with it.

    `Refused` where the facts and their place are not one client's.
    """
    if facts.client != versions.folder.name:
        raise Refused("These standing facts are another client's.", not_done="They were not kept.")
    numbers = versions.numbers()
    if numbers and versions.read(numbers[-1]) and numbers[-1] != after:
        raise _written_meanwhile(versions, numbers[-1])
    number = (numbers[-1] if numbers else 0) + 1
    try:
        return versions.add(number, facts_bytes(facts))
    except NameTaken:
        raise _written_meanwhile(versions, number) from None


def _written_meanwhile(versions: Versions, number: int) -> NotKept:
    return NotKept(
        f"Version {number} of these standing facts was written meanwhile.",
        where=str(versions.path(number)),
        hint="Look at it with `notewizard facts`, and change it there if something is missing.",
        not_done="It was not touched; this one was not kept.",
    )


def facts_bytes(facts: StandingFacts) -> bytes:
    """The facts as their file holds them: what is not said is left out."""
    import tomlkit  # with all that it knows of comments and spaces; only whoever writes facts needs it

    held = facts.model_dump(by_alias=True, exclude_none=True)
    rows = held.pop("facts")
    document = tomlkit.document()
    document.add(tomlkit.comment(_HEAD))
    for key, value in held.items():
        document[key] = value
    array = tomlkit.aot()
    for row in rows:
        table = tomlkit.table()
        for key, value in row.items():
            table[key] = value
        array.append(table)
    if rows:
        document["facts"] = array
    return tomlkit.dumps(document).encode("utf-8")
