"""Everything in this folder in full, one after the other, going on where a run before was stopped.

    python benchmarks/faults [--done FOLDER] [--reduced] [--only NAME ...]

`--reduced` runs a hundredth of each. First each deliberately bad program has to be caught. What was done is written
down in FOLDER, shard by shard. The exit code is 1 when anything is wrong.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
RUNS = {
    "kills": "sharded", "strace": "sharded", "power": "sharded", "refusals": "sharded", "writers": "sharded",
    "share": "sharded", "outside": "sharded", "devices": "sharded", "typing": "sharded", "fuzz": "sharded",
    "hostile": "sharded", "charts": "sharded", "flapping": "sharded", "tamper": "sharded", "age": "sharded",
    "ack": "alone", "verify": "alone",
}  # fmt: skip
"""The table of the README, row by row: `sharded` ones know `--full`, `--cases`, `--done` and `--bad`."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--done", type=Path, default=Path("faults-done"), help="a folder for what is done")
    parser.add_argument("--reduced", action="store_true", help="a hundredth of each")
    parser.add_argument("--only", nargs="+", choices=sorted(RUNS), default=list(RUNS), help="these alone")
    options = parser.parse_args()
    options.done.mkdir(parents=True, exist_ok=True)
    wrong = []
    for name in (each for each in RUNS if each in options.only and (HERE / f"bench_{each}.py").exists()):
        runs = [[]]
        if RUNS[name] == "sharded":
            full = [] if options.reduced else ["--full"]
            done = options.done / f"{name}{'.reduced' * options.reduced}.jsonl"
            runs = [["--bad"], [*full, "--done", str(done)]]
        for words in runs:
            if subprocess.call([sys.executable, str(HERE / f"bench_{name}.py"), *words], env={**os.environ}):
                wrong.append(name)
    print(f"wrong: {', '.join(sorted(set(wrong)))}" if wrong else "all as promised")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
