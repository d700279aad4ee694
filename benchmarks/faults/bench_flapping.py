"""A practice folder that goes and comes back in the middle of a delivery: does each note arrive exactly once?

A case takes the folder away before one call of the delivery and brings it back some calls later, or afterwards; an
empty mount point stands in its place, or nothing.
"""

from __future__ import annotations

import sys
import tempfile
from functools import cache
from random import Random

from sharded import MEMORY, main


@cache
def calls_of(kind: type) -> int:
    from faults.test_flapping import flaps

    return flaps(kind, 0, 0, False)[0]


def case(number: int) -> list[str]:
    from faults.stories import Delivering, Finishing
    from faults.test_flapping import flaps

    tempfile.tempdir = MEMORY
    chance = Random(number)
    kind = chance.choice((Finishing, Delivering))
    gone, back = chance.randint(1, calls_of(kind)), chance.choice((*(0,) * 13, *range(1, 40)))
    return flaps(kind, gone, back, chance.random() < 0.5)[1]


def bad(number: int) -> list[str]:
    """A saver that builds its folders up wherever it is told to, in an empty mount point as well."""
    from notewizard.records import finish, record
    from notewizard.records.durable import make_folder

    finish.must_be_there = finish.check_place = lambda *_: None  # type: ignore[assignment]
    record.make_folder = lambda folder, parents: make_folder(folder)  # type: ignore[assignment]
    return case(number)


if __name__ == "__main__":
    sys.exit(main("flapping folder", case, 4_000, bad, size=50))
