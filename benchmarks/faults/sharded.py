"""Many cases in shards: what is done is written down shard by shard, so that a run that was stopped goes on.

A case is a function of its number, which gives what is wrong as a list of sentences. The same number is the same case.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

Case = Callable[[int], list[str]]
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "tests"))
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Cases are about what is decided, not about the disk: they are run in memory where that is possible."""
MOST_SHOWN = 10


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for one case, gone afterwards."""
    root = Path(tempfile.mkdtemp(prefix="nw-fault-", dir=MEMORY))
    try:
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def upper_bound(cases: int) -> float:
    """The rate that 0 of so many cases leaves possible, at 95 % (3 of n)."""
    return 3 / cases if cases else 1.0


def main(name: str, case: Case, full: int, bad: Case | None = None, size: int = 250) -> int:
    """Run from the command line; the exit code is 1 when a case is wrong, or when the bad program is not caught."""
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    parser.add_argument("--cases", type=int, default=full // 100, help=f"how many (in full: {full})")
    parser.add_argument("--full", action="store_true", help="all of them")
    parser.add_argument("--done", type=Path, help="a file for what is done; the run goes on from it")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="processes (more where cases mostly wait)")
    parser.add_argument("--bad", action="store_true", help="the deliberately bad program, which must be caught")
    options = parser.parse_args()
    if options.bad:
        caught = sum(bool(bad(number)) for number in range(100)) if bad else 0
        print(f"{name}: the bad program is caught in {caught} of 100 cases")
        return 0 if caught else 1
    cases = full if options.full else options.cases
    wrong, seconds = _run(case, cases, size, options.done, options.workers)
    print(
        f"{name}: {cases} cases, {len(wrong)} wrong, at most {upper_bound(cases):.2g} of cases if none; {seconds:.0f} s"
    )
    for line in wrong[:MOST_SHOWN]:
        print(f"  {line}")
    return 1 if wrong else 0


def _run(case: Case, cases: int, size: int, done: Path | None, workers: int) -> tuple[list[str], float]:
    before = _read(done)
    wrong = [line for shard in before.values() for line in shard]
    shards = [first for first in range(0, cases, size) if first not in before]
    began = time.monotonic()
    with ProcessPoolExecutor(workers) as pool:
        waiting = {pool.submit(_shard, case, first, min(first + size, cases)): first for first in shards}
        for each in as_completed(waiting):
            found = each.result()
            wrong += found
            if done is not None:
                with done.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"first": waiting[each], "wrong": found}) + "\n")
    return wrong, time.monotonic() - began


def _shard(case: Case, first: int, last: int) -> list[str]:
    return [f"case {number}: {line}" for number in range(first, last) for line in case(number)]


def _read(done: Path | None) -> dict[int, list[str]]:
    if done is None or not done.exists():
        return {}
    lines = map(json.loads, done.read_text(encoding="utf-8").splitlines())
    return {line["first"]: line["wrong"] for line in lines}
