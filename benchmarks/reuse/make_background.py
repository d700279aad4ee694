"""Counts words, pairs and runs of three in openly licensed clinical notes → src/notewizard/reuse/background.bin.

    python benchmarks/reuse/make_background.py FOLDER

FOLDER holds mts-dialog.jsonl and primock57.jsonl (both CC BY 4.0, see NOTICE). ACI-Bench is left out on purpose: the
benchmark reports on it. Only counts of what stands at least twice are kept, under 32-bit hashes: no sentence of the
sources can be read out of the table.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from notewizard.reuse.folding import fold
from notewizard.reuse.grams import pairs_and_third, triples
from notewizard.reuse.packing import pack

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src" / "notewizard" / "reuse" / "background.bin"
SOURCES = ("mts-dialog.jsonl", "primock57.jsonl")
IDIOM_WEIGHT = 12
"""How often each hand-written set phrase counts: as if a dozen clinicians had written it."""


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


def main() -> None:
    folder = Path(sys.argv[1])
    texts: list[tuple[str, int]] = []
    for name in SOURCES:
        # A near-duplicate section counts once: a table of what people write, not of what was pasted.
        lines = {json.loads(line)["text"] for line in (folder / name).read_text(encoding="utf-8").splitlines()}
        texts += [(text, 1) for text in sorted(lines)]
    idioms = [
        line for line in (HERE / "idioms.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    texts += [(line, IDIOM_WEIGHT) for line in idioms]
    arrays = {}
    for kind, least in (("words", 1), ("pairs", 2), ("triples", 2)):
        kept = sorted((key, count) for key, count in counts(texts)[kind].items() if count >= least)
        arrays[kind] = np.array([key for key, _ in kept], np.uint32)
        # One use of a run is left out, so that a sentence taken from these notes is not excused by itself.
        spare = 0 if kind == "words" else 1
        arrays[f"{kind}_counts"] = np.array([min(count - spare, 65535) for _, count in kept], np.uint16)
    phrases = counts([(line, 1) for line in idioms])["triples"]
    arrays["set_phrases"] = np.array(sorted(phrases), np.uint32)
    TARGET.write_bytes(pack(arrays, {"made_from": list(SOURCES)}))
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {[len(arrays[k]) for k in ('words', 'pairs', 'triples')]}")


if __name__ == "__main__":
    main()
