"""One line of `check --jsonl`: a plain dict in, a plain dict out (docs: the command line's stable contract)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from notewizard.checks.elements import Held, held_in
from notewizard.checks.finding import Finding
from notewizard.checks.free_text import check_text
from notewizard.checks.language import Rules
from notewizard.checks.sentences import Span


class BadLine(ValueError):
    """A line that is not what `check --jsonl` takes; its text says what is wrong, never what was in it."""


def checked(line: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    """{"id", "text", "section"?} → {"id", "findings", "elements", "items", "evidence"}; raises `BadLine`.

    With a `section` the text is that section of a note, and no element is reported missing. `evidence` holds the
    `[start, end]` of the clauses that show an element or item that is there. Offsets count Unicode code points of
    `text`, end exclusive.
    """
    if not isinstance(line, Mapping) or "id" not in line:
        raise BadLine('is not an object with an "id"')
    text, section = line.get("text"), line.get("section")
    if not isinstance(text, str):
        raise BadLine('"text" must be a string')
    if section is not None and not isinstance(section, str):
        raise BadLine('"section" must be a string')
    name = section.strip().lower() if section else None
    held = held_in(text, name)
    there = held.elements_there()
    findings = check_text(text, rules, section=name, whole_note=name is None, there=there)
    return {
        "id": line["id"],
        "findings": [as_dict(each) for each in findings],
        "elements": there,
        "items": held.items_there(),
        "evidence": as_evidence(held),
    }


def as_evidence(held: Held, by: int = 0) -> dict[str, dict[str, list[list[int]]]]:
    """The clauses that show each element and item that is there; offsets grow `by` the length of what stands before."""
    return {"elements": _spans(held.elements, by), "items": _spans(held.items, by)}


def _spans(found: Mapping[str, tuple[Span, ...]], by: int) -> dict[str, list[list[int]]]:
    return {name: [[start + by, end + by] for start, end in spans] for name, spans in found.items() if spans}


def as_dict(finding: Finding) -> dict[str, Any]:
    """A finding as the contract gives it, with the further fields that a reader may want."""
    return {
        "rule": finding.rule,
        "category": finding.category,
        "level": finding.level,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "why": finding.why,
        "source": finding.source,
        "where": finding.where,
        "fingerprint": finding.fingerprint,
    }
