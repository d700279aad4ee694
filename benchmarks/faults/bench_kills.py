"""SIGKILL before, after and in the middle of every call that changes the disk, in every flow; then once more.

Even cases are one kill, odd ones are two: the second one comes while what the first one left is being mended.
"""

from __future__ import annotations

import sys
import tempfile
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from sharded import MEMORY, main

if TYPE_CHECKING:
    from faults.real_kills import Kill
    from faults.sweep import Story

    Point = tuple[type[Story], Kill, Kill | None]


@cache
def _points() -> tuple[list[Point], list[Point]]:
    from faults.more_stories import EVERY
    from faults.real_kills import changes_of, kills

    once: list[Point] = []
    twice: list[Point] = []
    for story in EVERY:
        acting, recovering = changes_of(story)
        first = list(kills(acting, cuts=8))
        once += [(story, kill, None) for kill in first]
        twice += [(story, kill, again) for kill in kills(acting) for again in kills(recovering, cuts=1)]
    chance = Random(1)
    chance.shuffle(once)
    chance.shuffle(twice)
    return once, twice


def case(number: int) -> list[str]:
    from faults.real_kills import killed

    points = _points()[number % 2]
    at = number // 2
    return killed(*points[at]) if at < len(points) else [f"there are only {len(points)} points"]


def bad(number: int) -> list[str]:
    from faults import test_bad_savers_are_caught as savers
    from faults.real_kills import changes_of, killed, kills

    kinds = (savers.WritesInPlace, savers.RemovesTheDraftFirst, savers.RewritesTheWholeDraft)
    story = kinds[number % len(kinds)]
    return killed(story, Random(number).choice(list(kills(changes_of(story)[0]))))


if __name__ == "__main__":
    tempfile.tempdir = MEMORY
    sys.exit(main("kills", case, 4_000, bad, size=100))
