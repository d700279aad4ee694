"""Runs one story on a disk that fails at every call in turn, and collects every broken promise.

A story is a class: `prepare` on a sound disk, `act` on the failing one (it notes what the program acknowledged),
`check` on a sound disk again, after the person came back: it says which promises are broken. The reduced sweep takes
every call with a few faults; `NOTEWIZARD_FAULTS=full` takes every fault, and kills the recovery as well.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from faults.disk import ERRORS, Died, Fault, FaultyDisk

from notewizard.errors import NotKept

FULL = os.environ.get("NOTEWIZARD_FAULTS") == "full"


class Story:
    """One thing a person does. `root` holds the practice, the state folder, and nothing else."""

    no_links = False

    def __init__(self, root: Path) -> None:
        self.root = root
        self.acknowledged: list[object] = []

    def prepare(self) -> None:
        """On a sound disk, before."""

    def act(self) -> None:
        """On the failing disk. `NotKept` is the program saying so, and fine."""
        raise NotImplementedError

    def look(self) -> None:
        """What stands there right after the fault, before anybody came back; for `check`."""

    def recover(self) -> None:
        """What the person does afterwards; on a sound disk, or once more on a failing one."""

    def check(self) -> Iterator[str]:
        """The promises that are broken, in words."""
        raise NotImplementedError


def faults(calls: list[str]) -> Iterator[Fault]:
    """Every fault at every call, and a power loss right after the last one."""
    yield Fault("power", len(calls) + 1)
    for call, name in enumerate(calls, start=1):
        for kind in ("kill", "torn", "power") if name == "write" else ("kill", "power"):
            yield Fault(kind, call)
        for number in ERRORS if FULL else (errno.EIO, errno.EINVAL) if name in {"link", "fsync"} else (errno.EIO,):
            yield Fault("error", call, number)
            if FULL:
                yield Fault("error", call, number, lasting=True)
        if not FULL:
            yield Fault("error", call, errno.ENOSPC, lasting=True)


def run(kind: type[Story], fault: Fault, again: Fault | None = None) -> tuple[list[str], int, list[str]]:
    """One run: the calls that `act` made, how many `recover` made, and what is broken."""
    root = Path(tempfile.mkdtemp(prefix="nw-faults-"))
    try:
        story = kind(root)
        story.prepare()
        with FaultyDisk(root, fault, story.no_links) as acting:
            _survive(story.act)
        with FaultyDisk(root, again or Fault("none", 0), story.no_links) as recovering:
            _survive(story.recover)
        if again is not None:
            story.recover()
        said = f"{fault}" + (f", then {again}" if again else "")
        return acting.made, recovering.calls, [f"{said}: {broken}" for broken in story.check()]
    finally:
        shutil.rmtree(root)


def _survive(step: Callable[[], None]) -> None:
    with suppress(Died, NotKept):
        step()


def sweep(kind: type[Story], stop_early: bool = False) -> list[str]:
    """Every broken promise, over every fault at every call; `stop_early`: those of the first fault that breaks one."""
    calls, _, broken = run(kind, Fault("none", 0))
    assert calls
    for fault in faults(calls):
        if broken and stop_early:
            break
        _, recovery_calls, found = run(kind, fault)
        broken += found
        if FULL and fault.kind in {"kill", "power"}:
            for call in range(1, recovery_calls + 1):
                broken += run(kind, fault, Fault("kill", call))[2]
    return broken
