"""A process of its own that is killed by the system at the k-th call that changes the disk.

The story is prepared, a child is forked, and the child ends itself with SIGKILL right before or right after the k-th
call, or in the middle of a write: no `finally`, no thread and no exit handler runs any more, and locks go as they do.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from faults.disk import Fault, FaultyDisk
from faults.sweep import Story

from notewizard.errors import NotKept

CHANGING = {"open", "write", "fsync", "link", "unlink", "rename", "replace", "mkdir", "rmdir", "chmod"}


@dataclass(frozen=True)
class Kill:
    """When the process dies."""

    call: int
    """At which changing call, from 1."""
    how: str
    """`before`, `after`, or `torn`: in the middle of a write."""
    until: int = 0
    """How many bytes of a torn write reach the disk."""

    def __str__(self) -> str:
        return f"killed {self.how} call {self.call}{f' after {self.until} bytes' if self.how == 'torn' else ''}"


class DeadlyDisk(FaultyDisk):
    """Kills its process for real; tells its acknowledgments through a pipe, as they come."""

    def __init__(self, root: Path, kill: Kill | None, no_links: bool = False) -> None:
        super().__init__(root, Fault("none", 0), no_links)
        self.kill = kill
        self.changes: list[tuple[str, int]] = []

    def _counted(self, name):
        call = super()._counted(name)
        if name not in CHANGING:
            return call

        def counted(*arguments, **options):
            if not self._concerns(name, arguments) or (name == "open" and not arguments[1] & os.O_CREAT):
                return call(*arguments, **options)
            self.changes.append((name, len(arguments[1]) if name == "write" else 0))
            due = self.kill is not None and self.kill.call == len(self.changes)
            if due and self.kill.how == "torn" and name == "write":
                self._real["write"](arguments[0], bytes(arguments[1])[: self.kill.until])
            if due and self.kill.how != "after":
                os.kill(os.getpid(), signal.SIGKILL)
            try:
                return call(*arguments, **options)
            finally:
                if due:
                    os.kill(os.getpid(), signal.SIGKILL)

        return counted


class Told(list):
    """A list that says through a pipe how long it is."""

    def __init__(self, items: list[object], pipe: int) -> None:
        super().__init__(items)
        self._pipe = pipe

    def append(self, item: object) -> None:
        super().append(item)
        os.write(self._pipe, b".")


def changes_of(kind: type[Story]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """The changing calls of a story and of its recovery, each with the size of what is written."""
    root = Path(tempfile.mkdtemp(prefix="nw-kills-"))
    try:
        story = kind(root)
        story.prepare()
        with DeadlyDisk(root, None, story.no_links) as acting:
            story.act()
        with DeadlyDisk(root, None, story.no_links) as recovering:
            story.recover()
        return acting.changes, recovering.changes
    finally:
        shutil.rmtree(root)


def kills(changes: list[tuple[str, int]], cuts: int = 3) -> Iterator[Kill]:
    """Before and after every call, and in the middle of every write."""
    for call, (name, size) in enumerate(changes, start=1):
        yield Kill(call, "before")
        yield Kill(call, "after")
        if name == "write" and size > 1:
            for part in range(1, cuts + 1):
                yield Kill(call, "torn", max(1, size * part // (cuts + 1)))


def killed(kind: type[Story], first: Kill, second: Kill | None = None) -> list[str]:
    """What is not as promised after a kill, and perhaps another one when the person had come back."""
    root = Path(tempfile.mkdtemp(prefix="nw-kills-"))
    try:
        story = kind(root)
        story.prepare()
        died, told = _in_child(story, story.act, first)
        # What was acknowledged before the kill: the same words, as many as were told.
        story.acknowledged = all_said(kind)[:told]
        said = str(first)
        if second is not None:
            _in_child(story, story.recover, second)
            said += f", then {second}"
        if not died:
            return [f"{kind.__name__}, {said}: the kill never came"]
        try:
            with FaultyDisk(root, Fault("none", 0), story.no_links):
                story.recover()
            return [f"{kind.__name__}, {said}: {each}" for each in story.check()]
        except Exception as bug:
            return [f"{kind.__name__}, {said}: {type(bug).__name__}: {bug}"]
    finally:
        shutil.rmtree(root)


def all_said(kind: type[Story]) -> list[object]:
    """Everything that a story acknowledges when nothing happens."""
    if kind not in _ALL:
        root = Path(tempfile.mkdtemp(prefix="nw-kills-"))
        try:
            story = kind(root)
            story.prepare()
            with FaultyDisk(root, Fault("none", 0), story.no_links):
                story.act()
            _ALL[kind] = list(story.acknowledged)
        finally:
            shutil.rmtree(root)
    return _ALL[kind]


_ALL: dict[type[Story], list[object]] = {}


def _in_child(story: Story, step: Callable[[], None], kill: Kill) -> tuple[bool, int]:
    """Whether the kill came, and how much was acknowledged before it."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            story.acknowledged = Told(story.acknowledged, writing)
            try:
                with DeadlyDisk(story.root, kill, story.no_links):
                    step()
            except NotKept:
                pass
            os._exit(0)
        except BaseException:
            traceback.print_exc(file=sys.stderr)
            os._exit(70)
    os.close(writing)
    told = b""
    while part := os.read(reading, 1 << 16):
        told += part
    os.close(reading)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 70:
        raise AssertionError("the child ended with a bug")
    return os.WIFSIGNALED(status), len(told)
