"""Why a change that was made outside of this program was accepted: one create-only file each, beside the history.

The reason is a person's and may say something of a client, so it stands here and not in the history, which only knows
the sha256 of this file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256

from notewizard.errors import NameTaken, NotKept
from notewizard.records.durable import read_whole
from notewizard.records.ids import check_id
from notewizard.records.practice import Practice
from notewizard.records.versions import Versions

SCHEMA = 1
_TRIES = 50


@dataclass(frozen=True)
class Acceptance:
    """One change that stands as it is, with the reason."""

    note: str
    """The note's id."""
    kind: str
    """What was accepted: `moved`, `outside edit`, `cut short`, `missing`, …"""
    file: str
    """Relative to the practice folder; of a missing note where it was."""
    sha256: str
    """Of the file as it was accepted; empty for one that is missing."""
    utc: str
    author: str
    reason: str


def keep_acceptance(practice: Practice, acceptance: Acceptance) -> str:
    """The acceptance is durable in `.notewizard/accepted/`; the sha256 of its file."""
    data = (json.dumps({"schema": SCHEMA, **asdict(acceptance)}, sort_keys=True, indent=1) + "\n").encode("ascii")
    versions = accepted_versions(practice, acceptance.note)
    for _ in range(_TRIES):
        try:
            versions.add(max(versions.numbers(), default=0) + 1, data)
            return sha256(data).hexdigest()
        except NameTaken:
            continue
    raise NotKept(
        "Another program keeps accepting this note.", where=str(versions.folder), hint="Try again in a moment."
    )


def acceptances(practice: Practice, note: str) -> tuple[Acceptance, ...]:
    """What was accepted of this note, the first first; `NotKept` with its path where one cannot be read."""
    found = []
    for version in accepted_versions(practice, note).whole():
        try:
            shaped = json.loads(version.data)
            shaped.pop("schema")
            found.append(_acceptance_in(shaped))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise NotKept("This acceptance cannot be read.", where=str(version.path)) from None
    return tuple(found)


def _acceptance_in(shaped: Mapping[str, object]) -> Acceptance:
    """The acceptance in the JSON object of its file; `TypeError` for any other object."""
    if not all(isinstance(value, str) for value in shaped.values()):
        raise TypeError
    return Acceptance(**shaped)  # type: ignore[arg-type]


def said_beside(practice: Practice) -> Mapping[str, tuple[str, str]]:
    """By the sha256 of its file, the `reason` and the `file` of every acceptance that can be read."""
    found = {}
    with suppress(OSError):
        for name in os.listdir(practice.dot / "accepted"):
            with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
                data = read_whole(practice.dot / "accepted" / name)
                shaped = json.loads(data)
                found[sha256(data).hexdigest()] = str(shaped["reason"]), str(shaped["file"])
    return found


def accepted_versions(practice: Practice, note: str) -> Versions:
    """The files about one note."""
    return Versions(practice.dot / "accepted", f"{check_id(note, 'note id')}.", ".json")
