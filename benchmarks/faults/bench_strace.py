"""SIGKILL by the kernel at every system call of every flow that changes the disk, under an unmodified program.

Even cases are one kill, odd ones are two: the second one comes while what the first one left is being mended, where
that changes the disk.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from sharded import MEMORY, main

if TYPE_CHECKING:
    from faults.straced import Point
    from faults.sweep import Story


@cache
def _points() -> list[tuple[type[Story], Point]]:
    from faults.more_stories import EVERY
    from faults.straced import points
    from faults.walked import COMMANDED

    found = [(story, point) for story in (*EVERY, *COMMANDED) for point in points(story)]
    Random(1).shuffle(found)
    return found


def case(number: int) -> list[str]:
    from faults.straced import killed

    at = number // 2
    if at >= len(_points()):
        return [f"there are only {len(_points())} points"]
    story, point = _points()[at]
    kills, broken = killed(story, point, Random(number) if number % 2 else None)
    return broken if kills else [f"{story.__name__}, {point}: the kill never came"]


def bad(number: int) -> list[str]:
    from faults import test_bad_savers_are_caught as savers
    from faults.straced import killed, points

    kinds = (savers.WritesInPlace, savers.RemovesTheDraftFirst, savers.RewritesTheWholeDraft)
    story = kinds[number % len(kinds)]
    return killed(story, Random(number).choice(points(story)))[1]


if __name__ == "__main__":
    if shutil.which("strace") is None:
        sys.exit("strace is not on this machine (Linux: install strace)")
    tempfile.tempdir = MEMORY
    # Every point twice; found before there are workers, who all have them then.
    every = 0 if "--bad" in sys.argv else 2 * len(_points())
    sys.exit(main("kills by strace", case, every, bad, size=20))
