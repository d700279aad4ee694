"""A finished file appears under its name complete, durable and read back, or not at all (R1, R2, R6).

The bytes go to a temporary file in the same folder, are synced, and get their final name by a hard link: the one
step that refuses a taken name on local disks and shares alike. Where links are not supported the name is first
claimed with an empty file (O_EXCL), which our own finished temporary file then replaces.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from notewizard.errors import NameTaken, NotKept
from notewizard.records.durable import (
    CREATE,
    create,
    or_not_kept,
    plain_reason,
    read_whole,
    remove_quietly,
    sync_folder,
)
from notewizard.records.ids import check_file_name, folded, free_name

_NO_LINKS_HERE = {
    errno.EPERM,
    errno.EACCES,
    errno.EOPNOTSUPP,
    errno.ENOTSUP,
    errno.ENOSYS,
    errno.EINVAL,
    errno.EMLINK,
    errno.EXDEV,
}


@dataclass(frozen=True)
class Published:
    """A file that is on disk, whole and read back."""

    path: Path
    """Where it is."""
    sha256: str
    """Of its bytes, lower-case hex."""
    leftovers: tuple[Path, ...] = ()
    """Temporary files of ours that could not be cleared away; the note itself is safe."""


def temporary_name() -> str:
    """A fresh name that OneDrive, Dropbox and Office leave alone, with nothing of the client in it."""
    return f"~$nw-{secrets.token_hex(8)}.tmp"


def publish(
    folder: Path,
    name: str,
    data: bytes,
    *,
    within: Path | None = None,
    temporary: str | None = None,
    sure: Callable[[], None] = lambda: None,
) -> Published:
    """`data` stands in the new file `folder/name`, durable and read back.

    `within`: no folder below it, down to `folder`, may be a symbolic link. `temporary`: the name of the temporary
    file, when the caller has noted it for a recovery. `sure`: raises where the folder is not the one that is meant any
    more; asked before anything is written and again before the file has its name. The name then is a link to what was
    written before that, so a folder that was exchanged in between does not get it. Raises `NameTaken` (with the next
    free name) or `NotKept`; in both cases no existing file was touched.
    """
    check_file_name(name)
    target = folder / name
    staged = folder / (temporary or temporary_name())
    try:
        check_folder(folder, within)
        refuse_taken(folder, name)
        sure()
        create(staged, data)
        try:
            sure()
            _place(staged, target)
        finally:
            remove_quietly(staged)
        sync_folder(folder)  # After both: a power loss must not bring the temporary name back when no one knows it.
        compare(target, data)
        cleared = remove_quietly(staged)  # Again: a folder that was away just then told us that it was gone.
    except FileExistsError as error:
        raise _taken(folder, name) from error
    except OSError as error:
        raise NotKept(
            f"The file could not be written: {plain_reason(error)}.",
            where=str(target),
            hint="Check the folder and try again.",
            not_done="The file is not known to be safe there.",
        ) from error
    return Published(target, sha256(data).hexdigest(), () if cleared else (staged,))


def clear_claim(path: Path) -> None:
    """Takes away the empty file that a kill left when it had just claimed this name of ours (see `_claim`)."""
    with or_not_kept("The file cannot be read", path):
        if path.exists() and not read_whole(path):
            os.unlink(path)


def check_folder(folder: Path, within: Path | None) -> None:
    """`folder` is a real folder, reached from `within` without `..` and without symbolic links."""
    steps = [folder]
    if within is not None:
        inside = folder.relative_to(within) if folder.is_relative_to(within) else None
        if inside is None or ".." in inside.parts:
            raise NotKept(
                "The folder is not inside the practice folder.", where=str(folder), not_done="Nothing was written."
            )
        steps = [within.joinpath(*inside.parts[:depth]) for depth in range(1, len(inside.parts) + 1)]
    for step in steps:
        mode = os.lstat(step).st_mode
        if stat.S_ISLNK(mode) and within is not None:
            raise NotKept(
                "The folder is a symbolic link, which could lead to another client's folder.",
                where=str(step),
                hint="Replace the link with the folder itself.",
                not_done="Nothing was written.",
            )
        if not stat.S_ISDIR(mode) and not (stat.S_ISLNK(mode) and step.is_dir()):
            raise OSError(errno.ENOTDIR, "not a folder")


def refuse_taken(folder: Path, name: str) -> None:
    """`NameTaken` when the folder shows this name, or one that differs only in case or in the spelling of accents.

    The hard link would catch the very same name alone; on a synced folder the others collide as well.
    """
    names = os.listdir(folder)
    if folded(name) in {folded(other) for other in names}:
        raise _taken(folder, name, names)


def compare(path: Path, data: bytes) -> None:
    """The file reads back as exactly `data`; `NotKept` when the disk gives something else."""
    if read_whole(path) != data:
        raise NotKept(
            "The file does not read back as it was written.",
            where=str(path),
            hint="Do not trust this disk; the file was left as it is.",
            not_done="The note is not known to be safe there.",
        )


def _place(staged: Path, target: Path) -> None:
    """The finished temporary file has the final name; `FileExistsError` when that is taken."""
    if os.name == "nt":
        os.rename(staged, target)  # On Windows this refuses an existing target.
        return
    try:
        os.link(staged, target)
    except FileExistsError:
        # Over NFS the answer to a link that succeeded can be lost and the repeated request refused.
        if not os.path.samefile(staged, target):
            raise
    except OSError as error:
        if error.errno not in _NO_LINKS_HERE:
            raise
        _claim(staged, target)


def _claim(staged: Path, target: Path) -> None:
    """Takes the name with an empty file of ours and puts the finished file in its place.

    Written into directly, a kill would leave half a note under its final name; like this, at worst an empty file.
    """
    os.close(os.open(target, CREATE, 0o600))
    try:
        os.replace(staged, target)
    except OSError:
        remove_quietly(target)
        raise


def _taken(folder: Path, name: str, names: Iterable[str] | None = None) -> NameTaken:
    if names is None:
        try:
            names = os.listdir(folder)
        except OSError:
            names = []
    free = free_name(name, [name, *names])
    return NameTaken(
        "A file with this name is already there.",
        free=free,
        where=str(folder / name),
        hint=f"The next free name is “{free}”.",
        not_done="The existing file was not touched.",
    )
