"""The records that promise a contact, found without reading all the others again.

Records are written once. Which of them name no contact is kept on this machine: one file of record names, nothing of a
note in it, safe to delete. A record that is not whole yet, on a folder that is being synced, is never among them.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.corrected import KEY as CORRECTS
from notewizard.records.durable import create, plain_reason, private_folder, read_whole, remove_quietly
from notewizard.records.later import IN_ERROR, OnRecord
from notewizard.records.outbox import waiting_records, with_waiting
from notewizard.records.practice import Practice
from notewizard.records.record import Record, Unreadable, read_record, record_names
from notewizard.records.state import State

_NAMED = b'"contacts"'
"""Stands in every record that promises a contact or tells its outcome."""
_MARK = f'"{IN_ERROR}"'.encode()
"""Stands in every mark by which a record is entered in error."""
_CORRECTS = f'"{CORRECTS}"'.encode()
"""Stands in every correction that may change one."""
_WORTH_KEEPING = 20
"""So many records that were read for nothing are worth a file."""
_SUFFIX = ".names"


def promising_records(practice: Practice, state: State) -> tuple[tuple[Record, ...], tuple[Unreadable, ...]]:
    """Every note that holds and names a contact, newest session first, and the records that cannot be read.

    What waits to get into the folder is among them.
    """
    waits = waiting_records(state, practice)  # first: one that is brought meanwhile is found in the folder
    names, unlisted = record_names(practice)
    if unlisted:
        return (), unlisted
    folder = state.promises / blake2b(os.fsencode(practice.root.resolve()), digest_size=16).hexdigest()
    known = _known(folder)
    quiet, found, unreadable = set[str](), list[Record](), list[Unreadable]()
    for path in (practice.records / name for name in names if name not in known):
        name = path.name
        try:
            data = read_whole(path)
            if _NAMED in data or _MARK in data or _CORRECTS in data or not _is_whole(data):
                found.append(read_record(path))
            else:
                quiet.add(name)
        except OSError as error:
            unreadable.append(Unreadable(path, plain_reason(error)))
        except NotKept as trouble:
            unreadable.append(Unreadable(path, trouble.what.rstrip(".")))
    if len(quiet) >= _WORTH_KEEPING:
        _keep(folder, state, (known & set(names)) | quiet)
    return OnRecord.of(with_waiting(tuple(found), waits)).notes()[::-1], tuple(unreadable)


def _is_whole(data: bytes) -> bool:
    return data.startswith(b"{") and data.endswith(b"}\n")


def _known(folder: Path) -> set[str]:
    """The records that are known to name no contact; whatever cannot be read is read again."""
    known: set[str] = set()
    with suppress(OSError):
        for name in os.listdir(folder):
            data = read_whole(folder / name) if name.endswith(_SUFFIX) else b""
            if name == _file_name(data):
                known.update(data.decode("ascii", "replace").split("\n"))
    return known


def _keep(folder: Path, state: State, names: set[str]) -> None:
    """A new file that holds all of them; then those before it are gone. Nothing depends on it."""
    data = "\n".join(sorted(names)).encode("ascii", "replace")
    with suppress(OSError, NotKept):
        private_folder(state.root)
        private_folder(state.promises)
        private_folder(folder)
        before = [name for name in os.listdir(folder) if name.endswith(_SUFFIX)]
        create(folder / _file_name(data), data)
        for name in before:
            remove_quietly(folder / name)


def _file_name(data: bytes) -> str:
    return f"{blake2b(data, digest_size=16).hexdigest()}{_SUFFIX}"
