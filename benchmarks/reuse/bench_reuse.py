"""Recall by class of edit, false refusals, false flags, ends and sources of `find_reuse` beside other methods.

    python benchmarks/reuse/bench_reuse.py FOLDER [--cases 60] [--half report|tune] [--only NAME...]

FOLDER holds aci-bench-train-valid.jsonl, primock57.jsonl and mts-dialog.jsonl. Half of their notes are tuned on, the
other half is reported on. A copied span counts as found when at least half of its letters are flagged with a right
source; an honest note is refused when anything in it is flagged. Every bound is one-sided, 95 %, Clopper-Pearson.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import cases
from cases import KINDS, WHOLE, Case
from notes import COLLECTIONS, Base, base, stock_lines
from peers import METHODS, Flags, Spans, without_allowed

from notewizard.reuse import background
from notewizard.reuse.packing import unpack

WITH_OTHERS, ALONE = "notewizard, others", "notewizard"
HONEST: dict[str, tuple[int, Callable[[Base, random.Random], Case]]] = {
    "across collections": (10, cases.across),
    "natural: other patients, collections mixed": (10, cases.natural),
    "natural, in a practice of 60 other clients": (10, cases.natural_full),
    "template and formulaic": (4, cases.template),
    "stress: other patients of the same scribes": (4, cases.same_scribes),
}
"""How many times `--cases` are drawn, and how."""
ENDS_WITHIN = 2


@dataclass
class Tally:
    """What one method did."""

    found: dict[str, list[bool]] = field(default_factory=dict)
    refused: dict[str, list[bool]] = field(default_factory=dict)
    planted: dict[str, list[bool]] = field(default_factory=dict)
    """Whether a note is refused for a planted line that is nobody's."""
    seen: dict[str, list[bool]] = field(default_factory=dict)
    """Whether such a line is found, refused or not."""
    lines: dict[str, list[bool]] = field(default_factory=dict)
    """Refused, line by line."""
    stray: int = 0
    stray_refused: int = 0
    host_words: int = 0
    ends: list[bool] = field(default_factory=list)
    sources: list[bool] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)


def right_sources(case: Case, number: int) -> set[str]:
    """A sentence that stands in several of the earlier notes has several right sources."""
    words = case.copied[number]
    plain = {each.id: " ".join(each.text.split()) for each in (*case.priors, *case.others)}
    return {case.spans[number][2]} | {name for name, text in plain.items() if words and words in text}


def covered(span: tuple[int, int, str], flagged: Spans) -> bytearray:
    """One byte a letter of `span`: whether any of `flagged` lies on it."""
    start, end, _ = span
    marks = bytearray(end - start)
    for low, high, _name in flagged:
        low, high = max(low, start) - start, min(high, end) - start
        marks[low:high] = b"\1" * max(0, high - low)
    return marks


def judge_copied(kind: str, case: Case, flags: Flags, tally: Tally) -> bool:
    """Enters what was found of the spans of `case`; whether all were."""
    every, flagged = True, flags.found
    for number, span in enumerate(case.spans):
        right = right_sources(case, number)
        marks = covered(span, [each for each in flagged if each[2] in right])
        hit = 2 * sum(marks) >= len(marks)
        every &= hit
        touching = [each for each in flagged if each[0] < span[1] and span[0] < each[1]]
        if touching:
            tally.sources.append(all(each[2] in right for each in touching))
        if hit and kind not in WHOLE:
            low = min(each[0] for each in touching if each[2] in right)
            high = max(each[1] for each in touching if each[2] in right)
            # Two stretches set in one after the other as they stood in the source are one passage.
            joined = [each for each in case.spans if each[0] < high and low < each[1]]
            tally.ends.append(
                _words_between(case.text, low, min(each[0] for each in joined)) <= ENDS_WITHIN
                and _words_between(case.text, high, max(each[1] for each in joined)) <= ENDS_WITHIN
            )
    if kind not in WHOLE:
        tally.stray += _outside(case, flagged)
        tally.stray_refused += _outside(case, flags.refused)
        tally.host_words += len(case.text.split()) - sum(len(case.text[s:e].split()) for s, e, _ in case.spans)
    tally.found.setdefault(kind, []).append(every)
    return every


def _outside(case: Case, flagged: Spans) -> int:
    return sum(not any(s < high and low < e for s, e, _ in case.spans) for low, high, _ in flagged)


def _words_between(text: str, one: int, other: int) -> int:
    return len(re.findall(r"\w+", text[min(one, other) : max(one, other)]))


def judge_planted(kind: str, case: Case, flags: Flags, tally: Tally) -> bool:
    """Enters whether the note is refused for a planted line, five letters or more of it; and whether one is found."""
    lines = [(at, at + len(line)) for line in case.planted if (at := case.text.find(line)) >= 0]
    refused = [_lies_on(line, flags.refused) for line in lines]
    tally.planted.setdefault(kind, []).append(any(refused))
    tally.lines.setdefault(kind, []).extend(refused)
    tally.seen.setdefault(kind, []).append(any(_lies_on(line, flags.found) for line in lines))
    return any(refused)


def _lies_on(line: tuple[int, int], flagged: Spans) -> bool:
    return any(min(end, line[1]) - max(start, line[0]) > 5 for start, end, _ in flagged)


def upper_bound(count: int, total: int) -> float:
    """Clopper-Pearson 95 % upper bound (one-sided) on a rate of `count` in `total`, by bisection."""
    if count >= total:
        return 1.0
    low, high = count / total, 1.0
    for _ in range(60):
        rate = (low + high) / 2
        term, below = (1 - rate) ** total, 0.0
        for k in range(count + 1):
            below += term
            term *= (total - k) / (k + 1) * rate / (1 - rate) if rate < 1 else 0.0
        low, high = (rate, high) if below > 0.05 else (low, rate)
    return high


def at_most(events: list[bool]) -> str:
    """So many of so many, and the upper bound of the rate."""
    return f"{sum(events)}/{len(events)} (≤ {100 * upper_bound(sum(events), len(events)):.1f} %)"


def at_least(events: list[bool]) -> str:
    """The rate in percent, and its lower bound."""
    missed = len(events) - sum(events)
    return f"{100 * sum(events) / len(events):.1f} (≥ {100 - 100 * upper_bound(missed, len(events)):.1f})"


def measured(notes: Base, stock: dict[str, list[str]], count: int, names: list[str], show: bool) -> dict[str, Tally]:
    """Every class and kind of honest note, by each method; every class has a random source of its own."""
    tallies = {name: Tally() for name in names}

    def run(name: str, case: Case) -> Flags:
        began = time.perf_counter()
        flagged = METHODS[name](case)
        tallies[name].spent.append(time.perf_counter() - began)
        return without_allowed(case, flagged)

    for kind in KINDS:
        for case in cases.copied(notes, kind, count, random.Random(f"2026/{kind}")):
            for name in names:
                hit = judge_copied(kind, case, run(name, case), tallies[name])
                if show and not hit:
                    print("missed:", name, "/", kind, [case.text[s:e] for s, e, _ in case.spans])
    for kind, (factor, make) in HONEST.items():
        rng = random.Random(f"2026/{kind}")
        for case in [make(notes, rng) for _ in range(count * factor)]:
            for name in names:
                flagged = run(name, case).refused
                tallies[name].refused.setdefault(kind, []).append(bool(flagged))
                for start, end, source in flagged if show else ():
                    print("flagged:", name, "/", kind, source, repr(case.text[start:end]))
    planted = {"known line of a form": cases.known_lines}
    planted |= {f"stock line of {name}, on no list": cases.stock_planted(lines) for name, lines in stock.items()}
    for kind, make in planted.items():
        rng = random.Random(f"2026/{kind}")
        for case in [make(notes, rng) for _ in range(count * 4)]:
            for name in names:
                flags = run(name, case)
                hit = judge_planted(kind, case, flags, tallies[name])
                for start, end, _ in flags.refused if show and hit else ():
                    print("on a planted line:", name, "/", kind, repr(case.text[start:end]))
    return tallies


def report(tallies: dict[str, Tally]) -> None:
    """The table, in Markdown."""

    def row(title: str, cell: Callable[[Tally], str]) -> None:
        print(f"| {title} | " + " | ".join(cell(tally) for tally in tallies.values()) + " |")

    row("", lambda tally: next(name for name, each in tallies.items() if each is tally))
    print("|---|" + "---|" * len(tallies))
    for kind in KINDS:
        count = len(next(iter(tallies.values())).found[kind])
        row(f"{kind} (n = {count})", lambda tally, kind=kind: at_least(tally.found[kind]))
    row(
        "**mean recall, %**",
        lambda tally: f"**{statistics.mean(100 * sum(hits) / len(hits) for hits in tally.found.values()):.1f}**",
    )
    row("stray passages per 1,000 words", lambda tally: f"{1000 * tally.stray / tally.host_words:.2f}")
    row("… refused", lambda tally: f"{1000 * tally.stray_refused / tally.host_words:.2f}")
    row("both ends within two words, %", lambda tally: at_least(tally.ends))
    row("right source alone, %", lambda tally: at_least(tally.sources))
    for kind in HONEST:
        row(f"refused, {kind}", lambda tally, kind=kind: at_most(tally.refused[kind]))
    for kind in next(iter(tallies.values())).planted:
        row(f"notes refused for a {kind}", lambda tally, kind=kind: at_most(tally.planted[kind]))
        row("… of the lines", lambda tally, kind=kind: at_most(tally.lines[kind]))
        row("… notes in which one is found", lambda tally, kind=kind: at_most(tally.seen[kind]))
    base_time = statistics.median(next(iter(tallies.values())).spent)
    row("time, first = 1", lambda tally: f"{statistics.median(tally.spent) / base_time:.1f}")


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path, nargs="?")
    words.add_argument("--cases", type=int, default=60)
    words.add_argument("--half", choices=("report", "tune"), default="report")
    words.add_argument("--only", nargs="*", default=list(METHODS))
    words.add_argument("--table", type=Path, help="a table in place of the shipped one, to tune with")
    words.add_argument("--show", action="store_true", help="show what was missed and wrongly flagged")
    asked = words.parse_args()
    wanted = [f"{name}.jsonl" for name in COLLECTIONS]
    if asked.folder is None or not all((asked.folder / name).is_file() for name in wanted):
        sys.exit(f"No notes to measure on: give the folder that holds {', '.join(wanted)}.")
    if asked.show and asked.half == "report":
        sys.exit("What is reported on is not looked at: --show goes with --half tune.")
    if asked.table is not None:
        arrays, _ = unpack(asked.table.read_bytes())
        background._table = lambda: arrays
    stock = {name: stock_lines(asked.half, name) for name in ("status", "record")}
    report(measured(base(asked.folder, asked.half), stock, asked.cases, asked.only, asked.show))


if __name__ == "__main__":
    main()
