"""What `tests/faults/tampering.py` does to a practice on purpose, in full: fifty flipped bits or one attack a case."""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random

from sharded import folder, main


def case(number: int, finds: Callable[..., bool] | None = None) -> list[str]:
    from faults.outside import Office
    from faults.tampering import ATTACKS, NOTES, attacked, flips, found

    chance = Random(number)
    with folder() as root:
        office = Office(root, chance)
        office.prepare(NOTES)
        if number % 2:
            return attacked(office, sorted(ATTACKS)[number // 2 % len(ATTACKS)], chance, finds or found)
        return flips(office, chance, finds or found)


def bad(number: int) -> list[str]:
    from faults.tampering import by_heads_alone

    return case(number, by_heads_alone)


if __name__ == "__main__":
    sys.exit(main("tampering (50 flipped bits or one attack a case)", case, 4_000, bad, size=50))
