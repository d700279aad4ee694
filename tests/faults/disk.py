"""A disk that fails at the k-th call: with an error, by dying, or by losing its power.

Every `os` call below one folder is counted; the one that is due fails. After a death nothing reaches the disk any
more until the harness has looked at it; after a power loss everything that was not synced is gone as well: contents
since the last fsync of their file, names since the last fsync of their folder. Lock files are left alone: a lock is
the operating system's own and goes with the process. A file handed to `os.fdopen` is closed where nobody counts.
"""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

ERRORS = (
    errno.EIO, errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EINVAL, errno.EACCES, errno.ESTALE, errno.EINTR,
    errno.ETIMEDOUT,
)  # fmt: skip
SHORT = 7
"""Bytes that a short write takes."""
CALLS = (
    "open", "write", "read", "fsync", "link", "unlink", "rename", "replace", "mkdir", "rmdir", "listdir", "chmod",
)  # fmt: skip
PATHS_BOTH = {"link", "rename", "replace"}


class Died(BaseException):
    """The process was killed here."""


@dataclass(frozen=True)
class Fault:
    """What goes wrong, and when."""

    kind: str
    """`error`, `short` (a write takes a few bytes), `kill`, `torn` (killed in the middle of a write) or `power`."""
    call: int
    """At which call below the folder, counted from 1; 0 never."""
    errno: int = 0
    lasting: bool = False
    """Every later call fails as well."""

    def __str__(self) -> str:
        name = errno.errorcode[self.errno] if self.errno else ""
        return f"{self.kind} {name}{' from then on' if self.lasting else ''} at call {self.call}"


class FaultyDisk:
    """Use as a context manager around the code under test; afterwards `calls` says how many calls it made."""

    def __init__(self, root: Path, fault: Fault, no_links: bool = False) -> None:
        self.root = str(root)
        self.fault = fault
        self.no_links = no_links
        self.calls = 0
        self.made: list[str] = []
        self._real = {name: getattr(os, name) for name in (*CALLS, "close", "fdopen")}
        self._ours: dict[int, str] = {}
        self._dead = False
        self._contents: dict[int, bytes] = {}
        self._names: dict[str, dict[str, int]] = {}

    def __enter__(self) -> FaultyDisk:
        for folder, _, files in os.walk(self.root):
            self._names[folder] = self._inodes(folder)
            for name in files:
                self._contents[os.lstat(os.path.join(folder, name)).st_ino] = self._content(os.path.join(folder, name))
        for name in CALLS:
            setattr(os, name, self._counted(name))
        os.close = self._close
        os.fdopen = self._handed_on
        return self

    def __exit__(self, *_: object) -> None:
        for name, call in self._real.items():
            setattr(os, name, call)
        for descriptor in self._ours:
            os.close(descriptor)
        if self.fault.kind == "power":  # At its call, or, where that never came, right after everything was said.
            self._lose_what_was_not_synced()

    def _counted(self, name):
        real = self._real[name]

        def call(*arguments, **options):
            if not self._concerns(name, arguments):
                return real(*arguments, **options)
            if self._dead:
                raise Died
            self.calls += 1
            self.made.append(name)
            self._strike(name, arguments)
            if name == "link" and self.no_links:
                raise OSError(errno.EOPNOTSUPP, "no links here")
            if name == "write" and self.fault.kind == "short" and self._due():
                arguments = (arguments[0], bytes(arguments[1])[:SHORT])
            result = real(*arguments, **options)
            self._note(name, arguments, result)
            return result

        return call

    def _strike(self, name, arguments):
        if not self._due() or self.fault.kind == "short":
            return
        if self.fault.kind == "error":
            if name == "write" and self.fault.errno == errno.ENOSPC:
                self._real["write"](arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            raise OSError(self.fault.errno, "injected")
        if self.fault.kind == "torn" and name == "write":
            self._real["write"](arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
        self._dead = True
        raise Died

    def _due(self) -> bool:
        return self.calls == self.fault.call or (self.fault.lasting and self.calls > self.fault.call > 0)

    def _concerns(self, name, arguments) -> bool:
        first = arguments[0]
        if isinstance(first, int):
            return first in self._ours
        path = os.fspath(first)
        return isinstance(path, str) and path.startswith(self.root) and not path.endswith(".lock")

    def _note(self, name, arguments, result):
        if name == "open":
            self._ours[result] = os.fspath(arguments[0])
            if arguments[1] & os.O_CREAT and os.fstat(result).st_size == 0:
                self._contents[os.fstat(result).st_ino] = b""
        elif name == "fsync":
            path = self._ours[arguments[0]]
            if os.path.isdir(path):
                self._names[path] = self._inodes(path)
            else:
                self._contents[os.fstat(arguments[0]).st_ino] = self._content(path)

    def _close(self, descriptor):
        self._ours.pop(descriptor, None)
        return self._real["close"](descriptor)

    def _handed_on(self, descriptor, *more, **named):
        self._ours.pop(descriptor, None)
        return self._real["fdopen"](descriptor, *more, **named)

    def _inodes(self, folder: str) -> dict[str, int]:
        return {name: os.lstat(os.path.join(folder, name)).st_ino for name in self._real["listdir"](folder)}

    def _content(self, path: str) -> bytes:
        descriptor = self._real["open"](path, os.O_RDONLY)
        try:
            return b"".join(iter(lambda: self._real["read"](descriptor, 1 << 20), b""))
        finally:
            self._real["close"](descriptor)

    def _lose_what_was_not_synced(self) -> None:
        """Puts every folder and file back to what was last synced of it."""
        for folder in sorted(self._names, key=len):
            if not os.path.isdir(folder):
                continue
            for name in os.listdir(folder):
                path = os.path.join(folder, name)
                if name not in self._names[folder] and not name.endswith(".lock"):
                    _remove(path)
            for name, inode in self._names[folder].items():
                path = os.path.join(folder, name)
                if inode in self._contents and not os.path.isdir(path):
                    _remove(path)
                    Path(path).write_bytes(self._contents[inode])
        for folder, _, files in os.walk(self.root):
            if folder not in self._names:  # Made, but nothing in it was ever synced.
                for name in files:
                    _remove(os.path.join(folder, name))


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        for name in os.listdir(path):
            _remove(os.path.join(path, name))
        os.rmdir(path)
    elif os.path.lexists(path):
        os.unlink(path)


class FlappingDisk(FaultyDisk):
    """A folder that goes away before the k-th call below `root` and is back so many calls later, or afterwards.

    `empty`: what is left in its place, as where a disk is unmounted, is an empty folder, and not nothing. `other`: it
    is this folder, another disk at the same mount point. Descriptors opened before are stale meanwhile.
    """

    def __init__(
        self, root: Path, flapping: Path, gone: int, back: int = 0, empty: bool = False, other: Path | None = None
    ) -> None:
        super().__init__(root, Fault("none", 0))
        self.flapping, self.empty, self.other = str(flapping), empty, str(other or "")
        self.gone, self.back = gone, back
        self.strays: set[str] = set()
        """Names that somebody made in the empty folder while it stood there."""
        self._away = False
        self._stale: set[int] = set()

    def _strike(self, name, arguments):
        if self.calls == self.gone:
            self._go()
        elif self.back and self.calls == self.gone + self.back:
            self._return()
        first = arguments[0]
        if self._away and first in self._stale:
            raise OSError(errno.ESTALE, "injected")

    def _go(self):
        self._away = True
        self._stale = {each for each, path in self._ours.items() if path.startswith(self.flapping)}
        self._real["rename"](self.flapping, self.flapping + ".away")
        if self.empty:
            self._real["mkdir"](self.flapping)
        elif self.other:
            self._real["rename"](self.other, self.flapping)

    def _return(self):
        self._away = False
        if self.empty:
            for folder, _, files in os.walk(self.flapping):
                self.strays |= {os.path.relpath(os.path.join(folder, each), self.flapping) for each in files}
            _remove(self.flapping)
        elif self.other:
            self._real["rename"](self.flapping, self.other)
        self._real["rename"](self.flapping + ".away", self.flapping)

    def __exit__(self, *error):
        super().__exit__(*error)
        if self._away:
            self._return()
