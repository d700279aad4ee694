"""What a note holds, against two therapists who rated it: kappa by fold, overall and by item; missing elements; time.

    python benchmarks/language/bench_elements.py FOLDER [--learn]

FOLDER holds the `.jsonl` note files named in README.md (`id`, `text`; `ratings` in TN-Eval's); nothing of them is kept
here. `--learn` prints how strong the signs of each item must be, learned from all rated notes: what `rubric.py` ships.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from notewizard.checks.elements import ELEMENTS, ITEMS, held_in, item_strengths
from notewizard.checks.elements.rubric import NEEDED

FOLDS = (1, 2, 3)
SEED = "elements"
STRENGTHS = (1, 2)
"""What may be needed of an item's signs: one sign, or a strong one or two. More than two and nothing is gained."""
OTHERS = {
    "TN-Eval, therapists": ("tn-eval-dev.jsonl", lambda note: note["author"] == "therapist"),
    "TN-Eval, language models": ("tn-eval-dev.jsonl", lambda note: note["author"] != "therapist"),
    "ACI-Bench": ("aci-bench-train-valid.jsonl", lambda note: True),
    "PriMock57": ("primock57.jsonl", lambda note: True),
    "invented charts": ("charts-dev.jsonl", lambda note: True),
    "charts to tune on": ("charts-tune.jsonl", lambda note: True),
    "charts to tune on, 2": ("charts-tune-2.jsonl", lambda note: True),
}
CHARTS = Path(__file__).parent.parent / "reuse"

Note = Mapping[str, Any]
Answers = Callable[[Note], Mapping[str, int]]


class Cell(NamedTuple):
    """One item of one note: what is said of it, and what the two therapists said."""

    item: str
    said: int
    first: int
    second: int


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--learn", action="store_true")
    given = arguments.parse_args()
    rated = _notes(given.folder / "tn-eval-dev.jsonl")
    strengths = {note["id"]: item_strengths(note["text"]) for note in rated}
    if given.learn:
        needed = learned(rated, strengths)
        print({item: strength for item, strength in needed.items() if strength > 1})
        return
    fold_of = folds(rated)
    parts = {fold: [note for note in rated if fold_of[_session(note)] == fold] for fold in FOLDS}
    ours: list[Cell] = []
    constant: list[Cell] = []
    print(f"{'':10}{'ours':>8}{'one sign':>10}{'constant':>10}{'therapists':>12}{'ours, where they agree':>26}")
    for fold, notes in parts.items():
        rest = [note for note in rated if note not in notes]
        needed, usual = learned(rest, strengths), usually(rest)
        now = cells(notes, lambda note, needed=needed: said(strengths[note["id"]], needed))
        ever = cells(notes, lambda note, usual=usual: usual)
        _row(f"fold {fold}", now, cells(notes, lambda note: said(strengths[note["id"]], {})), ever)
        ours += now
        constant += ever
    single = cells(rated, lambda note: said(strengths[note["id"]], {}))
    _row("overall", ours, single, constant)
    _row("by item", ours, single, constant, of=within_items)
    shipped = cells(rated, lambda note: said(strengths[note["id"]], NEEDED))
    print(f"as shipped (learned from all of these notes): {against_each(shipped):.3f}\n")
    _items(ours)
    _missing(given.folder)
    _time([note["text"] for note in rated])


def kappa(pairs: Iterable[tuple[int, int]]) -> float:
    """Cohen's kappa of two raters over all their cells together."""
    pairs = list(pairs)
    one, two = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    by_chance = one * two + (1 - one) * (1 - two)
    return (_agreed(pairs) - by_chance) / (1 - by_chance) if by_chance < 1 else 0.0


def against_each(found: Sequence[Cell]) -> float:
    """Our kappa with either therapist, averaged."""
    return (kappa((c.said, c.first) for c in found) + kappa((c.said, c.second) for c in found)) / 2


def within_items(found: Sequence[Cell]) -> float:
    """As `against_each`, but chance is what the item's own frequency gives: a constant answer earns nothing."""
    return (_within(found, "said", "first") + _within(found, "said", "second")) / 2


def _within(found: Sequence[Cell], one: str, two: str) -> float:
    agreed = chance = 0.0
    for item in ITEMS:
        pairs = [(getattr(cell, one), getattr(cell, two)) for cell in found if cell.item == item]
        share, other = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
        agreed += _agreed(pairs)
        chance += share * other + (1 - share) * (1 - other)
    return (agreed - chance) / (len(ITEMS) - chance)


def _agreed(pairs: Sequence[tuple[int, int]]) -> float:
    return sum(one == two for one, two in pairs) / len(pairs)


def folds(notes: Iterable[Note]) -> dict[str, int]:
    """A fold for each session; its three notes are never apart."""
    sessions = sorted(
        {_session(note) for note in notes}, key=lambda each: hashlib.sha256(f"{SEED} {each}".encode()).hexdigest()
    )
    return {session: FOLDS[number % len(FOLDS)] for number, session in enumerate(sessions)}


def _session(note: Note) -> str:
    return str(note["id"]).split("-")[0]


def learned(notes: Sequence[Note], strengths: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """For each item the strength at which we differ least from both therapists; of equals the lower."""

    def differing(item: str, needed: int) -> int:
        return sum((strengths[n["id"]][item] >= needed) != rating[item] for n in notes for rating in n["ratings"])

    return {item: min(STRENGTHS, key=lambda needed: differing(item, needed)) for item in ITEMS}


def said(strength: Mapping[str, int], needed: Mapping[str, int]) -> dict[str, int]:
    """Which items are there."""
    return {item: int(strength[item] >= needed.get(item, 1)) for item in ITEMS}


def usually(notes: Sequence[Note]) -> dict[str, int]:
    """The yardstick that reads nothing: for each item what most ratings of other notes say."""
    return {item: int(2 * sum(r[item] for n in notes for r in n["ratings"]) > 2 * len(notes)) for item in ITEMS}


def cells(notes: Iterable[Note], answers: Answers) -> list[Cell]:
    """Every item of every note."""
    return [
        Cell(item, there, note["ratings"][0][item], note["ratings"][1][item])
        for note in notes
        for item, there in answers(note).items()
    ]


def _row(
    name: str,
    ours: Sequence[Cell],
    single: Sequence[Cell],
    constant: Sequence[Cell],
    of: Callable[[Sequence[Cell]], float] = against_each,
) -> None:
    alike = [cell for cell in ours if cell.first == cell.second]
    theirs = _within(ours, "first", "second") if of is within_items else kappa((c.first, c.second) for c in ours)
    figures = f"{of(ours):8.3f}{of(single):10.3f}{of(constant):10.3f}{theirs:12.3f}{of(alike):26.3f}"
    print(f"{name:10}{figures}")


def _items(found: Sequence[Cell]) -> None:
    print(f"{'item':32}{'rated there':>12}{'found':>8}{'agreement':>11}{'theirs':>8}{'kappa':>8}{'theirs':>8}")
    for item in ITEMS:
        mine = [cell for cell in found if cell.item == item]
        either = [*((c.said, c.first) for c in mine), *((c.said, c.second) for c in mine)]
        theirs = [(c.first, c.second) for c in mine]
        there = sum(two for _, two in either) / len(either)
        print(
            f"{item:32}{there:12.2f}{sum(c.said for c in mine) / len(mine):8.2f}{_agreed(either):11.2f}"
            f"{_agreed(theirs):8.2f}{against_each(mine):8.2f}{kappa(theirs):8.2f}"
        )


def _missing(folder: Path) -> None:
    print(f"\n{'notes that lack':26}{'n':>5}" + "".join(f"{element[:9]:>11}" for element in ELEMENTS))
    for name, (file, of) in OTHERS.items():
        path = folder / file if (folder / file).exists() else CHARTS / file
        notes = [note for note in _notes(path) if of(note)]
        lacking = Counter(element for n in notes for element, spans in held_in(n["text"]).elements.items() if not spans)
        print(f"{name:26}{len(notes):5}" + "".join(f"{lacking[element]:11}" for element in ELEMENTS))


def _time(texts: Sequence[str]) -> None:
    words = sum(len(text.split()) for text in texts)
    best = min(_once(texts) for _ in range(5))
    print(f"\n{best / words * 400 * 1000:.1f} ms for a note of 400 words")


def _once(texts: Sequence[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        held_in(text)
    return time.perf_counter() - start


def _notes(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
