"""Which practice a folder is, wherever it lies: `.notewizard/practice.id`, drawn once and never written again.

A path is no name: two disks take turns at one mount point, two sticks at one drive letter. A practice that was copied
as a whole is one practice in two places; a second copy of the file that a sync program made is one more id of it.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.durable import create, read_whole, sync_folder
from notewizard.records.history.names import copied_from
from notewizard.records.lock import take_lock
from notewizard.records.practice import Practice
from notewizard.records.state import State

NAME = "practice.id"
_ID = re.compile(rb"([0-9a-f]{32})\s*")
_TORN = re.compile(rb"[0-9a-f]{0,32}\0*")
"""What a kill or a power loss leaves of one."""
_WAIT = 2.0
"""Seconds that one program waits for another one on this machine to write it."""
_MOST = 256
"""Bytes of the file that are read: an id and a line break are 33."""
_NO_FILE = {errno.ENOENT, errno.ELOOP, errno.EINVAL, errno.EISDIR, errno.ENXIO}
"""What the system says of a folder, a link or a pipe under that name, or of a file that has just gone: no id."""


def ids_of(practice: Practice) -> frozenset[str] | None:
    """What the practice in this folder is known by: nothing in one from before there were ids.

    More than one where two machines drew an id at once. None while that cannot be told: the folder is away, or it is
    there (`is_untold`) and can be neither listed nor its only id read.
    """
    found, refused = set(), False
    try:
        names = os.listdir(practice.dot)
    except OSError:
        return None
    for name in names:
        if NAME in (name, copied_from(name)):
            try:
                match = _ID.fullmatch(read_whole(practice.dot / name, _MOST))
            except OSError as error:
                refused |= error.errno not in _NO_FILE
            else:
                found |= {match[1].decode("ascii")} if match else set()
    return None if refused and not found else frozenset(found)


def is_untold(practice: Practice, ids: Collection[str] | None) -> bool:
    """Whether some practice stands in this folder, and its `ids` could not be told: it may be any. Not when away."""
    return ids is None and os.path.isdir(practice.dot)


def untold(practice: Practice) -> NotKept:
    """The refusal to write in such a folder what belongs to one practice alone."""
    return NotKept(
        "Which practice is in this folder cannot be told.",
        where=str(practice.dot / NAME),
        hint="The disk does not give this file, or you may not read it: mend that, and try again.",
        not_done="Nothing was written.",
    )


def another(practice: Practice) -> NotKept:
    """The refusal to write in this folder what belongs to the practice that was here before."""
    return NotKept(
        "Another practice is in the place of the one that this belongs to.",
        where=str(practice.root),
        hint="Connect the disk with that practice, in the same place.",
        not_done="Nothing was written.",
    )


def give_id(state: State, practice: Practice, known: Collection[str]) -> frozenset[str]:
    """The practice's ids; one that has none gets one: the first of those it was `known` by, else one drawn now.

    Two programs doing so at once agree on one. Where none can be written now, the practice has none yet.
    """
    found = ids_of(practice)
    if found is None or found:
        return found or frozenset()
    with suppress(NotKept, OSError):  # the folder cannot be written, or another program is at it
        lock = take_lock(state.ready(state.history) / "practice.lock", "The practice", wait=_WAIT)
        try:
            if not ids_of(practice):
                _write(practice.dot / NAME, min(known, default=None) or secrets.token_hex(16))
        finally:
            lock.release()
    return ids_of(practice) or frozenset()


def _write(path: Path, drawn: str) -> None:
    """Under its own name at once, so that a kill leaves nothing that nobody knows: what it tore is written anew."""
    with suppress(FileNotFoundError):
        if _TORN.fullmatch(read_whole(path, _MOST)):
            os.unlink(path)
    create(path, f"{drawn}\n".encode("ascii"))
    sync_folder(path.parent)


def begun_in(practice: Practice, ids: Iterable[str]) -> dict[str, object]:
    """The entry by which a draft says which practice it was begun in."""
    return {"kind": "practice", "root": str(practice.root), "ids": sorted(ids)}


def meant(entries: Iterable[Mapping[str, object]]) -> frozenset[str]:
    """The ids of the practice that a draft belongs to; none in a draft from before there were ids."""
    for entry in entries:
        said = entry.get("ids") if entry.get("kind") in ("practice", "publishing") else None
        if isinstance(said, list | tuple) and said:
            return frozenset(map(str, said))
    return frozenset()
