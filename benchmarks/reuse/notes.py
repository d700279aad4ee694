"""The base notes: read from a folder, near-duplicates left out, split in a half to tune on and a half to report on."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from notewizard.reuse import SourceText

Half = Literal["tune", "report"]
COLLECTIONS = ("aci-bench-train-valid", "primock57", "mts-dialog")
LEAST_WORDS = 40
RUN = 5
STOCK_TEXTS = 3
_SEED = "reuse-2026"
_WORD = re.compile(r"\w+")
_STATUS = re.compile(
    r"\b(?:suicid\w*|homicid\w*|ideations?|alert|oriented|affect|mood|insight|judgment|speech|hallucinat\w*|psych\w*)\b"
    r"|\bdoing well\b|\bno treatment changes\b",
    re.IGNORECASE,
)
"""Mental status, safety and set turns of a plan, crudely: stock by its matter, and asked about in rows of its own."""


def half_of(name: str) -> Half:
    """Which half the note (or stock line) of that name belongs to: by a seeded hash, so that nobody chose."""
    digest = hashlib.sha256(f"{_SEED}/{name}".encode()).digest()
    return "tune" if digest[0] % 2 == 0 else "report"


def collection(path: Path, least: int = LEAST_WORDS) -> list[SourceText]:
    """The notes of a file of one JSON object a line, without those that repeat one kept."""
    kept: list[SourceText] = []
    seen: list[frozenset[tuple[str, ...]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        each = json.loads(line)
        if len(each["text"].split()) < least:
            continue
        shingles = runs(each["text"], 6)
        if any(repeats(shingles, other) for other in seen):
            continue
        seen.append(shingles)
        kept.append(SourceText(each["id"], each["text"]))
    return kept


def repeats(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    """Whether two notes, given as runs of six words, are one visit written twice: 10 % of the shorter in common."""
    return len(one & other) > 0.1 * min(len(one), len(other))


def runs(text: str, size: int) -> frozenset[tuple[str, ...]]:
    """Every run of `size` words of `text`, in lower case."""
    words = [word.lower() for word in _WORD.findall(text)]
    return frozenset(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


@dataclass(frozen=True)
class Base:
    """One half of the notes by collection, and which runs of words are stock among all notes."""

    notes: dict[str, tuple[SourceText, ...]]
    texts_with: Counter[tuple[str, ...]]
    """In how many notes of both halves each run of five words stands."""

    def narrative(self, words: list[str]) -> bool:
        """Whether a stretch is more than status, or than phrases that three or more other patients' notes hold."""
        if _STATUS.search(" ".join(words)):
            return False
        flat = [word.lower() for word in _WORD.findall(" ".join(words))]
        marked = bytearray(len(flat))
        for at in range(len(flat) - RUN + 1):
            # The stretch's own note is one of those that hold it.
            if self.texts_with[tuple(flat[at : at + RUN])] > STOCK_TEXTS:
                marked[at : at + RUN] = b"\1" * RUN
        return sum(marked) < 0.25 * len(flat)


def base(folder: Path, half: Half) -> Base:
    """One half of the notes in `folder`."""
    every = {name: collection(folder / f"{name}.jsonl") for name in COLLECTIONS}
    texts_with = Counter(run for notes in every.values() for note in notes for run in runs(note.text, RUN))
    return Base(
        {name: tuple(each for each in notes if half_of(each.id) == half) for name, notes in every.items()}, texts_with
    )


def stock_lines(half: Half, section: str) -> list[str]:
    """Stock lines on no list of the program, one half of them; `section` is status or record."""
    found: list[str] = []
    inside = False
    for line in (Path(__file__).parent / "stock.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            inside = line.startswith(f"# {section}:")
        elif line and inside and half_of(line) == half:
            found.append(line)
    return found
