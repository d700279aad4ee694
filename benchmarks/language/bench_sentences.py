"""Faulty sentences and near-misses by other hands: how many are flagged, beside proselint and alex.

    python benchmarks/language/bench_sentences.py [--proselint PROGRAM] [--alex PROGRAM] [--only dev]

Each `sentences-*.jsonl` holds as many faulty passages as fine ones that look alike, written by somebody who did not
write the rules. `dev` sets are read by those who do, and a first look at each is in README.md;
`held-2` is read by nobody, and each look at its figures is counted there: `--only dev` leaves it alone.
A passage counts as flagged when anything in it is. For proselint and alex any alert counts.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from notewizard.checks.language import Rules
from notewizard.checks.packs import compile_packs
from notewizard.definitions.rules import load_rule_pack
from notewizard.definitions.shipped import shipped_folder

HERE = Path(__file__).parent
Rows = list[dict[str, Any]]


def rules() -> Rules:
    """The shipped rules."""
    files = sorted(shipped_folder("rules").glob("*.toml"))
    return compile_packs([load_rule_pack(path) for path in files], examples=False)


def ours(rows: Rows) -> list[set[str]]:
    """The categories flagged in each passage."""
    shipped = rules()
    return [{found.category for found in shipped.find(row["text"], section=row["section"])} for row in rows]


def other(program: str, words: list[str], rows: Rows) -> list[set[str]]:
    """Passages in which another program finds anything; each is a file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{at:04}.md" for at in range(len(rows))]
        for path, row in zip(paths, rows, strict=True):
            path.write_text(row["text"] + "\n", encoding="utf-8")
        told = subprocess.run([program, *words, *map(str, paths)], capture_output=True, text=True, check=False)
        return [_alerted(path.name, told.stdout + told.stderr) for path in paths]


def _alerted(name: str, said: str) -> set[str]:
    """Whether a line names the file with a place in it (proselint), or the file's block has a warning (alex)."""
    line = re.search(rf"{re.escape(name)}:\d+:\d+:", said)
    block = re.search(rf"{re.escape(name)}\n\s+\d+:\d+.*?warning", said)
    return {"any"} if line or block else set()


def table(name: str, rows: Rows, flagged: list[set[str]]) -> None:
    """Precision, recall and right category of one method on one set."""
    faulty = [(row, seen) for row, seen in zip(rows, flagged, strict=True) if row["category"]]
    near = [seen for row, seen in zip(rows, flagged, strict=True) if not row["category"]]
    hits = [(row, seen) for row, seen in faulty if seen]
    alarms = sum(map(bool, near))
    right = sum(row["category"] in seen for row, seen in hits)
    precision = len(hits) / max(len(hits) + alarms, 1)
    share = f"{right / len(hits):.2f}" if hits and "any" not in hits[0][1] else "-"
    print(
        f"| {name} | {len(hits)}/{len(faulty)} ({len(hits) / len(faulty):.2f}) | {precision:.2f}"
        f" | {alarms}/{len(near)} ({alarms / len(near):.1%}) | {share} |"
    )


def by_category(sets: dict[str, tuple[Rows, list[set[str]]]]) -> None:
    """Recall and false alarms by category, ours."""
    print("\n| category | " + " | ".join(f"{name}: found · near-misses flagged" for name in sets) + " |")
    print("|---|" + "---|" * len(sets))
    names = sorted({row["category"] for rows, _ in sets.values() for row in rows} - {""})
    for category in names:
        cells = []
        for rows, flagged in sets.values():
            seen: Counter[tuple[str, bool]] = Counter()
            for row, found in zip(rows, flagged, strict=True):
                kind = "fault" if row["category"] == category else "near" if row["near"] == category else ""
                seen[kind, bool(found)] += 1
            faults, near = seen["fault", True] + seen["fault", False], seen["near", True] + seen["near", False]
            cells.append(f"{seen['fault', True]}/{faults} · {seen['near', True]}/{near}")
        print(f"| {category} | " + " | ".join(cells) + " |")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--proselint", default="", help="the proselint program")
    arguments.add_argument("--alex", default="", help="the alex program")
    arguments.add_argument("--only", default="", help="the sets whose name begins so")
    given = arguments.parse_args()
    sets: dict[str, tuple[Rows, list[set[str]]]] = {}
    print("| set, method | faults flagged (recall) | precision | near-misses flagged | right category of hits |")
    print("|---|---|---|---|---|")
    for path in sorted(HERE.glob(f"sentences-{given.only}*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        name = path.stem.removeprefix("sentences-")
        sets[name] = rows, ours(rows)
        table(f"{name}, notewizard", *sets[name])
        for program, words in ((given.proselint, ["check"]), (given.alex, [])):
            if program:
                table(f"{name}, {Path(program).name}", rows, other(program, words, rows))
    by_category(sets)


if __name__ == "__main__":
    sys.exit(main())
