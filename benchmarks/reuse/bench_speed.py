"""How long one check takes against 1,000 earlier notes of 400 words, index built; p50, p99 and worst in milliseconds.

    python benchmarks/reuse/bench_speed.py FOLDER [--notes 1000]

The notes are paragraphs of the files in FOLDER, put together at random. A check is one `find_reuse`: everything from
the text as a string to the verdict, the source's paragraph folded again for each passage included. First all notes
are one client's, then 40 clients' (a fortieth is one's own). Copied: 30 words out of a note's source, or a note put
together of the same paragraphs; new: words of charts that are in no note. Time is the
processor's (of the one thread that works), since the clock on the wall counts what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from notewizard.reuse import Index, SourceText, find_reuse

FILES = ("aci-bench-train-valid.jsonl", "primock57.jsonl", "mts-dialog.jsonl")
FRESH = "charts-dev.jsonl"
CLIENTS = 40


def texts(path: Path) -> list[str]:
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def note(paragraphs: list[str], rng: random.Random) -> str:
    """About 400 words."""
    chosen: list[str] = []
    while sum(len(each.split()) for each in chosen) < 400:
        chosen.append(rng.choice(paragraphs))
    return "\n\n".join(chosen)


def answers(source: list[str], count: int, rng: random.Random) -> list[str]:
    """Stretches of 30 words."""
    long = [each.split() for each in source if len(each.split()) > 60]
    picked = (rng.choice(long) for _ in range(count))
    return [" ".join(words[at : at + 30]) for words in picked for at in (rng.randrange(len(words) - 30),)]


def spent(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return 1000 * (time.thread_time() - began)


def line(name: str, times: list[float]) -> str:
    ordered = sorted(times)
    p99 = ordered[int(0.99 * (len(ordered) - 1))]
    return f"| {name} | {ordered[len(ordered) // 2]:.2f} | {p99:.2f} | {ordered[-1]:.2f} |"


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path, nargs="?")
    words.add_argument("--notes", type=int, default=1000)
    asked = words.parse_args()
    if asked.folder is None or not all((asked.folder / name).is_file() for name in (*FILES, FRESH)):
        sys.exit(f"No notes to measure on: give the folder that holds {', '.join((*FILES, FRESH))}.")
    rng = random.Random(1)
    every = [text for name in FILES for text in texts(asked.folder / name)]
    paragraphs = [part for text in every for part in text.split("\n\n") if len(part.split()) > 8]
    notes = [SourceText(str(number), note(paragraphs, rng)) for number in range(asked.notes)]
    began = time.perf_counter()
    index = Index.build(notes)
    built = time.perf_counter() - began
    data = index.to_bytes()
    asks = {
        "30 words, copied": answers(every, 300, rng),
        "30 words, new": answers(texts(asked.folder / FRESH), 300, rng),
        "400 words, all copied": [note(paragraphs, rng) for _ in range(60)],
        "400 words, new": [" ".join(text.split()[:400]) for text in texts(asked.folder / FRESH)],
    }
    size = len(data) / asked.notes
    print(f"{asked.notes:,} notes, {index.word_count:,} words: built in {built:.2f} s, {size:,.0f} bytes a note\n")
    print("| ms | p50 | p99 | worst |\n|---|---|---|---|")
    own = Index.build(notes[: asked.notes // CLIENTS])
    others = Index.build(
        SourceText(f"client {number % CLIENTS}", each.text)
        for number, each in enumerate(notes[asked.notes // CLIENTS :])
    )
    for name, queries in asks.items():
        print(line(name, [spent(lambda query=query: find_reuse(query, own=index)) for query in queries]))
        one = [spent(lambda query=query: find_reuse(query, own=own, others=others)) for query in queries]
        print(line(f"{name}, the notes being {CLIENTS} clients'", one))
    added = [SourceText("new", note(paragraphs, rng))]
    print(line("one note added", [spent(lambda: index.extended(added)) for _ in range(50)]))
    print(line("opened from bytes", [spent(lambda: Index.from_bytes(data, str)) for _ in range(20)]))


if __name__ == "__main__":
    main()
