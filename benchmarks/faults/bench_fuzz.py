"""Broken inputs of twenty kinds: each is read or refused in our words, within two seconds and 300 MB.

A case is a hundred inputs of one kind. The time is the processor's for what is read in the program itself, and the
clock's for what the reading child does (Word documents, PDFs); the memory is the most that the whole run ever had.
"""

from __future__ import annotations

import sys
from functools import cache

from sharded import main

INPUTS = 100
SHARES = {
    "a draft's journal": 8, "a line of the history": 8, "a record": 5, "a note in text": 9, "clients": 7,
    "settings": 7, "a treatment plan": 6, "standing facts": 6, "an answer": 5, "answers in TOML": 5,
    "answers in JSON": 4, "a format": 6, "questions": 4, "a measure": 5, "a vocabulary": 3, "a jurisdiction": 3,
    "a rule pack": 1, "a template": 3, "a Word document": 3, "a PDF": 2,
}  # fmt: skip
"""Of a hundred cases; the slow ones get fewer."""


@cache
def _turns() -> list[str]:
    from random import Random

    turns = [name for name, share in SHARES.items() for _ in range(share)]
    Random(1).shuffle(turns)
    return turns


def case(number: int) -> list[str]:
    from faults.fuzzing import BOUNDED, MOST_BYTES, TARGETS, peak, tried

    targets = {each.name: each for each in TARGETS}
    target = targets[_turns()[number % len(_turns())]]
    found = [said for at in range(INPUTS) if (said := tried(target, number * INPUTS + at))]
    if target.name in ("a Word document", "a PDF"):
        BOUNDED.close()  # Ended and waited for: only then is its memory known.
    if peak() > MOST_BYTES:
        found.append(f"{target.name}: {peak() >> 20} MB")
    return found


def bad(number: int) -> list[str]:
    """A reader of its own kind: JSON lines without a check, as they come."""
    import json

    from faults.fuzzing import TARGETS, Target, tried

    def read(data: bytes) -> object:
        return [json.loads(line.split(b" ", 2)[2])["kind"] for line in data.splitlines()]

    target = Target("a reader without checks", TARGETS[0].seeds, read)
    said = tried(target, number)
    return [said] if said else []


if __name__ == "__main__":
    assert sum(SHARES.values()) == 100
    sys.exit(main("fuzz (100 inputs a case)", case, 10_000, bad, size=20))
