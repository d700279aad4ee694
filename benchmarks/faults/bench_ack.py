"""How long an answer takes until it is acknowledged: from `append` to durable, at the end of a draft that grows.

    python benchmarks/faults/bench_ack.py [--answers 3000] [--folder /var/tmp]

The folder should be on the disk that is meant: in memory a sync costs nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from notewizard.records.journal import Seal
from notewizard.records.keys import new_keys
from notewizard.records.sealed_lines import KeySeal
from notewizard.records.state import State

TARGETS = (10.0, 50.0)
"""Milliseconds at the median and at the 99th of a hundred."""


def measured(root: Path, answers: int, seal: Seal | None = None) -> list[float]:
    """Milliseconds of each answer, in order of size."""
    draft = State(root, seal).drafts.begin("c-1", "soap", "2026-11-20T10:00")
    took = []
    for number in range(answers):
        entry = {"kind": "answer", "path": ["plan", number], "value": "Sleep diary, and the bus twice a week. " * 8}
        began = time.perf_counter()
        draft.append(entry)
        took.append(1000 * (time.perf_counter() - began))
    draft.close()
    return sorted(took)


def closed(root: Path, answers: int) -> list[float]:
    """The same where there are keys: each line is closed to both."""
    return measured(root, answers, KeySeal(new_keys("2026-11-20").keys))


def floor(root: Path, answers: int) -> list[float]:
    """A bare append and fsync of as many bytes: what the disk itself takes."""
    took = []
    descriptor = os.open(root / "floor", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for _ in range(answers):
        began = time.perf_counter()
        os.write(descriptor, b"x" * 380)
        os.fsync(descriptor)
        took.append(1000 * (time.perf_counter() - began))
    os.close(descriptor)
    return sorted(took)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=3000)
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp"))
    options = parser.parse_args()
    late = False
    for name, measure in (
        ("an answer", measured),
        ("an answer, closed to keys", closed),
        ("append and fsync alone", floor),
    ):
        with tempfile.TemporaryDirectory(prefix="nw-ack-", dir=options.folder) as root:
            took = measure(Path(root), options.answers)
        at = {each: took[min(len(took) - 1, int(len(took) * each / 100))] for each in (50, 99)}
        print(f"{name}: n {len(took)}, p50 {at[50]:.1f} ms, p99 {at[99]:.1f} ms, most {took[-1]:.1f} ms")
        late |= name.startswith("an answer") and (at[50] > TARGETS[0] or at[99] > TARGETS[1])
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
