"""Every method on the same cases: each takes a case and gives the spans it finds, (start, end, source id).

A peer refuses whatever it finds. Ours tells narrative, which is refused, from routine, which is only found.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cases import Case
from rapidfuzz import fuzz

from notewizard.checks.matter import Recurring, matter_zones
from notewizard.reuse import Index, Verdict, Zone, find_reuse

Spans = list[tuple[int, int, str]]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Flags:
    """What a method says of one text."""

    found: Spans
    refused: Spans
    """Of these, what the note is refused for."""


def ours(case: Case) -> Flags:
    """The engine alone, the client's notes alone: all is narrative to it."""
    return _flags(case, find_reuse(case.text, own=Index.build(case.priors), allowed=case.allowed))


def ours_with_others(case: Case) -> Flags:
    """The engine alone, the practice's other clients as background."""
    others = Index.build(case.others)
    return _flags(case, find_reuse(case.text, own=Index.build(case.priors), others=others, allowed=case.allowed))


def program(case: Case) -> Flags:
    """What `notewizard reuse` answers: narrative and routine judged clause by clause."""
    own = Index.build(case.priors)
    return _flags(case, find_reuse(case.text, own=own, zones=_zones(case), allowed=case.allowed))


def program_with_others(case: Case) -> Flags:
    """What `notewizard reuse --others` answers."""
    own, others = Index.build(case.priors), Index.build(case.others)
    return _flags(case, find_reuse(case.text, own=own, others=others, zones=_zones(case), allowed=case.allowed))


def _zones(case: Case) -> Sequence[Zone]:
    recurring = Recurring([each.text for each in case.priors])
    return [Zone(start, end, matter) for start, end, matter in matter_zones(case.text, recurring)]


def _flags(case: Case, verdict: Verdict) -> Flags:
    clone = [(0, len(case.text), verdict.clone)] if verdict.clone is not None else []
    found = [(each.start, each.end, each.source) for each in verdict.passages]
    refused = [(each.start, each.end, each.source) for each in verdict.passages if each.matter == "narrative"]
    return Flags(found + clone, refused + clone)


def without_allowed(case: Case, flags: Flags) -> Flags:
    """`flags` less those that lie in an allowed line for the most part: the help that every method gets."""
    return Flags(_outside(case, flags.found), _outside(case, flags.refused))


def _outside(case: Case, spans: Spans) -> Spans:
    lines = [(at, at + len(line)) for line in case.allowed if (at := case.text.find(line)) >= 0]
    return [
        (start, end, source)
        for start, end, source in spans
        if not any(min(end, high) - max(start, low) > 0.5 * (end - start) for low, high in lines)
    ]


def _shingles(size: int) -> Callable[[Case], Spans]:
    def flagged(case: Case) -> Spans:
        known: dict[tuple[str, ...], str] = {}
        for prior in case.priors:
            words = [word.lower() for word in _WORD.findall(prior.text)]
            for at in range(len(words) - size + 1):
                known.setdefault(tuple(words[at : at + size]), prior.id)
        matches = list(_WORD.finditer(case.text))
        words = [match[0].lower() for match in matches]
        hits = ((at, known.get(tuple(words[at : at + size]))) for at in range(len(words) - size + 1))
        return [(matches[at].start(), matches[at + size - 1].end(), source) for at, source in hits if source]

    return flagged


def difflib_blocks(case: Case) -> Spans:
    """difflib on words, blocks of six or more."""
    matches = list(_WORD.finditer(case.text))
    words = [match[0].lower() for match in matches]
    out: Spans = []
    for prior in case.priors:
        there = [word.lower() for word in _WORD.findall(prior.text)]
        for block in difflib.SequenceMatcher(None, words, there, autojunk=False).get_matching_blocks():
            if block.size >= 6:
                out.append((matches[block.a].start(), matches[block.a + block.size - 1].end(), prior.id))
    return out


def rapidfuzz_80(case: Case) -> Spans:
    """rapidfuzz: each sentence of eight words or more against each note, partial ratio of 80 or more."""
    out: Spans = []
    for match in re.finditer(r"[^.!?\n]+[.!?]*", case.text):
        if len(match[0].split()) < 8:
            continue
        for prior in case.priors:
            if fuzz.partial_ratio(match[0].strip(), prior.text, score_cutoff=80):
                out.append((match.start(), match.end(), prior.id))
    return out


def openmed(case: Case) -> Spans:
    """openmed's detect_copy_forward at its defaults (an optional peer, never a dependency)."""
    module: Any = importlib.import_module("openmed.clinical.boilerplate")
    sources = {prior.id: prior.text for prior in case.priors}
    found = module.detect_copy_forward(case.text, source_documents=sources)
    return [(each.start, each.end, each.copied_from) for each in found if each.copied_from in sources]


def _refusing(method: Callable[[Case], Spans]) -> Callable[[Case], Flags]:
    def flags(case: Case) -> Flags:
        spans = method(case)
        return Flags(spans, spans)

    return flags


METHODS: dict[str, Callable[[Case], Flags]] = {
    "notewizard": program,
    "notewizard, others": program_with_others,
    "engine alone": ours,
    "engine alone, others": ours_with_others,
    "10-word shingles": _refusing(_shingles(10)),
    "8-word shingles": _refusing(_shingles(8)),
    "difflib, 6 words": _refusing(difflib_blocks),
    "rapidfuzz 80": _refusing(rapidfuzz_80),
}
if importlib.util.find_spec("openmed"):
    METHODS["openmed 3.1.0"] = _refusing(openmed)
