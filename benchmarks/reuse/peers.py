"""Other methods on the same cases: each takes a case and gives the spans it flags, (start, end, source id)."""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import re
from collections.abc import Callable
from typing import Any

from cases import Case
from rapidfuzz import fuzz

from notewizard.reuse import Index, Verdict, find_reuse

Spans = list[tuple[int, int, str]]
_WORD = re.compile(r"\w+")


def ours(case: Case) -> Spans:
    """notewizard, the client's notes alone."""
    verdict = find_reuse(case.text, own=Index.build(case.priors), allowed=case.allowed)
    return _flagged(case, verdict)


def ours_with_others(case: Case) -> Spans:
    """notewizard, the practice's other clients as background."""
    others = Index.build(case.others)
    verdict = find_reuse(case.text, own=Index.build(case.priors), others=others, allowed=case.allowed)
    return _flagged(case, verdict)


def _flagged(case: Case, verdict: Verdict) -> Spans:
    spans = [(each.start, each.end, each.source) for each in verdict.passages if each.matter == "narrative"]
    if verdict.clone is not None:
        spans.append((0, len(case.text), verdict.clone))
    return spans


def without_allowed(case: Case, spans: Spans) -> Spans:
    """`spans` less those that lie in an allowed line for the most part: the help that every method gets."""
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


METHODS: dict[str, Callable[[Case], Spans]] = {
    "notewizard": ours,
    "notewizard, others": ours_with_others,
    "10-word shingles": _shingles(10),
    "8-word shingles": _shingles(8),
    "difflib, 6 words": difflib_blocks,
    "rapidfuzz 80": rapidfuzz_80,
}
if importlib.util.find_spec("openmed"):
    METHODS["openmed 3.1.0"] = openmed
