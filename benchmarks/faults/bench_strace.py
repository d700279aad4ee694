"""SIGKILL by the kernel at every system call of every flow that changes the disk, under an unmodified program."""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from sharded import MEMORY, main

if TYPE_CHECKING:
    from faults.sweep import Story


@cache
def _points() -> list[tuple[type[Story], str, int]]:
    from faults.more_stories import EVERY
    from faults.straced import points

    found = [(story, *point) for story in EVERY if not story.no_links for point in points(story)]
    Random(1).shuffle(found)
    return found


def case(number: int) -> list[str]:
    from faults.straced import killed

    if number >= len(_points()):
        return [f"there are only {len(_points())} points"]
    came, broken = killed(*_points()[number])
    return broken if came else [f"{_points()[number][1:]}: the kill never came"]


def bad(number: int) -> list[str]:
    from faults.straced import killed, points
    from faults.test_bad_savers_are_caught import RewritesTheWholeDraft

    every = list(points(RewritesTheWholeDraft))
    return killed(RewritesTheWholeDraft, *every[number % len(every)])[1] if number < len(every) else []


if __name__ == "__main__":
    if shutil.which("strace") is None:
        sys.exit("strace is not on this machine (Linux: install strace)")
    tempfile.tempdir = MEMORY
    sys.exit(main("kills by strace", case, 340, bad, size=10))
