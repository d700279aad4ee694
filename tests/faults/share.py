"""A share in little: a file system in user space (Linux, FUSE) over one folder, which refuses hard links.

Every call is handed on to the folder, as a network file system hands it to its server: a name that must be new (O_EXCL)
is made or refused there, whatever this side remembers. What a name stands for, and that there is none, may be
remembered for some seconds, as SMB and NFS do. It knows files in one folder and nothing else. The kernel's side is
described in linux/fuse.h.
"""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = 1
"""The kernel's number for the folder itself."""
LARGEST = 1 << 17
"""Bytes in one write."""
(
    LOOKUP, FORGET, GETATTR, UNLINK, RENAME, LINK, OPEN, READ, WRITE, RELEASE, FSYNC, INIT, OPENDIR, READDIR,
    RELEASEDIR, FSYNCDIR, INTERRUPT, CREATE, DESTROY, FORGET_MANY,
) = (1, 2, 3, 10, 12, 13, 14, 15, 16, 18, 20, 26, 27, 28, 29, 30, 36, 35, 38, 42)  # fmt: skip
LOOKUPS_AT_ONCE = 1 << 18


class Share:
    """Answers one mount's calls from `folder`."""

    exclusive = True
    """That a name has to be new is handed on."""

    def __init__(self, folder: Path, remembered: float) -> None:
        self._folder = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        self._for = (int(remembered), int(remembered % 1 * 1_000_000_000))
        self._nodes = {ROOT: self._folder}
        """By the kernel's number: a descriptor that keeps hold of the file whatever its name becomes."""
        self._known = {ROOT: 1}
        """How many times the kernel was told the number."""
        self._numbers: dict[tuple[int, int], int] = {}
        self._lists: dict[int, list[tuple[str, int]]] = {}
        self._next = ROOT
        self._does: dict[int, Callable[[int, memoryview], bytes]] = {
            INIT: self._begin, LOOKUP: self._look_up, GETATTR: self._status, CREATE: self._create, OPEN: self._open,
            READ: self._read, WRITE: self._write, RELEASE: self._close, FSYNC: self._sync, UNLINK: self._unlink,
            RENAME: self._rename, LINK: self._link, OPENDIR: self._list, READDIR: self._listed,
            RELEASEDIR: self._end_list, FSYNCDIR: self._sync_folder,
        }  # fmt: skip

    def serve(self, kernel: int) -> None:
        """Until the mount is gone."""
        while True:
            try:
                request = os.read(kernel, LARGEST + 4096)
            except OSError as error:
                if error.errno in (errno.EINTR, errno.ENOENT, errno.EAGAIN):
                    continue
                return
            _, call, number, node = struct.unpack_from("=IIQQ", request)
            given = memoryview(request)[40:]
            if call in (FORGET, FORGET_MANY):
                self._forget(call, node, given)
            elif call not in (INTERRUPT, DESTROY):
                with suppress(FileNotFoundError):  # The caller was killed meanwhile.
                    os.write(kernel, self._answer(call, number, node, given))

    def _answer(self, call: int, number: int, node: int, given: memoryview) -> bytes:
        try:
            does = self._does.get(call)
            if does is None:
                raise OSError(errno.ENOSYS, "not known here")
            said, why = does(node, given), 0
        except OSError as error:
            said, why = b"", -(error.errno or errno.EIO)
        return struct.pack("=IiQ", 16 + len(said), why, number) + said

    def _begin(self, _: int, given: memoryview) -> bytes:
        _, _, ahead, offered = struct.unpack_from("=IIII", given)
        return struct.pack("=IIIIHHIIHHI28x", 7, 31, ahead, offered & LOOKUPS_AT_ONCE, 16, 12, LARGEST, 1, 0, 0, 0)

    # Names

    def _look_up(self, _: int, given: memoryview) -> bytes:
        try:
            found = os.open(_name(given), os.O_PATH | os.O_NOFOLLOW, dir_fd=self._folder)
        except FileNotFoundError:
            if not any(self._for):
                raise
            return struct.pack("=QQQQII88x", 0, 0, self._for[0], 0, self._for[1], 0)  # That there is none is kept.
        return self._entry(found)

    def _entry(self, found: int) -> bytes:
        """Takes over the descriptor."""
        status = os.fstat(found)
        same = (status.st_dev, status.st_ino)
        number = self._numbers.get(same)
        if number is None:
            self._next += 1
            number = self._numbers[same] = self._next
            self._nodes[number], self._known[number] = found, 0
        else:
            os.close(found)
        self._known[number] += 1
        seconds, rest = self._for
        return struct.pack("=QQQQII", number, 0, seconds, seconds, rest, rest) + _attributes(status)

    def _forget(self, call: int, node: int, given: memoryview) -> None:
        if call == FORGET:
            gone = [(node, *struct.unpack_from("=Q", given))]
        else:
            (count,) = struct.unpack_from("=I", given)
            gone = [struct.unpack_from("=QQ", given, 8 + 16 * each) for each in range(count)]
        for number, times in gone:
            self._known[number] -= times
            if not self._known[number] and number != ROOT:
                held = self._nodes.pop(number)
                status = os.fstat(held)
                del self._known[number], self._numbers[status.st_dev, status.st_ino]
                os.close(held)

    def _unlink(self, _: int, given: memoryview) -> bytes:
        os.unlink(_name(given), dir_fd=self._folder)
        return b""

    def _rename(self, _: int, given: memoryview) -> bytes:
        old, new = bytes(given[8:]).split(b"\0")[:2]
        os.rename(old, new, src_dir_fd=self._folder, dst_dir_fd=self._folder)
        return b""

    def _link(self, _: int, given: memoryview) -> bytes:
        raise OSError(errno.EPERM, "no hard links here")

    # Files

    def _status(self, node: int, _: memoryview) -> bytes:
        return struct.pack("=QII", *self._for, 0) + _attributes(os.fstat(self._nodes[node]))

    def _create(self, _: int, given: memoryview) -> bytes:
        flags, mode, umask = struct.unpack_from("=III", given)
        if not self.exclusive:
            flags &= ~os.O_EXCL
        name = _name(given[16:])
        opened = os.open(name, flags | os.O_CREAT | os.O_NOFOLLOW, mode & ~umask & 0o777, dir_fd=self._folder)
        held = os.open(f"/proc/self/fd/{opened}", os.O_PATH)
        return self._entry(held) + struct.pack("=QII", opened, 0, 0)

    def _open(self, node: int, given: memoryview) -> bytes:
        (flags,) = struct.unpack_from("=I", given)
        opened = os.open(f"/proc/self/fd/{self._nodes[node]}", flags & ~(os.O_NOFOLLOW | os.O_CREAT | os.O_EXCL))
        return struct.pack("=QII", opened, 0, 0)

    def _read(self, _: int, given: memoryview) -> bytes:
        opened, offset, size = struct.unpack_from("=QQI", given)
        return os.pread(opened, size, offset)

    def _write(self, _: int, given: memoryview) -> bytes:
        opened, offset, size = struct.unpack_from("=QQI", given)
        return struct.pack("=II", os.pwrite(opened, given[40 : 40 + size], offset), 0)

    def _close(self, _: int, given: memoryview) -> bytes:
        os.close(*struct.unpack_from("=Q", given))
        return b""

    def _sync(self, _: int, given: memoryview) -> bytes:
        os.fsync(*struct.unpack_from("=Q", given))
        return b""

    # The folder

    def _list(self, *_: object) -> bytes:
        self._next += 1
        names = [(each.name, each.inode()) for each in os.scandir(self._folder)]
        self._lists[self._next] = names
        return struct.pack("=QII", self._next, 0, 0)

    def _listed(self, _: int, given: memoryview) -> bytes:
        which, offset, size = struct.unpack_from("=QQI", given)
        said = b""
        for place, (name, inode) in enumerate(self._lists[which][offset:], start=offset + 1):
            data = name.encode()
            entry = struct.pack("=QQII", inode, place, len(data), 0) + data
            entry += bytes(-len(entry) % 8)
            if len(said) + len(entry) > size:
                break
            said += entry
        return said

    def _end_list(self, _: int, given: memoryview) -> bytes:
        del self._lists[struct.unpack_from("=Q", given)[0]]
        return b""

    def _sync_folder(self, *_: object) -> bytes:
        os.fsync(self._folder)
        return b""


class CarelessShare(Share):
    """A server that does not hand on that a name has to be new: a known flaw, for the harness to find."""

    exclusive = False


def _name(given: memoryview) -> bytes:
    return bytes(given).split(b"\0", 1)[0]


def _attributes(status: os.stat_result) -> bytes:
    times = (status.st_atime_ns, status.st_mtime_ns, status.st_ctime_ns)
    whole, rest = zip(*(divmod(each, 1_000_000_000) for each in times), strict=True)
    return struct.pack(
        "=6Q10I", status.st_ino, status.st_size, status.st_blocks, *whole, *rest, status.st_mode, status.st_nlink,
        status.st_uid, status.st_gid, 0, 4096, 0,
    )  # fmt: skip
