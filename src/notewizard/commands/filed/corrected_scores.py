"""Scores as corrections have them: what a later note and the course of a measure are told is the right one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from notewizard.checks.scores_told import scores_told
from notewizard.definitions.conditions import look_up
from notewizard.definitions.library import Library
from notewizard.records.later import CORRECTION, OnRecord
from notewizard.records.record import Record


def as_corrected(notes: Iterable[Record], on_record: OnRecord, library: Library) -> tuple[Record, ...]:
    """The `notes`, each score that a correction tells by the name of its measure in place of the note's own.

    The records on disk stay as they are. An item of a corrected score is left out: of the right one nobody said it.
    """
    return tuple(_corrected(each, corrections_of(each, on_record), library) for each in notes)


def corrections_of(note: Record, on_record: OnRecord) -> tuple[Record, ...]:
    """The corrections of a note that hold, in order."""
    return tuple(each for each in on_record.written_to(note) if each.kind == CORRECTION)


def tells_a_score(correction: Record, library: Library) -> bool:
    """Whether a correction is about a score: what it calls wrong, or right, tells one."""
    words = (str(correction.elements.get(key, "")) for key in ("wrong", "right"))
    return any(scores_told(each, library.measures.values()) for each in words)


def _corrected(note: Record, corrections: Iterable[Record], library: Library) -> Record:
    right: dict[str, float] = {}
    for each in corrections:
        right |= scores_told(str(each.elements.get("right", "")), library.measures.values())
    rows = look_up(note.elements, "presenting.measures")
    if not right or not isinstance(rows, list):
        return note
    presenting: Any = note.elements["presenting"]
    elements = {
        **note.elements,
        "presenting": {**presenting, "measures": [_row(each, right, library) for each in rows]},
    }
    return replace(note, elements=elements)


def _row(row: Any, right: Mapping[str, float], library: Library) -> Any:
    measure = library.measure(str(row.get("name", ""))) if isinstance(row, Mapping) else None
    told = right.get(measure.name) if measure else None
    if told is None or told == row.get("score"):
        return row
    return {**{key: value for key, value in row.items() if key != "suicide_item"}, "score": told}
