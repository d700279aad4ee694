"""Keys from before, closed to those that took over: one create-only file each, beside the keys and beside the notes.

`old-<id>.age` holds secret halves, one a line, as `age -i` takes them. So whoever has one of the keys of today, the
recovery key included, opens what was closed to the earlier ones, without any of those notes being written again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from notewizard.errors import NotKept, Refused
from notewizard.records.durable import plain_reason, read_whole
from notewizard.records.ids import new_id
from notewizard.records.key_text import SECRET
from notewizard.records.keys import Keys, Opening
from notewizard.records.publish import clear_claim, publish

_NAME = re.compile(r"old-[0-9a-f]{16}\.age")
_HEAD = "# notewizard old keys 1\n"
_MOST_BYTES = 100_000


def is_old_file(name: str) -> bool:
    """Whether a file of this name holds keys from before."""
    return bool(_NAME.fullmatch(name))


def old_files(folder: Path) -> tuple[Path, ...]:
    """Every such file in `folder`; none where there is no such folder. `NotKept` when it cannot be listed."""
    try:
        return tuple(sorted(folder / name for name in os.listdir(folder) if is_old_file(name)))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise NotKept(f"The keys from before cannot be listed: {plain_reason(error)}.", where=str(folder)) from error


def keep_old(folder: Path, keys: Keys, earlier: Opening) -> Path:
    """The secret halves of `earlier` are in a new file that `keys` open, durable and read back. Needs no secret of
    `keys`."""
    text = _HEAD + "".join(f"{each}\n" for each in earlier.secrets)
    return publish(folder, f"old-{new_id()}.age", keys.close(text.encode("ascii"))).path


def bring_old(source: Path, target: Path) -> int:
    """How many of the files in `source` were brought to the folder `target`, which lacked them; nothing is replaced.

    One that cannot be brought holds up no other; the first of them is raised at the end (`NotKept` with its path).
    """
    brought, troubles = 0, list[NotKept]()
    for path in old_files(source):
        try:
            data = _whole(path)
            if not data or _whole(target / path.name):
                continue  # claimed and no more (see `publish`), or there already
            clear_claim(target / path.name)
            publish(target, path.name, data)
            brought += 1
        except NotKept as trouble:
            troubles.append(trouble)
    if troubles:
        raise troubles[0]
    return brought


def reaching(opening: Opening, *folders: Path) -> Opening:
    """`opening`, with every key from before that it opens in `folders`, and those that these open in turn.

    A file of them that cannot be read or does not open is passed over, alone: the notes that it would open say so
    themselves, and `bring_old` says its path.
    """
    closed = list(_closed(folders))
    while True:
        before = opening
        for data in tuple(closed):
            with suppress(NotKept, Refused):
                opening = opening.joined(*SECRET.findall(opening.open(data).decode("ascii", "replace")))
                closed.remove(data)
        if opening is before:
            return opening


def _whole(path: Path) -> bytes:
    """The bytes of a file of ours; none where there is none. `NotKept` when it cannot be read."""
    try:
        return read_whole(path, _MOST_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise NotKept(f"A key from before cannot be read: {plain_reason(error)}.", where=str(path)) from error


def _closed(folders: tuple[Path, ...]) -> Iterator[bytes]:
    for folder in folders:
        paths: tuple[Path, ...] = ()
        with suppress(NotKept):
            paths = old_files(folder)
        for path in paths:
            with suppress(NotKept):
                yield _whole(path)
