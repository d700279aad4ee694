"""The detached signature of what was just kept, where the practice wants one, and of what has none yet.

What goes wrong is said and no more. A key may want to be touched or ask for its passphrase, so nothing is signed at a
moment when nobody asked for it: what was brought by itself waits for `notewizard sign --detached`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from notewizard.commands.world import World
from notewizard.errors import Failure
from notewizard.records.finish import Kept
from notewizard.records.identity import begun_in
from notewizard.records.practice import Practice
from notewizard.records.record import Record, all_records, read_record
from notewizard.records.right_chart import must_be_the_same
from notewizard.records.ssh_signature import has_signature, keep_signature
from notewizard.records.state import State

LATER = "notewizard sign --detached"
LACKS_ONE = f"It has no detached signature yet: {LATER}"


def detached(practice: Practice, kept: Kept, world: World) -> str:
    """Why there is none although config.toml names a key, as a sentence; empty where all is well. Raises nothing."""
    try:
        sure = still_the_same(State(world.state_root()), practice, kept.ids)
        sure()  # whose config.toml it is that names a key
        if key := key_of(practice, world):
            keep_signature(practice, kept.record.stem, kept.sha256, key, sure)
    except Failure as trouble:
        return f"It is kept and signed, but without a detached signature: {why_not(trouble)} Make it later: {LATER}"
    return ""


def still_the_same(state: State, practice: Practice, ids: Iterable[str]) -> Callable[[], None]:
    """What raises `NotKept` once the folder is no longer that of the practice known by these ids."""
    return partial(must_be_the_same, state, practice, (begun_in(practice, ids),))


def key_of(practice: Practice, world: World) -> Path | None:
    """The key that config.toml names; None where it names none."""
    named = practice.settings().ssh_key
    if not named:
        return None
    return world.home() / named[2:] if named.startswith("~/") else practice.root / named


def lacks_signature(root: Path, kept: Kept) -> bool:
    """Whether what was just brought into the practice at `root` was to have a detached signature and has none."""
    try:
        return read_record(kept.record).detached and not has_signature(Practice(root), kept.record.stem)
    except Failure:
        return False  # `verify` says what is wrong with the record


def without_signature(practice: Practice) -> tuple[Record, ...]:
    """What was signed while config.toml named a key, and has no detached signature; by session date."""
    return tuple(each for each in all_records(practice)[0] if each.detached and not has_signature(practice, each.id))


def why_not(trouble: Failure) -> str:
    """What went wrong, where, and what to do, in a line."""
    where = f" ({trouble.where})" if trouble.where else ""
    return f"{trouble.what}{where} {trouble.hint}".strip()
