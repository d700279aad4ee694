"""A disk that refuses at every call of every flow: nothing lost, no bug shown, and the message names the text's place.

A case is one error (EIO, ENOSPC, EROFS, EDQUOT, EINVAL, EACCES, ESTALE, EINTR, ETIMEDOUT, or a short write), once or
from then on, at one call of one flow, or of a whole command.
"""

from __future__ import annotations

import sys
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from sharded import MEMORY, main

if TYPE_CHECKING:
    from faults.disk import Fault
    from faults.sweep import Story


@cache
def _cases() -> list[tuple[type[Story], Fault]]:
    from faults.more_stories import EVERY
    from faults.refusals import calls_of, refusals

    found = [(story, fault) for story in EVERY for fault in refusals(calls_of(story))]
    Random(1).shuffle(found)
    return found


def case(number: int) -> list[str]:
    from faults.refusals import refused

    cases = _cases()
    return refused(*cases[number])[1] if number < len(cases) else [f"there are only {len(cases)} cases"]


def bad(number: int) -> list[str]:
    from faults import test_refusals as savers
    from faults.refusals import calls_of, refusals, refused

    story = (savers.SaysNothing, savers.BelievesShortWrites)[number % 2]
    every = list(refusals(calls_of(story)))
    return refused(story, Random(number).choice(every))[1]


if __name__ == "__main__":
    import tempfile

    tempfile.tempdir = MEMORY
    sys.exit(main("refusals", case, 20_000, bad))
