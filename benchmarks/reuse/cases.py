"""Benchmark cases: a new note, eight earlier ones of its chart, twenty other clients', and the spans that matter.

A chart is eight notes of other patients, drawn from all collections alike unless a class says otherwise.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from edits import CLASSES, Edit, stacked, unchanged
from notes import Base

from notewizard.reuse import SourceText
from templates import TEMPLATES, filled

PRIORS, OTHERS, FULL_PRACTICE = 8, 20, 60
SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)\s+(?=[A-Z])")
KNOWN = (
    "Client was informed of the limits of confidentiality and of the right to end treatment at any time.",
    "This note was written on the day of service and is part of the client's designated record set.",
    "Services were provided in accordance with the treatment plan signed by the client and the clinician.",
    "Telehealth disclosure: client consented to video sessions and knows how to reach the clinician by phone.",
)
"""Lines of a form, given to every method as allowed."""
CARRIED = 3
"""Every so manyth other client's note carries a stock line."""


@dataclass(frozen=True)
class Case:
    """`spans` are (start, end, source id) of the copied stretches in `text`; none in an honest note."""

    text: str
    priors: tuple[SourceText, ...]
    others: tuple[SourceText, ...]
    spans: tuple[tuple[int, int, str], ...] = ()
    copied: tuple[str, ...] = ()
    """The words of each span as they stand in its source, white space as single spaces."""
    allowed: tuple[str, ...] = ()
    planted: tuple[str, ...] = ()
    """Lines set into the text and its chart that are nobody's: a flag on one is a false one."""


def drawn(notes: dict[str, tuple[SourceText, ...]], rng: random.Random, count: int) -> list[SourceText]:
    """`count` different notes, each from a collection drawn first, so that the large one does not crowd out."""
    left = {name: rng.sample(each, len(each)) for name, each in notes.items()}
    found = []
    for _ in range(count):
        found.append(left[rng.choice([name for name, each in left.items() if each])].pop())
    return found


def _chart(base: Base, rng: random.Random, others: int = OTHERS) -> Case:
    first, *rest = drawn(base.notes, rng, 1 + PRIORS + others)
    return Case(first.text, tuple(rest[:PRIORS]), tuple(rest[PRIORS:]))


def natural(base: Base, rng: random.Random) -> Case:
    """A note against eight notes of other patients, of all collections; in a practice of twenty other clients."""
    return _chart(base, rng)


def natural_full(base: Base, rng: random.Random) -> Case:
    """The same in a practice of sixty other clients."""
    return _chart(base, rng, FULL_PRACTICE)


def across(base: Base, rng: random.Random) -> Case:
    """A note of one collection against notes of the others."""
    name = rng.choice(sorted(base.notes))
    rest = drawn({other: notes for other, notes in base.notes.items() if other != name}, rng, PRIORS + OTHERS)
    return Case(rng.choice(base.notes[name]).text, tuple(rest[:PRIORS]), tuple(rest[PRIORS:]))


def same_scribes(base: Base, rng: random.Random) -> Case:
    """A note of ACI-Bench against eight by the same scribes, one scaffold from end to end: a stress."""
    name = "aci-bench-train-valid"
    return _chart(replace(base, notes={name: base.notes[name]}), rng)


def template(base: Base, rng: random.Random) -> Case:
    """A note out of the mold that all notes of its clinician come from."""
    mold = rng.choice(TEMPLATES)
    count = 1 + PRIORS + OTHERS
    stories: list[str] = []
    for note in drawn(base.notes, rng, 3 * count):
        told = [each for each in SENTENCE_END.split(" ".join(note.text.split())) if 8 <= len(each.split()) <= 30]
        stories += [rng.choice(told)] if told else []
    texts = [SourceText(f"mold-{at}", filled(mold, story, rng)) for at, story in enumerate(stories[:count])]
    return Case(texts[0].text, tuple(texts[1 : 1 + PRIORS]), tuple(texts[1 + PRIORS :]))


def known_lines(base: Base, rng: random.Random) -> Case:
    """Two allowed lines in the note, in half of its chart and in a third of the others."""
    lines = tuple(rng.sample(KNOWN, 2))
    return replace(_with_lines(_chart(base, rng), lines, rng), allowed=KNOWN)


def stock_planted(lines: Sequence[str]) -> Callable[[Base, random.Random], Case]:
    """Three stock lines in the note, in half of its chart and in a third of the others."""
    return lambda base, rng: _with_lines(_chart(base, rng), tuple(rng.sample(lines, 3)), rng)


def _with_lines(case: Case, lines: tuple[str, ...], rng: random.Random) -> Case:
    def carrying(texts: tuple[SourceText, ...], every: int) -> tuple[SourceText, ...]:
        return tuple(
            SourceText(each.id, _with(each.text, lines, rng)) if at % every == 0 else each
            for at, each in enumerate(texts)
        )

    return replace(
        case,
        text=_with(case.text, lines, rng),
        priors=carrying(case.priors, 2),
        others=carrying(case.others, CARRIED),
        planted=lines,
    )


def _with(text: str, lines: Sequence[str], rng: random.Random) -> str:
    """`text` with each line at the end of a paragraph, some of them one after the other."""
    paragraphs = text.split("\n\n")
    for line in lines:
        at = rng.randrange(len(paragraphs))
        before = paragraphs[at].rstrip()
        paragraphs[at] = before + (" " if before.endswith((".", "!", "?")) else "\n") + line
    return "\n\n".join(paragraphs)


def copied(base: Base, kind: str, count: int, rng: random.Random) -> Iterator[Case]:
    """Cases of one class of copying, span known."""
    pool = [
        word
        for notes in base.notes.values()
        for note in notes
        for word in note.text.split()
        if word.isalpha() and len(word) > 3
    ]
    done = 0
    while done < count:
        chart = _chart(base, rng)
        make = _MADE.get(kind)
        case = make(base, chart, rng, pool) if make is not None else _edited(base, chart, kind, rng, pool)
        if case:
            done += 1
            yield case


def _edited(base: Base, chart: Case, kind: str, rng: random.Random, pool: list[str]) -> Case | None:
    edit, size = CLASSES[kind]
    part = _stretch(base, rng.choice(chart.priors), size, rng)
    return _planted(chart, [(*part, edit(part[1], rng, pool))], rng) if part else None


def _stretch(base: Base, source: SourceText, size: tuple[int, int], rng: random.Random) -> tuple[str, list[str]] | None:
    """Whole sentences of one line of `source`, their words between the two sizes, no stock phrases, no lists."""
    lines = [each for each in source.text.split("\n") if len(each.split()) >= size[0]]
    for _ in range(20 if lines else 0):
        sentences = SENTENCE_END.split(" ".join(rng.choice(lines).split()))
        at = rng.randrange(len(sentences))
        words: list[str] = []
        while at < len(sentences) and len(words) < size[0]:
            words += sentences[at].split()
            at += 1
        prose = sum(word[:1].islower() for word in words) >= 0.6 * len(words)
        if size[0] <= len(words) <= size[1] and prose and base.narrative(words):
            return source.id, words
    return None


def _planted(chart: Case, parts: list[tuple[str, list[str], list[str]]], rng: random.Random) -> Case:
    """`chart` with each of `parts` (source, words there, words here) set in at the end of some sentence."""
    text = chart.text
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
        spans.append((at + len(lead), at + len(lead) + len(piece.rstrip()), source))
    return replace(chart, text=text, spans=tuple(spans), copied=tuple(" ".join(there) for _, there, _ in parts))


def _reordered(base: Base, chart: Case, rng: random.Random, pool: list[str]) -> Case | None:
    source = rng.choice(chart.priors)
    parts = [part for part in (_stretch(base, source, (8, 25), rng) for _ in range(12)) if part]
    unique: list[tuple[str, list[str]]] = []
    for name, words in parts:
        if not any(set(words) & set(other) >= set(words[:3]) for _, other in unique):
            unique.append((name, words))
    return _planted(chart, [(*part, part[1]) for part in unique[:3]], rng) if len(unique) >= 3 else None


def _two_sources(base: Base, chart: Case, rng: random.Random, pool: list[str]) -> Case | None:
    parts = [part for part in (_stretch(base, each, (10, 30), rng) for each in rng.sample(chart.priors, 2)) if part]
    return _planted(chart, [(*part, part[1]) for part in parts], rng) if len(parts) == 2 else None


def _half(base: Base, chart: Case, rng: random.Random, pool: list[str]) -> Case | None:
    """Half a copied sentence, half the author's own words: in one sentence."""
    part = _stretch(base, rng.choice(chart.priors), (18, 40), rng)
    if not part:
        return None
    half = part[1][: len(part[1]) // 2 + 1]
    if not base.narrative(half):
        return None
    case = _planted(chart, [(part[0], half, [*half, *rng.sample(pool, len(half))])], rng)
    start, _, source = case.spans[0]
    return replace(case, spans=((start, start + len(" ".join(half)), source),))


def _in_form(base: Base, chart: Case, rng: random.Random, pool: list[str]) -> Case | None:
    """A copied stretch between two allowed lines of a form, in the note and in its source."""
    part = _stretch(base, rng.choice(chart.priors), (10, 40), rng)
    if not part:
        return None
    before, after = rng.sample(KNOWN, 2)
    priors = tuple(SourceText(each.id, f"{each.text}\n\n{before} {after}") for each in chart.priors)
    text = f"{chart.text}\n\n{before} "
    piece = " ".join(part[1])
    span = (len(text), len(text) + len(piece), part[0])
    return replace(chart, text=f"{text}{piece} {after}", priors=priors, spans=(span,), copied=(piece,), allowed=KNOWN)


def _clone(chart: Case, rng: random.Random, pool: list[str], edit: Edit) -> Case:
    source = rng.choice(chart.priors)
    text = "\n".join(
        " ".join(edit(line.split(), rng, pool)) if len(line.split()) > 6 else line for line in source.text.split("\n")
    )
    return replace(chart, text=text, spans=((0, len(text), source.id),), copied=("",))


def _clone_dates(base: Base, chart: Case, rng: random.Random, pool: list[str]) -> Case:
    def dates(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
        return [re.sub(r"\d+", lambda m: str(rng.randrange(1, 10 ** len(m[0]))), word) for word in words]

    return _clone(chart, rng, pool, dates)


def _clone_light(base: Base, chart: Case, rng: random.Random, pool: list[str]) -> Case:
    def light(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
        return stacked(words, rng, pool) if rng.random() < 0.5 else unchanged(words, rng, pool)

    return _clone(chart, rng, pool, light)


_MADE: dict[str, Callable[[Base, Case, random.Random, list[str]], Case | None]] = {
    "re-ordered": _reordered,
    "two sources": _two_sources,
    "half copied": _half,
    "inside a form": _in_form,
    "whole note, dates changed": _clone_dates,
    "whole note, light edits": _clone_light,
}
KINDS = (*CLASSES, *_MADE)
WHOLE = ("whole note, dates changed", "whole note, light edits")
