"""Alerts on real notes against `labels.csv`, in two halves: one may be read while tuning, one is only reported.

A note belongs to a half by a seeded hash of its id, so that a new note falls into one without anybody choosing.
A verdict is that of today's alert when rule and note are the same and the words overlap: a rule that marks a longer
phrase than it did keeps what was said of it.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from notewizard.checks.finding import Finding
from notewizard.checks.language import Rules

LABELS = Path(__file__).parent / "labels.csv"
SEED = "notewizard-2026"
HALVES = ("tune", "report")
AROUND = 160
"""Characters to either side that a labeler sees."""
Notes = dict[str, list[dict[str, Any]]]


class Alert(NamedTuple):
    """One alert of today, with what a reader said of it, or nothing."""

    notes: str
    note: str
    text: str
    finding: Finding
    verdict: str


def half_of(note: str) -> str:
    """`tune` or `report`."""
    return HALVES[hashlib.sha256(f"{SEED}:{note}".encode()).digest()[0] % 2]


def in_half(notes: Notes, half: str) -> Notes:
    """The notes of one half, or all for an empty `half`."""
    return {name: [each for each in some if half in ("", half_of(each["id"]))] for name, some in notes.items()}


def alerts_of(notes: Notes, rules: Rules) -> Iterator[Alert]:
    """Every alert in `notes` that are labeled at all (the invented charts are not)."""
    known: dict[tuple[str, str, str], list[tuple[int, int, str]]] = {}
    for row in _rows():
        place = int(row["start"]), int(row["end"]), row["verdict"]
        known.setdefault((row["notes"], row["note"], row["rule"]), []).append(place)
    for name, some in notes.items():
        for note in some if name != "invented charts" else ():
            for found in rules.find(note["text"]):
                start, end = found.start or 0, found.end or 0
                said = known.get((name, note["id"], found.rule), ())
                verdict = next((word for low, high, word in said if low < end and start < high), "")
                yield Alert(name, note["id"], note["text"], found, verdict)


def table(notes: Notes, rules: Rules, half: str) -> None:
    """Verdicts as they were given, then those on what is still raised today."""
    given = [row for row in _rows() if half in ("", half_of(row["note"]))]
    today = list(alerts_of(notes, rules))
    print(f"\n| read alerts{f', {half} half' if half else ''} | n | right | debatable | wrong | not read yet |")
    print("|---|---|---|---|---|---|")
    for level in ("warning", "info"):
        _row(f"{level}, when read", [row["verdict"] for row in given if row["level"] == level])
        _row(f"{level}, raised today", [each.verdict for each in today if each.finding.level == level])
    therapy = [each.verdict for each in today if each.finding.level == "warning" and each.notes.startswith("tn-eval")]
    _row("warning, raised today in therapy notes", therapy)


def _row(name: str, verdicts: list[str]) -> None:
    seen = Counter(verdicts)
    read = len(verdicts) - seen[""]
    right = f"{seen['right']} ({seen['right'] / read:.0%})" if read else "0"
    print(f"| {name} | {len(verdicts)} | {right} | {seen['debatable']} | {seen['wrong']} | {seen['']} |")


def by_rule(notes: Notes, rules: Rules) -> None:
    """`rule,alerts,right` of the alerts raised today that were read: what `rules/measured.csv` holds."""
    read, right = Counter[str](), Counter[str]()
    for each in alerts_of(notes, rules):
        if each.verdict:
            read[each.finding.rule] += 1
            right[each.finding.rule] += each.verdict == "right"
    print("\nrule,alerts,right")
    for rule in sorted(read):
        print(f"{rule},{read[rule]},{right[rule]}")


def to_label(path: Path, notes: Notes, rules: Rules) -> int:
    """Write the alerts without a verdict to `path`, a JSON object a line, and return how many.

    A labeler fills in `verdict` (`right`, `debatable`, `wrong`); `notes`, `note`, `rule`, `level`, `start` and `end`
    are then a line of `labels.csv`. The file holds text of the notes and stays out of the repository.
    """
    lines = []
    for each in alerts_of(notes, rules):
        if not each.verdict:
            found, text = each.finding, each.text
            start, end = found.start or 0, found.end or 0
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            row = {
                "notes": each.notes,
                "note": each.note,
                "rule": found.rule,
                "level": found.level,
                "start": start,
                "end": end,
                "sentence": found.sentence,
                "around": f"{before}>>{found.text}<<{after}",
                "verdict": "",
            }
            lines.append(json.dumps(row, ensure_ascii=False))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def _rows() -> list[dict[str, str]]:
    with LABELS.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
