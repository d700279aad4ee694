"""Keys that change while notes are closed to them: another passphrase before the same key, or keys that take over.

What takes the place of `keys.txt` first stands beside it, whole and read back, and has opened what was closed to the
keys before; then it takes the name in one step. So a kill at any point leaves one key file, and it works.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from notewizard.errors import NotKept, Refused
from notewizard.records.durable import create, plain_reason, read_whole, remove_quietly, sync_folder
from notewizard.records.ids import new_id
from notewizard.records.keys import NAME, Keys, NewKeys, Opening, keys_in
from notewizard.records.lock import take_lock
from notewizard.records.old_keys import keep_old, reaching
from notewizard.records.publish import publish
from notewizard.records.state import State

_STAGED = "~$nw-keys-next.tmp"
_TRIED = b"This was closed to try the keys."
_AS_THEY_WERE = "Your keys are as they were."


def change_passphrase(state: State, before: Keys, opening: Opening, passphrase: str) -> Keys:
    """The same keys stand behind `passphrase`, behind none where it is empty; durable, and tried before.

    `opening` is the clinician's key, opened. Raises `NotKept` or `Refused`; what that did not change is said.
    """
    after = before.guarded_by(passphrase, opening)

    def proves(keys: Keys) -> bool:
        return keys.opening(passphrase).open(before.close(_TRIED)) == _TRIED

    with _alone(state):
        _put(state, before, after, proves)
    return after


def take_over(state: State, before: Keys, made: NewKeys, earlier: Opening, passphrase: str = "") -> Keys:
    """The new keys are the keys of this computer; each of them opens whatever `earlier` opens.

    `earlier` is a key that opens what was closed to `before`. Where it is not the clinician's own (the passphrase was
    forgotten), the key file from before stays as it was under another name. Raises `NotKept` or `Refused`.
    """

    def proves(keys: Keys) -> bool:
        own = keys.opening(passphrase)
        reached = reaching(own, state.keys)
        return (own.open(keys.close(_TRIED)), reached.open(before.close(_TRIED))) == (_TRIED, _TRIED)

    with _alone(state):
        keep_old(state.keys, made.keys, earlier)
        if before.clinician not in earlier.publics:
            publish(state.keys, f"old-{new_id()}.txt", before.to_bytes())
        _put(state, before, made.keys, proves)
    return made.keys


def clear_unfinished(state: State) -> None:
    """What a change that was killed left beside the keys is gone; one that goes on in another window is let be."""
    if os.path.lexists(state.keys / _STAGED):
        with suppress(NotKept), _alone(state):
            remove_quietly(state.keys / _STAGED)


@contextmanager
def _alone(state: State) -> Iterator[None]:
    """No other window changes the keys meanwhile."""
    lock = take_lock(state.ready(state.keys) / "keys.lock", "The key file")
    try:
        yield
    finally:
        lock.release()


def _put(state: State, before: Keys, after: Keys, proves: Callable[[Keys], bool]) -> None:
    """`after` stands in the key file, in which `before` stood until then."""
    target, staged, data = state.keys / NAME, state.keys / _STAGED, after.to_bytes()
    try:
        if read_whole(target) != before.to_bytes():
            raise Refused(
                "The key file was changed by another window meanwhile.", where=str(target), not_done=_AS_THEY_WERE
            )
        remove_quietly(staged)
        create(staged, data)
        if not proves(keys_in(read_whole(staged), staged)):
            raise NotKept("The changed keys do not open what they should.", where=str(target), not_done=_AS_THEY_WERE)
        os.replace(staged, target)
    except OSError as error:
        if not _holds(target, data):
            raise NotKept(
                f"The key file could not be changed: {plain_reason(error)}.",
                where=str(target),
                hint="Check the disk and try again.",
                not_done=_AS_THEY_WERE,
            ) from error
    finally:
        remove_quietly(staged)
    try:
        sync_folder(target.parent)
        sound = read_whole(target) == data
    except OSError as error:
        raise NotKept(
            f"The key file is changed, but that is not known to outlast a power cut: {plain_reason(error)}.",
            where=str(target),
            hint="Do it once more when the disk is well: after a power cut the keys may be as they were before.",
        ) from error
    if not sound:
        raise NotKept("The key file does not read back as it was written.", where=str(target), hint="Copy it away.")


def _holds(path: Path, data: bytes) -> bool:
    """Whether a step that was answered with an error was taken all the same."""
    try:
        return read_whole(path) == data
    except OSError:
        return False
