"""One note checked from the command line, start included, beside proselint and alex: read the ratios.

    python benchmarks/language/bench_check.py FOLDER [--proselint PROGRAM] [--alex PROGRAM] [--times 15]

The note is one of ACI-Bench in FOLDER, 400 words or so. The programs take turns; the quickest and the median count.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
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
        # As installed: a program that is installed has its modules compiled, and so has proselint.
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        surroundings["PYTHONPYCACHEPREFIX"] = str(Path(home) / "compiled")
        commands["python alone"] = [sys.executable, "-c", "pass"]
        spent: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(given.times + 1):
            for name, words in commands.items():
                spent[name].append(run(words, surroundings))
    base = statistics.median(wall for wall, _ in spent["notewizard check"][1:])
    print(f"{len(text.split())} words\n\n| | quickest, ms | median, ms | ours = 1 | of the processor, least, ms |")
    print("|---|---|---|---|---|")
    for name, times in spent.items():
        walls = [wall for wall, _ in times[1:]]
        median, least = statistics.median(walls), min(used for _, used in times[1:])
        print(f"| {name} | {1000 * min(walls):.0f} | {1000 * median:.0f} | {median / base:.2f} | {1000 * least:.0f} |")


def run(words: list[str], surroundings: dict[str, str]) -> tuple[float, float]:
    """How long `words` took, and how much of the processor, which others on the machine change less; in seconds."""
    before, began = processor(), time.perf_counter()
    subprocess.run(words, env=surroundings, capture_output=True, check=False)
    return time.perf_counter() - began, processor() - before


def processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
