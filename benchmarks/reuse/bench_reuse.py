"""Recall by class of edit, false refusals and time of `find_reuse` beside other methods, on the same cases in one run.

    python benchmarks/reuse/bench_reuse.py FOLDER [--cases 60] [--on report|tune] [--only NAME...]

FOLDER holds aci-bench-train-valid.jsonl (reported on), primock57.jsonl and mts-dialog.jsonl (tuned on). A copied span
counts as found when at least half of its letters are flagged with the right source; an honest note is refused when
anything in it is flagged. The honest notes here are other patients' notes of one collection: they share its scaffold.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from pathlib import Path

from cases import KINDS, Case, copied, corpus, honest, strangers
from peers import METHODS, Spans

FILES = {"report": ("aci-bench-train-valid.jsonl",), "tune": ("primock57.jsonl", "mts-dialog.jsonl")}
HONEST_FACTOR = 5
HONEST = ("honest, of another collection", "honest, of the same collection")


def found(case: Case, flagged: Spans) -> bool:
    """Whether every copied span is flagged over half of its letters with the right source."""
    plain = {prior.id: " ".join(prior.text.split()) for prior in case.priors}
    for (start, end, source), words in zip(case.spans, case.copied, strict=True):
        # A sentence that stands in several of the earlier notes has several right sources.
        right = {source} | {name for name, text in plain.items() if words and words in text}
        marks = bytearray(end - start)
        for low, high, name in flagged:
            if name in right:
                low, high = max(low, start) - start, min(high, end) - start
                marks[low:high] = b"\1" * max(0, high - low)
        if sum(marks) < 0.5 * (end - start):
            return False
    return True


def upper_bound(refused: int, count: int) -> float:
    """Clopper-Pearson 95 % upper bound (one-sided) on a rate, by bisection."""
    if refused >= count:
        return 1.0
    low, high = refused / count, 1.0
    for _ in range(60):
        rate = (low + high) / 2
        term, total = (1 - rate) ** count, 0.0
        for k in range(refused + 1):
            total += term
            term *= (count - k) / (k + 1) * rate / (1 - rate) if rate < 1 else 0.0
        low, high = (rate, high) if total > 0.05 else (low, rate)
    return high


def rate(refused: list[bool]) -> str:
    """Refused of all, and the upper bound of the rate."""
    return f"{sum(refused)}/{len(refused)} (at most {100 * upper_bound(sum(refused), len(refused)):.1f} %)"


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path, nargs="?")
    words.add_argument("--cases", type=int, default=60)
    words.add_argument("--on", choices=FILES, default="report")
    words.add_argument("--only", nargs="*", default=list(METHODS))
    words.add_argument("--show", action="store_true", help="show what was missed and wrongly flagged")
    asked = words.parse_args()
    if asked.folder is None or not all((asked.folder / name).is_file() for name in FILES[asked.on]):
        sys.exit(f"No notes to measure on: give the folder that holds {' and '.join(FILES[asked.on])}.")
    every = [note for files in FILES.values() for file in files for note in corpus(asked.folder / file)]
    rows: dict[str, dict[str, int]] = {kind: dict.fromkeys(asked.only, 0) for kind in KINDS}
    refused: dict[str, list[bool]] = {f"{name}/{kind}": [] for name in asked.only for kind in HONEST}
    spent: dict[str, list[float]] = {name: [] for name in asked.only}
    for file in FILES[asked.on]:
        notes = corpus(asked.folder / file)
        charts = [note for note in every if note not in notes]
        rng = random.Random(2026)
        for kind in KINDS:
            for case in copied(notes, kind, asked.cases, rng):
                for name in asked.only:
                    hit = found(case, METHODS[name](case))
                    rows[kind][name] += hit
                    if asked.show and not hit:
                        print("missed:", kind, [case.text[s:e] for s, e, _ in case.spans])
        number = asked.cases * HONEST_FACTOR
        drawn = zip(HONEST, (strangers(notes, charts, number, rng), honest(notes, number, rng)), strict=True)
        for kind, cases in drawn:
            for case in cases:
                for name in asked.only:
                    began = time.perf_counter()
                    flagged = METHODS[name](case)
                    spent[name].append(time.perf_counter() - began)
                    refused[f"{name}/{kind}"].append(bool(flagged))
                    for start, end, source in flagged if asked.show else ():
                        print("flagged:", kind, source, repr(case.text[start:end]))
    report(rows, refused, spent, asked.cases * len(FILES[asked.on]), asked.only)


def report(
    rows: dict[str, dict[str, int]],
    refused: dict[str, list[bool]],
    spent: dict[str, list[float]],
    total: int,
    names: list[str],
) -> None:
    """The table, in Markdown."""
    print("| | " + " | ".join(names) + " |\n|---|" + "---|" * len(names))
    for kind, hits in rows.items():
        print(f"| {kind} | " + " | ".join(f"{100 * hits[name] / total:.0f}" for name in names) + " |")
    mean = {name: statistics.mean(100 * hits[name] / total for hits in rows.values()) for name in names}
    print("| **mean recall, %** | " + " | ".join(f"**{mean[name]:.1f}**" for name in names) + " |")
    for kind in HONEST:
        cells = (rate(refused[f"{name}/{kind}"]) for name in names)
        print(f"| {kind} refused | " + " | ".join(cells) + " |")
    base = statistics.median(spent[names[0]])
    print("| time, first = 1 | " + " | ".join(f"{statistics.median(spent[n]) / base:.1f}" for n in names) + " |")


if __name__ == "__main__":
    main()
