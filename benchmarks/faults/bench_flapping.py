"""A practice folder that goes and comes back in the middle of a delivery: does each note arrive exactly once?

A case takes the folder away before one call of the delivery and brings it back some calls later, or afterwards; an
empty mount point stands in its place, or nothing. In every third case another practice comes into its place, which
gets nothing.
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


@cache
def calls_of_exchange() -> int:
    from faults.test_flapping import exchanged

    return exchanged(0, 0)[0]


def case(number: int) -> list[str]:
    from faults.stories import Delivering, Finishing
    from faults.test_flapping import exchanged, flaps

    tempfile.tempdir = MEMORY
    chance = Random(number)
    if number % 3 == 0:
        return exchanged(chance.randint(1, calls_of_exchange()), chance.choice((0, 0, *range(1, 40))))[1]
    kind = chance.choice((Finishing, Delivering))
    gone, back = chance.randint(1, calls_of(kind)), chance.choice((*(0,) * 13, *range(1, 40)))
    return flaps(kind, gone, back, chance.random() < 0.5)[1]


def bad(number: int) -> list[str]:
    """A saver that builds its folders up wherever it is told to, in an empty mount point and in another practice."""
    from faults.stories import Delivering
    from faults.test_flapping import exchanged, flaps

    from notewizard.records import finish, record
    from notewizard.records.durable import make_folder

    finish.must_be_there = finish.check_place = finish.must_be_the_same = lambda *_: None  # type: ignore[assignment]
    record.make_folder = lambda folder, parents: make_folder(folder)  # type: ignore[assignment]
    tempfile.tempdir = MEMORY
    return [*exchanged(number + 1, 0)[1], *flaps(Delivering, number + 1, 0, True)[1]]


if __name__ == "__main__":
    sys.exit(main("flapping folder", case, 4_000, bad, size=50))
