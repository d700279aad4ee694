"""SIGKILL delivered by the kernel at the k-th system call of one kind, under a whole and unmodified program.

What the in-process disk cannot see (calls made by the interpreter and by libraries) is seen here. The program is a fork
of this process, in which everything is imported already: strace is attached to it before its first step. A kill at a
call comes before the call does anything, and what a call leaves is what the next one finds: so the points are every
call that changes the disk. Where a story has no hard links it is the kernel that refuses them.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

from faults.disk import Fault, FaultyDisk
from faults.real_kills import Told, all_said
from faults.sweep import Story

from notewizard.errors import NotKept

CHANGING = (
    "open,openat,creat,write,writev,pwrite64,pwritev,fsync,fdatasync,link,linkat,symlink,symlinkat,unlink,unlinkat,"
    "rename,renameat,renameat2,mkdir,mkdirat,rmdir,chmod,fchmod,fchmodat,truncate,ftruncate"
)
OPENS = ("open", "openat")
LINKS = "link,linkat"
CALLED = re.compile(r"(\d+) +(\w+)\((.*)")
MAY_BE_TRACED, BY_ANYONE = 0x59616D61, -1
"""Where a system lets processes be traced by their parents alone (prctl, PR_SET_PTRACER)."""


class Point(NamedTuple):
    """A system call that changes the disk."""

    call: str
    """As the kernel calls it."""
    when: int
    """Which one of them, from 1."""

    def __str__(self) -> str:
        return f"{self.call} {self.when}"


def points(kind: type[Story]) -> list[Point]:
    """Every system call that the story makes to change the disk."""
    all_said(kind)  # Now everything that it needs is imported.
    root = Path(tempfile.mkdtemp(prefix="nw-strace-"))
    try:
        story = kind(root)
        story.prepare()
        return _made(story, story.act)
    finally:
        shutil.rmtree(root)


def killed(kind: type[Story], first: Point, again: Random | None = None) -> tuple[int, list[str]]:
    """How many kills came, and what is not as promised afterwards.

    `again`: a second one comes in the middle of what is done afterwards, at a call taken by chance, if that changes
    anything.
    """
    said, acknowledged = str(first), all_said(kind)
    root = Path(tempfile.mkdtemp(prefix="nw-strace-"))
    try:
        story = kind(root)
        story.prepare()
        died, told = _traced(story, story.act, _kill(story, first))
        kills = int(died)
        story.acknowledged = acknowledged[:told]
        story.look()
        if again is not None:
            with _as_it_stands(root):
                every = _made(story, story.recover)
            if every:
                second = again.choice(every)
                said += f", then {second}"
                kills += _traced(story, story.recover, _kill(story, second))[0]
        with FaultyDisk(root, Fault("none", 0), story.no_links):
            story.recover()
        return kills, [f"{kind.__name__}, {said}: {each}" for each in story.check()]
    finally:
        shutil.rmtree(root)


@contextmanager
def _as_it_stands(root: Path) -> Iterator[None]:
    """Whatever is done to the folder inside is undone: names, contents, hard links, modes."""
    aside = root.with_name(f"{root.name}.aside")
    subprocess.run(["cp", "-a", root, aside], check=True)
    try:
        yield
    finally:
        shutil.rmtree(root)
        aside.rename(root)


def _kill(story: Story, point: Point) -> list[str]:
    traced = f"{point.call},{LINKS}" if story.no_links else point.call
    return ["-o", os.devnull, "-e", f"trace={traced}", "-e", f"inject={point.call}:signal=KILL:when={point.when}"]


def _made(story: Story, step: Callable[[], None]) -> list[Point]:
    """The calls below its folder by which a step changes the disk."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as log:
        killed, _ = _traced(story, step, ["-o", log.name, "-y", "-s", "0", "-e", f"trace={CHANGING}"])
        assert not killed
        lines = log.read().splitlines()
    count: Counter[str] = Counter()
    found = []
    for line in lines:
        called = CALLED.match(line)
        if called and lines[0].startswith(called[1]):  # A kill is counted thread by thread; threads only read here.
            _, call, given = called.groups()
            count[call] += 1
            refused = story.no_links and call in LINKS.split(",")
            if str(story.root) in given and not refused and (call not in OPENS or "O_CREAT" in given):
                found.append(Point(call, count[call]))
    return found


def _traced(story: Story, step: Callable[[], None], watching: Sequence[str]) -> tuple[bool, int]:
    """Whether the step, in a process of its own, was killed; and how much was acknowledged."""
    told, tell = os.pipe()
    waits, go = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(told)
            os.close(go)
            ctypes.CDLL(None).prctl(MAY_BE_TRACED, BY_ANYONE)
            os.read(waits, 1)
            story.acknowledged = Told(story.acknowledged, tell)
            with suppress(NotKept):
                step()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(70)
    os.close(tell)
    os.close(waits)
    refusing = ["-e", f"inject={LINKS}:error=EOPNOTSUPP"] if story.no_links else []
    line = ["strace", "-f", *watching, *refusing, "-p", str(child)]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True) as strace, os.fdopen(told, "rb") as pipe:
        assert strace.stderr is not None
        attached = strace.stderr.readline()
        os.close(go)  # Now it begins.
        count = len(pipe.read())
        _, status = os.waitpid(child, 0)
        strace.communicate()
    if "attached" not in attached:
        raise AssertionError(f"strace could not be attached: {attached}")
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 70:
        raise AssertionError("the program ended with a bug")
    return os.WIFSIGNALED(status), count
