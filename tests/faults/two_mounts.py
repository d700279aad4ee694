"""One folder seen through two mounts, as two computers see a share: each has a memory of its own."""

from __future__ import annotations

import ctypes
import os
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from faults.share import Share

NEW_MOUNTS, PRIVATE, AND_BELOW, LET_GO = 0x20000, 1 << 18, 1 << 14, 2
DIES_WITH_PARENT = 1


def missing() -> str:
    """Why there can be no two mounts here; empty where they can be had."""
    if not os.path.exists("/dev/fuse"):
        return "there is no /dev/fuse here"
    if os.geteuid():
        return "a mount wants root (as a person: unshare -rm, and the command)"
    child = os.fork()
    if not child:
        try:
            _own_mounts()
            os.close(os.open("/dev/fuse", os.O_RDWR))
        except OSError:
            os._exit(1)
        os._exit(0)
    return "the system lets nobody mount here" if os.waitpid(child, 0)[1] else ""


def on_two_mounts(
    root: Path, remembered: float, act: Callable[[Path, Path, Path], list[str]], kind: type[Share] = Share
) -> list[str]:
    """What `act` says, given a folder and the two places below `root` at which its mounts are.

    It runs in a process of its own, whose mounts go with it. `remembered`: seconds for which each mount believes what
    it knows of a name.
    """
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(told)
            places = (root / "kept", root / "one", root / "two")
            for each in places:
                each.mkdir(parents=True)
            with _mounted(places[0], places[1:], remembered, kind):
                said = act(*places)
            os.write(tell, "\n".join(said).encode())
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    os.close(tell)
    with os.fdopen(told, "rb") as file:
        said = file.read().decode().splitlines()
    if os.waitpid(child, 0)[1]:
        said.append("the mounts could not be made, or what was done there ended with an error")
    return said


def _system(call: str, *given: object) -> None:
    if getattr(ctypes.CDLL(None, use_errno=True), call)(*given):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _own_mounts() -> None:
    """What this process and its children mount is theirs alone, and gone when the last of them is."""
    _system("unshare", NEW_MOUNTS)
    _system("mount", None, b"/", None, PRIVATE | AND_BELOW, None)


@contextmanager
def _mounted(folder: Path, points: tuple[Path, ...], remembered: float, kind: type[Share] = Share) -> Iterator[None]:
    """`folder` stands at each of these points, in this process and its children alone, served by a process each."""
    _own_mounts()
    servers = []
    for point in points:
        kernel = os.open("/dev/fuse", os.O_RDWR)
        words = f"fd={kernel},rootmode=40000,user_id=0,group_id=0".encode()
        _system("mount", b"share", os.fsencode(point), b"fuse", 0, words)
        child = os.fork()
        if not child:
            try:
                _system("prctl", DIES_WITH_PARENT, signal.SIGKILL)
                kind(folder, remembered).serve(kernel)
            finally:
                os._exit(0)
        os.close(kernel)
        servers.append(child)
    try:
        yield
    finally:
        for point in points:
            _system("umount2", os.fsencode(point), LET_GO)
        for server in servers:
            os.waitpid(server, 0)
