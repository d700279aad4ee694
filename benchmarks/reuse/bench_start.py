"""How long it takes until the first check of a fresh process, with fingerprints kept of 1,000 notes of 40 clients.

    python benchmarks/reuse/bench_start.py FOLDER [--notes 1000] [--runs 7]

The notes are paragraphs of the files in FOLDER, put together at random, a file each. A first process takes them in and
keeps their fingerprints; then each run is a process of its own, timed from inside: what is imported, the look at the
folder (scandir and stat), what is loaded and indexed, and the first check, of 30 words that one of the notes holds.
Time is the processor's, since the clock on the wall counts what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

CLIENTS = 40


def files_in(practice: str) -> list[tuple[str, str]]:
    """Client and path of every note, as the system's own listing gives them."""
    found = []
    for folder in os.scandir(practice):
        found += [(folder.name, each.path) for each in os.scandir(folder.path)]
    return sorted(found)


def started(practice: str, state: str, asked: str) -> dict[str, float]:
    """One start, in this process: milliseconds of each step."""
    times = {}
    at = time.process_time()

    def step(name: str) -> None:
        nonlocal at
        now = time.process_time()
        times[name] = 1000 * (now - at)
        at = now

    from notewizard.commands.looking.note_words import NoteWords
    from notewizard.commands.looking.sources import Sources
    from notewizard.records.fingerprints import Fingerprints
    from notewizard.records.state import State
    from notewizard.reuse.finding import find_reuse  # noqa: F401 - loaded now, used by the check

    step("imports")
    found = files_in(practice)
    step("listed")
    words = NoteWords(Fingerprints(State(Path(state)), Path(practice)), lambda: None)
    step("fingerprints loaded")
    taken = [(client, words.take(path, path if client == "c00" else client)) for client, path in found]
    step("each file looked at")
    sources = Sources(
        own=tuple(each for client, each in taken if client == "c00"),
        others=tuple(each for client, each in taken if client != "c00"),
    )
    sources.index()
    step("indexed")
    verdict = sources.verdict(asked)
    step("first check")
    times["refused"] = verdict.refused
    words.keep()
    return times


def child(practice: Path, state: Path, asked: str) -> dict[str, float]:
    words = [sys.executable, __file__, "--child", str(practice), str(state), asked]
    return dict(json.loads(subprocess.run(words, check=True, capture_output=True).stdout))


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(started(*sys.argv[2:5])))
        return
    from bench_speed import FILES, note, texts  # Not at the top: it imports what a start is timed with.

    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path)
    words.add_argument("--notes", type=int, default=1000)
    words.add_argument("--runs", type=int, default=7)
    given = words.parse_args()
    rng = random.Random(1)
    every = [text for name in FILES for text in texts(given.folder / name)]
    paragraphs = [part for text in every for part in text.split("\n\n") if len(part.split()) > 8]
    with tempfile.TemporaryDirectory() as folder:
        practice, state = Path(folder) / "practice", Path(folder) / "state"
        for number in range(given.notes):
            path = practice / f"c{number % CLIENTS:02}" / f"{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(note(paragraphs, rng), encoding="utf-8")
        asked = " ".join((practice / "c00" / "0.md").read_text(encoding="utf-8").split()[:30])
        time.sleep(2.5)  # A file just written is not trusted by its time.
        first = child(practice, state, asked)
        runs = [child(practice, state, asked) for _ in range(given.runs)]
        kept = sum(path.stat().st_size for path in state.rglob("*") if path.is_file())
    print(f"{given.notes:,} notes, {kept / given.notes:,.0f} bytes of fingerprints a note, {given.runs} starts\n")
    print("| ms | nothing kept | quickest | median | worst |\n|---|---|---|---|---|")
    steps = [name for name in first if name != "refused"]
    for name in steps:
        times = [run[name] for run in runs]
        print(f"| {name} | {first[name]:.1f} | {min(times):.1f} | {statistics.median(times):.1f} | {max(times):.1f} |")
    whole = [sum(run[name] for name in steps if name != "imports") for run in runs]
    begun = sum(first[name] for name in steps if name != "imports")
    print(
        f"| **all but imports** | {begun:.1f} | {min(whole):.1f} | {statistics.median(whole):.1f} | {max(whole):.1f} |"
    )


if __name__ == "__main__":
    main()
