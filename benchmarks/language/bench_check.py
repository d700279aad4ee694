"""One note checked from the command line, start included, beside proselint and alex: read the ratios.

    python benchmarks/language/bench_check.py FOLDER [--proselint PROGRAM] [--alex PROGRAM] [--times 15]

The note is one of ACI-Bench in FOLDER, 400 words or so. The programs take turns; the quickest and the median count.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--proselint", default="")
    arguments.add_argument("--alex", default="")
    arguments.add_argument("--times", type=int, default=15)
    given = arguments.parse_args()
    notes = (given.folder / "aci-bench-train-valid.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in notes]
    text = min(texts, key=lambda each: abs(len(each.split()) - 400))
    with tempfile.TemporaryDirectory() as home:
        note = Path(home) / "note.md"
        note.write_text(text, encoding="utf-8")
        commands = {"notewizard check": [sys.executable, "-m", "notewizard", "check", str(note)]}
        if given.proselint:
            commands["proselint check"] = [given.proselint, "check", str(note)]
        if given.alex:
            commands["alex"] = [given.alex, str(note)]
        surroundings = {**os.environ, "HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home}
        spent: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(given.times + 1):
            for name, words in commands.items():
                began = time.perf_counter()
                subprocess.run(words, env=surroundings, capture_output=True, check=False)
                spent[name].append(time.perf_counter() - began)
    base = statistics.median(spent["notewizard check"][1:])
    print(f"{len(text.split())} words\n\n| | quickest, ms | median, ms | ours = 1 |\n|---|---|---|---|")
    for name, times in spent.items():
        median = statistics.median(times[1:])
        print(f"| {name} | {1000 * min(times[1:]):.0f} | {1000 * median:.0f} | {median / base:.2f} |")


if __name__ == "__main__":
    main()
