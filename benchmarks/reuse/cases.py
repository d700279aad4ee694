"""Benchmark cases: a new note, eight earlier ones, and the span that was copied; honest notes have no span."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edits import ANY, CLASSES, Edit, stacked, unchanged

from notewizard.reuse import SourceText

PRIORS = 8
OTHERS = 30
FIRST_WORDS = re.compile(r"\S+")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Case:
    """`spans` are (start, end, source id) of the copied stretches in `text`."""

    text: str
    priors: tuple[SourceText, ...]
    others: tuple[SourceText, ...]
    spans: tuple[tuple[int, int, str], ...] = ()
    copied: tuple[str, ...] = ()
    """The words of each span as they stand in its source, white space as single spaces."""


def corpus(path: Path, least: int = 40) -> list[SourceText]:
    """The notes of a file of one JSON object a line, near-duplicates and very short ones left out."""
    kept: list[SourceText] = []
    seen: set[frozenset[str]] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        each = json.loads(line)
        words = each["text"].split()
        shingles = frozenset(" ".join(words[at : at + 6]).lower() for at in range(len(words) - 5))
        if len(words) < least or any(len(shingles & other) > 0.3 * len(shingles) for other in seen):
            continue
        seen.add(shingles)
        kept.append(SourceText(each["id"], each["text"]))
    return kept


def honest(notes: list[SourceText], count: int, rng: random.Random) -> Iterator[Case]:
    """Notes that copied nothing, each against eight other patients' notes as if they were its chart."""
    for _ in range(count):
        new, priors, others = _drawn(notes, rng)
        yield Case(new.text, priors, others)


def strangers(notes: list[SourceText], charts: list[SourceText], count: int, rng: random.Random) -> Iterator[Case]:
    """Notes of one collection against eight notes of another: they share nothing but their trade."""
    for _ in range(count):
        drawn = rng.sample(charts, PRIORS + OTHERS)
        yield Case(rng.choice(notes).text, tuple(drawn[:PRIORS]), tuple(drawn[PRIORS:]))


def copied(notes: list[SourceText], kind: str, count: int, rng: random.Random) -> Iterator[Case]:
    """Cases of one class of copying, span known."""
    pool = [word for note in notes for word in note.text.split() if word.isalpha() and len(word) > 3]
    make = {
        "re-ordered": _reordered,
        "two sources": _two_sources,
        "half copied": _half,
        "whole note, dates changed": _clone_dates,
        "whole note, light edits": _clone_light,
    }.get(kind)
    done = 0
    while done < count:
        new, priors, others = _drawn(notes, rng)
        if make is not None:
            case = make(new, priors, others, rng, pool)
        else:
            edit, size = CLASSES[kind]
            part = _stretch(rng.choice(priors), size, rng)
            case = part and _planted(new.text, [(*part, edit(part[1], rng, pool))], priors, others, rng)
        if case:
            done += 1
            yield case


KINDS = (*CLASSES, "re-ordered", "two sources", "half copied", "whole note, dates changed", "whole note, light edits")


def _drawn(
    notes: list[SourceText], rng: random.Random
) -> tuple[SourceText, tuple[SourceText, ...], tuple[SourceText, ...]]:
    drawn = rng.sample(notes, min(len(notes), 1 + PRIORS + OTHERS))
    return drawn[0], tuple(drawn[1 : 1 + PRIORS]), tuple(drawn[1 + PRIORS :])


def _stretch(source: SourceText, size: tuple[int, int], rng: random.Random) -> tuple[str, list[str]] | None:
    """Whole sentences of one paragraph of `source`, their words between the two sizes."""
    # One line of the source: what the writer set apart in lines is copied line by line.
    paragraphs = [each for each in source.text.split("\n") if len(each.split()) >= size[0]]
    for _ in range(20 if paragraphs else 0):
        sentences = SENTENCE_END.split(" ".join(rng.choice(paragraphs).split()))
        at = rng.randrange(len(sentences))
        words: list[str] = []
        while at < len(sentences) and len(words) < size[0]:
            words += sentences[at].split()
            at += 1
        # Lists of findings are form, not prose: what is copied here has lower-case words for the most part.
        if size[0] <= len(words) <= size[1] and sum(word[:1].islower() for word in words) >= 0.6 * len(words):
            return source.id, words
    return None


def _planted(
    host: str,
    parts: list[tuple[str, list[str], list[str]]],
    priors: tuple[SourceText, ...],
    others: tuple[SourceText, ...],
    rng: random.Random,
) -> Case:
    """`host` with each of `parts` (source, words there, words here) set in at the end of some sentence."""
    text = host
    spans: list[tuple[int, int, str]] = []
    for source, _, words in parts:
        places = [match.end() for match in SENTENCE_END.finditer(text)] or [len(text)]
        places = [at for at in places if not any(start < at < end + 2 for start, end, _ in spans)] or [len(text)]
        at = rng.choice(places)
        piece = " ".join(words)
        lead = "" if at < len(text) else "\n\n"
        inserted = lead + piece + " "
        spans = [(s + len(inserted), e + len(inserted), n) if s >= at else (s, e, n) for s, e, n in spans]
        text = text[:at] + inserted + text[at:]
        spans.append((at + len(lead), at + len(lead) + len(piece), source))
    return Case(text, priors, others, tuple(spans), tuple(" ".join(there) for _, there, _ in parts))


def _reordered(new, priors, others, rng, pool):
    source = rng.choice(priors)
    parts = [part for part in (_stretch(source, (8, 25), rng) for _ in range(12)) if part]
    unique = list({" ".join(words): (name, words, words) for name, words in parts}.values())[:3]
    return _planted(new.text, unique, priors, others, rng) if len(unique) == 3 else None


def _two_sources(new, priors, others, rng, pool):
    parts = [part for part in (_stretch(source, (10, 30), rng) for source in rng.sample(priors, 2)) if part]
    return _planted(new.text, [(*part, part[1]) for part in parts], priors, others, rng) if len(parts) == 2 else None


def _half(new, priors, others, rng, pool):
    """Half a copied sentence, half the author's own words: in one sentence."""
    part = _stretch(rng.choice(priors), (18, 40), rng)
    if not part:
        return None
    half = part[1][: len(part[1]) // 2 + 1]
    case = _planted(new.text, [(part[0], half, [*half, *rng.sample(pool, len(half))])], priors, others, rng)
    start, _, source = case.spans[0]
    return Case(case.text, priors, others, ((start, start + len(" ".join(half)), source),), case.copied)


def _clone(source: SourceText, priors, others, rng, pool, edit: Edit) -> Case:
    text = "\n".join(
        " ".join(edit(line.split(), rng, pool)) if len(line.split()) > 6 else line for line in source.text.split("\n")
    )
    return Case(text, priors, others, ((0, len(text), source.id),), ("",))


def _clone_dates(new, priors, others, rng, pool):
    def dates(words, rng, pool):
        return [re.sub(r"\d+", lambda m: str(rng.randrange(1, 10 ** len(m[0]))), word) for word in words]

    return _clone(rng.choice(priors), priors, others, rng, pool, dates)


def _clone_light(new, priors, others, rng, pool):
    def light(words, rng, pool):
        return stacked(words, rng, pool) if rng.random() < 0.5 else unchanged(words, rng, pool)

    return _clone(rng.choice(priors), priors, others, rng, pool, light)


__all__ = ["ANY", "KINDS", "Case", "copied", "corpus", "honest", "strangers"]
