"""64 processes that save a note under one name at the same moment: 64 notes afterwards, each whole, none overwritten.

A case is one round. The cases take turns between a folder in memory, one on the disk, and one without hard links.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from sharded import MEMORY, main

WRITERS = 64
PLACES = (("in memory", MEMORY, True), ("on the disk", "/var/tmp", True), ("without hard links", MEMORY, False))


def case(number: int, save: object = None) -> list[str]:
    from faults.racing import race

    said, where, links = PLACES[number % len(PLACES)]
    root = Path(tempfile.mkdtemp(prefix="nw-writers-", dir=where))
    try:
        return [f"{said}: {each}" for each in race(root, (root,) * WRITERS, links, save)]
    finally:
        shutil.rmtree(root, ignore_errors=True)


def bad(number: int) -> list[str]:
    from faults.racing import looks_first

    return case(number, looks_first) if number < 10 else []


if __name__ == "__main__":
    sys.exit(main("64 writers on one name (64 saves a case)", case, 3_000, bad, size=10))
