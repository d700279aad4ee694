"""Which of this machine's mirrors is that of a practice: by its id, by what was written into it, last by its place."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.durable import create, or_not_kept, private_folder, sync_folder
from notewizard.records.history.lines import or_none
from notewizard.records.history.mirror import Mirror
from notewizard.records.identity import another, ids_of, is_untold, untold
from notewizard.records.practice import DOT, Practice
from notewizard.records.state import State

_DEVICE = re.compile("[0-9a-f]{12}")
_NOTE = re.compile(rb'"note":"([^"]+)"')
_LINKS = re.compile(rb'"hash":"[0-9a-f]{64}"|"parents":\[[^]]*\]')
_HASH = re.compile(rb"[0-9a-f]{64}")


def mirror_of(state: State, practice: Practice, there: Collection[str]) -> Mirror | None:
    """This machine's mirror for a practice in whose history the `there` devices have written; None before its first.

    It is known by its id, or by what this machine wrote into it. The place alone counts where nothing else can be
    asked: in a practice from before there were ids, and in a folder that is away. It does not in a folder that is
    there and whose ids cannot be read. A practice that moved goes on, unless it stands in its former place as well:
    then this one is a copy of it.
    """
    ids = ids_of(practice)
    here, elsewhere = _by_place(state, practice)
    for each in here:
        if each.practices & (ids or frozenset()):
            return each
    for each in here:
        if each.device in there:
            return each
    for each in elsewhere:
        if each.device in there and not _wrote_in(each, Practice(Path(each.place))):
            return each
    for each in elsewhere:
        shared = each.practices & (ids or frozenset())
        if shared and not _may_stand(Practice(Path(each.place)), shared):
            return each
    for each in reversed(here):
        with suppress(OSError, NotKept):  # one that cannot be read speaks for nothing
            if _may_be(each, practice, ids, there):
                return each
    return None


def others_here(state: State, practice: Practice, mine: Mirror | None) -> list[Mirror]:
    """The mirrors of other practices that stood in the place of this one before."""
    ids = ids_of(practice)
    here, _ = _by_place(state, practice)
    own = (ids or frozenset()) | (mine.practices if mine else frozenset())
    if ids is None:
        return []
    return [each for each in here if each != mine and each.practices and not each.practices & own]


def places(state: State) -> frozenset[Path]:
    """Where the practices were of which this machine wrote, as it found them at first."""
    return frozenset(Path(each.place) for each in _mirrors(state) if each.place)


def _by_place(state: State, practice: Practice) -> tuple[list[Mirror], list[Mirror]]:
    """The mirrors of practices that were in this place at first, the one last written to last, and the others."""
    here, elsewhere = [], []
    for each in _mirrors(state):
        place = each.place
        if place == str(practice.root) or (place and _is_same(Path(place) / DOT, practice.dot)):
            here.append(each)
        elif place:
            elsewhere.append(each)
    return sorted(here, key=_last_written), elsewhere


def _last_written(mirror: Mirror) -> float:
    with suppress(OSError, NotKept):
        return os.stat(mirror.path(mirror.number)).st_mtime
    return 0


def _wrote_in(mirror: Mirror, practice: Practice) -> bool:
    return (practice.history / f"{mirror.device}.1.jsonl").exists()


def _may_stand(practice: Practice, wanted: Collection[str]) -> bool:
    ids = ids_of(practice)
    return is_untold(practice, ids) or not (ids or frozenset()).isdisjoint(wanted)


def _may_be(mirror: Mirror, practice: Practice, ids: frozenset[str] | None, there: Collection[str]) -> bool:
    """Whether a mirror that its place speaks for, and neither id nor file, may be of this practice.

    Where one of the two has an id, or the folder is there and does not tell its own, more has to speak for it: a
    device that was met there, a note that both know, or an entry that one of them has and the other one follows.
    """
    if not is_untold(practice, ids) and (
        ids is None or not (mirror.practices or ids) or not (mirror.practices or mirror.was_there())
    ):
        return True
    if not mirror.met.isdisjoint(there):
        return True
    mine = b"".join(mirror.data(number) for number in mirror.numbers())
    records = {name.removesuffix(".json").encode("utf-8", "surrogateescape") for name in _names(practice.records)}
    if not records.isdisjoint(_NOTE.findall(mine)):
        return True
    hashes = _hashes(mine)
    for name in _names(practice.history):
        with suppress(OSError):  # what cannot be read speaks for nothing, and `verify` says so
            if name.endswith(".jsonl") and not hashes.isdisjoint(_hashes(or_none(practice.history / name) or b"")):
                return True
    return False


def _names(folder: Path) -> list[str]:
    with suppress(OSError):
        return os.listdir(folder)
    return []


def _hashes(lines: bytes) -> set[bytes]:
    """Of the entries in these lines and of those that they follow; no other hash, which may be that of a like file."""
    return {one for said in _LINKS.findall(lines) for one in _HASH.findall(said)}


def new_mirror(state: State, practice: Practice, ids: Collection[str]) -> Mirror:
    """A new device's, for this practice, known by these `ids`; the one it has where it tells them only now.

    `NotKept` where another practice is there by now, and where the folder is there and cannot tell its ids: what is
    written might be brought to another practice.
    """
    now = ids_of(practice)
    if is_untold(practice, now):
        raise untold(practice)
    if ids and now and now.isdisjoint(ids):  # the disk was exchanged since they were asked for
        raise another(practice)
    ids = frozenset(ids) | (now or frozenset())
    for each in _by_place(state, practice)[0]:
        if each.practices & ids:
            return each
    mirror = Mirror(state.history / secrets.token_hex(6))
    with or_not_kept("The history cannot be kept", mirror.folder):
        private_folder(mirror.folder)
        mirror.learn(ids)
        create(mirror.folder / "folder", str(practice.root).encode("utf-8", "surrogateescape"))
        sync_folder(mirror.folder)
    return mirror


def _mirrors(state: State) -> Iterator[Mirror]:
    """Those that are written to."""
    try:
        names = sorted(os.listdir(state.history))
    except OSError:
        return
    mirrors = (Mirror(state.history / name) for name in names if _DEVICE.fullmatch(name))
    yield from (each for each in mirrors if not (each.folder / "ended").exists())


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names lead to one folder: through a link, or another mount of the same disk."""
    with suppress(OSError):
        return os.path.samefile(one, other)
    return False
