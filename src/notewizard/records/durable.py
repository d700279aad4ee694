"""Bytes that survive: create, sync, read. Every other module of `records` writes through these few calls.

All system calls are made as `os.<name>`, so that tests can let each of them fail in turn.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from notewizard.errors import NotKept

_BINARY: int = getattr(os, "O_BINARY", 0)
_NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
_CLOSE_ON_EXEC: int = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
_NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)

READ = os.O_RDONLY | _BINARY | _NO_FOLLOW | _CLOSE_ON_EXEC | _NO_WAIT
CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NO_FOLLOW | _CLOSE_ON_EXEC
APPEND = os.O_WRONLY | os.O_APPEND | _BINARY | _NO_FOLLOW | _CLOSE_ON_EXEC

_FOLDER_CANNOT_BE_SYNCED = {errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EBADF}

_PLAIN_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file is larger than allowed here",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "access is not permitted",
    errno.EPERM: "access is not permitted",
    errno.ENOENT: "the folder is not there",
    errno.ENOTDIR: "it is not a folder",
    errno.EISDIR: "a folder is in its place",
    errno.EIO: "the disk reported an error",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "it is a symbolic link",
    getattr(errno, "ESTALE", -1): "the network folder is gone",
    errno.ETIMEDOUT: "the network folder does not answer",
    errno.EHOSTDOWN: "the network folder does not answer",
}


def plain_reason(error: OSError) -> str:
    """Why the disk refused, in words a person can act on; never holds a path or a text."""
    return _PLAIN_REASONS.get(error.errno or 0, f"the system refused ({errno.errorcode.get(error.errno or 0, '?')})")


@contextmanager
def or_not_kept(what: str, path: Path) -> Iterator[None]:
    """What the disk refuses inside comes out as `NotKept`: "<what>: the disk is full."."""
    try:
        yield
    except OSError as error:
        raise NotKept(f"{what}: {plain_reason(error)}.", where=str(path)) from error


def write_all(descriptor: int, data: bytes) -> None:
    """All of `data` is handed to the system, however short its single writes are."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def create(path: Path, data: bytes) -> None:
    """A new file, mode 0600, holds `data` durably; an existing one is never touched (`FileExistsError`).

    After a failure the half-written file is taken away again where that is possible.
    """
    descriptor = os.open(path, CREATE, 0o600)
    try:
        try:
            write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        # Not for a kill or Ctrl-C: then the recovery that knows this name clears it away.
        remove_quietly(path)
        raise


def sync_folder(folder: Path) -> None:
    """The names in `folder` are durable, as far as its file system can promise that."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | _CLOSE_ON_EXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        # Network and user-space file systems refuse to sync a folder at all; every other answer is a failure.
        if error.errno not in _FOLDER_CANNOT_BE_SYNCED:
            raise


def read_whole(path: Path, most: int | None = None, start: int = 0) -> bytes:
    """The bytes of a regular file from `start` on (`most` of them); `OSError` for links, pipes, devices and folders.

    O_NONBLOCK, because a pipe in a client's folder must not hang the program.
    """
    descriptor = os.open(path, READ)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.EINVAL, "not a regular file")
        if start:
            os.lseek(descriptor, start, os.SEEK_SET)
        # In one piece, if the file is as long as it says: putting pieces together takes as long again.
        at_once = max(1 << 20, status.st_size - start + 1)
        parts: list[bytes] = []
        left = most if most is not None else -1
        while left:
            part = os.read(descriptor, at_once if left < 0 else min(left, at_once))
            if not part:
                break
            parts.append(part)
            left = left - len(part) if left > 0 else left
        return b"".join(parts)
    finally:
        os.close(descriptor)


def remove_quietly(path: Path) -> bool:
    """True when the file of ours is gone; a refusal is not an error, only a leftover."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def make_folder(folder: Path, parents: bool = True) -> None:
    """The folder is there durably, its owner's alone (0700), with its parents unless they have to be there already.

    Where a disk may be away its mount point stands there empty: nothing of ours is built up in it.
    """
    try:
        os.mkdir(folder, 0o700)
    except FileNotFoundError:
        if not parents:
            raise
        make_folder(folder.parent)
        make_folder(folder)
    except FileExistsError:
        if not stat.S_ISDIR(os.stat(folder).st_mode):
            raise
    else:
        sync_folder(folder.parent)


def private_folder(path: Path) -> Path:
    """The folder is there and only its owner can look into it (0700), whatever the umask is."""
    try:
        try:
            if stat.S_IMODE(os.stat(path).st_mode) != 0o700:
                os.chmod(path, 0o700)
        except FileNotFoundError:
            make_folder(path.parent)
            with suppress(FileExistsError):  # Another process of ours was as quick.
                os.mkdir(path, 0o700)
            os.chmod(path, 0o700)
            sync_folder(path.parent)
    except OSError as error:
        raise NotKept(
            f"The private folder for drafts cannot be used: {plain_reason(error)}.",
            where=str(path),
            hint="Free or permit this folder, or point the program to another one.",
            not_done="Nothing was written.",
        ) from error
    return path
