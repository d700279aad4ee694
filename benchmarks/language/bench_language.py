"""Language rules on real notes: how many alerts, how often right, how fast; side by side with proselint.

    python benchmarks/language/bench_language.py --data FOLDER [--proselint PYTHON] [--half tune|report]
        [--unlabeled FILE]

FOLDER holds the `.jsonl` note files named in README.md (`id`, `text`); nothing of them is kept here. `--proselint`
names a Python that has proselint installed, in an environment of its own; its time is taken in the same run, so read
the two as a ratio. `labels.csv` holds a reader's verdicts on alerts. `--half` prints those of one half of the notes
alone: whoever changes rules may read alerts of the `tune` half, and of `report` only the figures. `--unlabeled`
writes the alerts that have no verdict yet to FILE for a labeler (see verdicts.py).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections import Counter
from pathlib import Path

import verdicts

from notewizard.checks.language import Rules
from notewizard.checks.packs import compile_packs
from notewizard.checks.shipped_rules import compiled_before
from notewizard.definitions.rules import load_rule_pack
from notewizard.definitions.shipped import shipped_folder

HERE = Path(__file__).parent
SETS = {
    "tn-eval, therapists": ("tn-eval-dev.jsonl", lambda note: note["author"] == "therapist"),
    "tn-eval, language models": ("tn-eval-dev.jsonl", lambda note: note["author"] != "therapist"),
    "ACI-Bench": ("aci-bench-train-valid.jsonl", lambda note: True),
    "PriMock57": ("primock57.jsonl", lambda note: True),
    "MTS-Dialog sections": ("mts-dialog.jsonl", lambda note: True),
    "invented charts": ("charts-dev.jsonl", lambda note: True),
}
HOSTILE = 'client is manipulative and "he said she is " making progress her mother is a narcissist '
PROSELINT = """
import json, sys, time
from proselint.tools import LintFile
from proselint.registry import CheckRegistry
from proselint.checks import __register__
from pathlib import Path
CheckRegistry().register_many(__register__)
texts = json.load(sys.stdin)
start = time.perf_counter()
found = sum(len(LintFile(Path("note"), text).lint()) for text in texts)
print(json.dumps([time.perf_counter() - start, found]))
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--proselint", default="")
    arguments.add_argument("--half", choices=verdicts.HALVES, default="")
    arguments.add_argument("--unlabeled", type=Path, help="a file for the alerts without a verdict")
    given = arguments.parse_args()
    rules = loaded()
    notes = {name: read(given.data / file, keep) for name, (file, keep) in SETS.items()}
    if given.half or given.unlabeled:
        some = verdicts.in_half(notes, given.half)
        alerts(some, rules)
        verdicts.table(some, rules, given.half)
        if given.unlabeled:
            print(f"\n{verdicts.to_label(given.unlabeled, some, rules)} alerts without a verdict written.")
        return
    alerts(notes, rules)
    passages(rules)
    sentences(rules)
    for half in ("", *verdicts.HALVES):
        verdicts.table(verdicts.in_half(notes, half), rules, half)
    verdicts.by_rule(notes, rules)
    texts = [note["text"] for name in ("tn-eval, therapists", "ACI-Bench", "PriMock57") for note in notes[name]]
    speed(texts, rules, given.proselint)


def loaded() -> Rules:
    """The shipped rules as the program reads them, the time said; and what it takes where a practice has its own."""
    folder = shipped_folder("rules")
    start = time.perf_counter()
    rules = compiled_before(folder)
    read = time.perf_counter() - start
    assert rules is not None, "run: python docs/make_reference.py"
    start = time.perf_counter()
    compile_packs([load_rule_pack(path) for path in sorted(folder.glob("*.toml"))], examples=False)
    built = time.perf_counter() - start
    print(f"{len(rules.entries)} rules, read in {1000 * read:.1f} ms; from their packs in {1000 * built:.0f} ms\n")
    return rules


def read(path: Path, keep) -> list[dict]:
    if not path.exists():
        return []
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [{"id": f"{each.get('id') or each['client']}", **each} for each in lines if keep(each)]


def alerts(notes: dict[str, list[dict]], rules: Rules) -> None:
    print("| notes | n | alerts a note | warnings a note | without any | warnings / 1000 words | rules most often |")
    print("|---|---|---|---|---|---|---|")
    for name, some in notes.items():
        if not some:
            continue
        found = [rules.find(note["text"]) for note in some]
        warned = sum(each.level != "info" for each_note in found for each in each_note)
        total = sum(map(len, found))
        none = sum(not each for each in found) / len(some)
        words = sum(len(note["text"].split()) for note in some)
        often = Counter(each.rule for each_note in found for each in each_note).most_common(3)
        print(
            f"| {name} | {len(some)} | {total / len(some):.2f} | {warned / len(some):.2f} | {none:.0%} |"
            f" {1000 * warned / words:.2f} | {', '.join(f'{rule} {times}' for rule, times in often)} |"
        )


def passages(rules: Rules) -> None:
    print("\n| passages | faults flagged | fine ones flagged |\n|---|---|---|")
    for path in sorted(HERE.glob("passages-*.txt")):
        lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        bad = [bool(rules.find(text)) for wanted, text in lines if wanted != "-"]
        good = [bool(rules.find(text)) for wanted, text in lines if wanted == "-"]
        print(f"| {path.name} | {sum(bad)} of {len(bad)} | {sum(good)} of {len(good)} |")


def sentences(rules: Rules) -> None:
    """Faults found (and by a rule of their category), and near-misses flagged, on the sentences by another hand."""
    lines = (HERE / "sentences-dev.jsonl").read_text(encoding="utf-8").splitlines()
    tally: dict[str, Counter[str]] = {}
    for each in map(json.loads, lines):
        found = {one.category for one in rules.find(each["text"], section=each["section"] or None)}
        row = tally.setdefault(each["category"] or each["near"], Counter())
        kind = "fault" if each["fault"] else "near"
        row.update({kind: 1, f"{kind} found": bool(found), "right": bool(each["fault"]) and each["category"] in found})
    print("\n| sentences-dev | faults found | of the right category | near-misses flagged |\n|---|---|---|---|")
    for name, row in (*sorted(tally.items()), ("all", sum(tally.values(), Counter()))):
        faults, near = f"{row['fault found']} of {row['fault']}", f"{row['near found']} of {row['near']}"
        print(f"| {name} | {faults} | {row['right']} | {near} |")


def speed(texts: list[str], rules: Rules, proselint: str) -> None:
    size = sum(map(len, texts))
    answers = [text[at : at + 400] for text in texts for at in range(0, len(text) - 400, 400)]
    for answer in answers:
        rules.find(answer)
    times = sorted(timed(rules, answer) for answer in answers)
    whole = min(sum(timed(rules, text) for text in texts) for _ in range(3))
    median, late = times[len(times) // 2], times[int(0.99 * len(times))]
    print(f"\nAn answer of 400 characters: p50 {1e6 * median:.0f} µs, p99 {1e6 * late:.0f} µs (n={len(times)}).")
    print(f"Whole notes: {size / whole / 1e6:.1f} MB/s ({len(texts)} notes, {size / 1000:.0f} kB).")
    for length in (25_000, 50_000, 100_000):
        hostile = (HOSTILE * 2000)[:length]
        print(f"Hostile text, {length // 1000} kB without a period: {1000 * timed(rules, hostile):.0f} ms.")
    if proselint:
        told = subprocess.run(
            [proselint, "-c", PROSELINT], input=json.dumps(texts), capture_output=True, text=True, check=True
        )
        seconds, found = json.loads(told.stdout.splitlines()[-1])
        print(f"proselint, same notes: {size / seconds / 1e6:.2f} MB/s, {found} alerts.")
        print(f"Ours is {seconds / whole:.0f} times as fast.")


def timed(rules: Rules, text: str) -> float:
    start = time.perf_counter()
    rules.find(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
