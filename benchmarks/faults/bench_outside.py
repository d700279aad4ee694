"""Changes made to a practice folder outside: does `verify` name each of them, and leave the rest in peace?"""

from __future__ import annotations

import sys
from collections import Counter
from hashlib import sha256
from random import Random

from sharded import folder, main

from notewizard.records.front_matter import split_note


def case(number: int) -> list[str]:
    from faults.outside import CHANGES, Office
    from faults.test_outside_changes import told

    chance = Random(number)
    change = CHANGES[number % len(CHANGES)]
    notes = chance.randint(3, 6)
    with folder() as root:
        office = Office(root, chance)
        office.prepare(notes)
        which = chance.randrange(3)
        change.do(office, which)
        return list(told(office, change, which, notes))


def bad(number: int) -> list[str]:
    """A program that trusts the hash in a note's own head, as the note's author can."""
    from faults.outside import CHANGES, Office

    chance = Random(number)
    change = CHANGES[number % len(CHANGES)]
    with folder() as root:
        office = Office(root, chance)
        office.prepare(3)
        change.do(office, 1)
        kinds = Counter()
        for path in office.practice.root.rglob("*.md"):
            if path.is_file():
                data = path.read_bytes()
                kinds["intact" if split_note(data, "").intact else "changed"] += 1
        wanted = Counter(change.kinds) + Counter(intact=2)
        return [] if kinds == wanted and not change.history else [f"{change.name}: {sha256(b'').hexdigest()[:4]}"]


if __name__ == "__main__":
    sys.exit(main("outside changes", case, 10_000, bad, size=100))
