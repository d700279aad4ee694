"""Counts words, pairs and runs in openly licensed clinical notes → src/notewizard/reuse/background.bin.

    python benchmarks/reuse/make_background.py FOLDER [--half tune|report] [--to FILE]

FOLDER holds aci-bench-train-valid.jsonl, primock57.jsonl and mts-dialog.jsonl (all CC BY 4.0, see NOTICE). Only the
half of the notes that is tuned on is counted, and nothing that nearly repeats a note of the other half: the benchmark
reports on notes that the table has not seen. For tuning, a table of the other half (`--half report --to FILE`) takes
its place, for the same reason. Only counts of what stands at least twice are kept, under 32-bit hashes:
no sentence of the sources can be read out of the table.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from notes import COLLECTIONS, Half, base, half_of, repeats, runs

from notewizard.reuse.folding import fold
from notewizard.reuse.grams import fives, pairs_and_third, triples
from notewizard.reuse.packing import pack
from notewizard.reuse.words import word_number

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src" / "notewizard" / "reuse" / "background.bin"
PUBLISHED_TEXTS = 3
"""A run of five words in so many published notes is stock."""
IDIOM_WEIGHT = 12
"""How often each hand-written set phrase counts: as if a dozen clinicians had written it."""


def texts_of(folder: Path, half: Half) -> list[str]:
    """The notes to count, each text once, shortest sections included."""
    other = base(folder, "report" if half == "tune" else "tune").notes
    held = [runs(note.text, 6) for notes in other.values() for note in notes]
    found: set[str] = set()
    for name in COLLECTIONS:
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            each = json.loads(line)
            shingles = runs(each["text"], 6)
            near = any(repeats(shingles, other) for other in held)
            if half_of(each["id"]) == half and not near:
                found.add(each["text"])
    return sorted(found)


def counts(texts: list[tuple[str, int]]) -> dict[str, Counter[int]]:
    """How often each word, pair and run of three stands in `texts`, each text weighted."""
    found: dict[str, Counter[int]] = {"words": Counter(), "pairs": Counter(), "triples": Counter()}
    for text, weight in texts:
        words = fold(text)
        keys, _ = pairs_and_third(words.ids, words.units)
        whole = keys[(keys & np.uint64(0xFFFFFFFF)) != 0]
        for kind, values in (("words", words.ids), ("pairs", keys >> np.uint64(32)), ("triples", triples(whole))):
            for value in values.tolist():
                found[kind][value] += weight
    return found


def stock_runs(texts: list[str]) -> list[int]:
    """Runs of five words that stand in three texts or more, of which none repeats another."""
    with_run: Counter[int] = Counter()
    kept: list[frozenset[tuple[str, ...]]] = []
    for text in texts:
        shingles = runs(text, 6)
        if any(repeats(shingles, other) for other in kept):
            continue
        kept.append(shingles)
        words = fold(text)
        with_run.update(set(fives(words.ids, words.units)[0].tolist()))
    return sorted(run for run, number in with_run.items() if number >= PUBLISHED_TEXTS)


def set_words() -> dict[str, list[int]]:
    """The classes of the words in set_words.txt: `anchors`, `function`, and all others as `set`."""
    found: dict[str, set[int]] = {"anchors": set(), "function": set(), "set": set()}
    section = "set"
    for line in (HERE / "set_words.txt").read_text(encoding="utf-8").splitlines():
        if named := re.match(r"# (\w+)", line):
            section = named[1] if named[1] in found else "set"
        elif not line.startswith("#"):
            found[section] |= {word_number(word) for word in line.split()}
    found["set"] |= found["anchors"]
    found["anchors"] -= found["function"]
    found["set"] -= found["function"]
    return {name: sorted(numbers) for name, numbers in found.items()}


def idioms() -> list[str]:
    lines = (HERE / "idioms.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path)
    words.add_argument("--half", choices=("tune", "report"), default="tune")
    words.add_argument("--to", type=Path, default=TARGET)
    asked = words.parse_args()
    plain = texts_of(asked.folder, asked.half)
    texts = [(text, 1) for text in plain] + [(line, IDIOM_WEIGHT) for line in idioms()]
    arrays = {}
    for kind, least in (("words", 1), ("pairs", 2), ("triples", 2)):
        kept = sorted((key, count) for key, count in counts(texts)[kind].items() if count >= least)
        arrays[kind] = np.array([key for key, _ in kept], np.uint32)
        # One use of a run is left out, so that a sentence taken from these notes is not excused by itself.
        spare = 0 if kind == "words" else 1
        arrays[f"{kind}_counts"] = np.array([min(count - spare, 65535) for _, count in kept], np.uint16)
    phrases = counts([(line, 1) for line in idioms()])["triples"]
    arrays["set_phrases"] = np.array(sorted(phrases), np.uint32)
    arrays["stock"] = np.array(stock_runs(plain), np.uint32)
    arrays |= {f"{name}_words": np.array(numbers, np.uint32) for name, numbers in set_words().items()}
    asked.to.write_bytes(pack(arrays, {"made_from": list(COLLECTIONS)}))
    print(f"{asked.to.name}: {asked.to.stat().st_size:,} bytes,", {name: len(each) for name, each in arrays.items()})


if __name__ == "__main__":
    main()
