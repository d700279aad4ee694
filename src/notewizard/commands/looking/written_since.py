"""What was written to a client's notes after their signatures: for whoever reads the chart on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from notewizard.records.later import ADDENDUM, CORRECTION, OnRecord, moment_signed, signed_at
from notewizard.records.record import Record
from notewizard.rendering import when
from notewizard.rendering.later_writing import TITLES

MOST = 6
"""So many are told, the newest; all of them stand beside their notes."""


def since_the_last(on_record: OnRecord, client: str, notes: Sequence[Record]) -> Iterator[str]:
    """What was written to the client's notes since the last of them was signed, in order, a line each.

    `notes` are theirs that hold, the newest session first. The thread of the chart is told from the notes alone: what
    an addendum adds or a correction takes back is said beside it.
    """
    last = signed_at(notes[0]) if notes else ""
    found = [
        each
        for each in on_record.writings(client)
        if signed_at(each) >= last or (notes and on_record.root(each) == notes[0].id)
    ]
    yield from map(said_of, found[-MOST:])


def said_of(later: Record) -> str:
    """ "Correction of November 21, 2026 to the note of November 20, 2026: “…” is wrong; right is: …" """
    signed = moment_signed(later)
    title = TITLES[later.kind]  # type: ignore[index]
    written = f" of {when.day(signed)}" if signed else ""
    head = f"{title}{written} to the note of {when.day(date.fromisoformat(later.date))}"
    elements: Any = later.elements
    if later.kind == CORRECTION:
        return f"{head}: “{elements.get('wrong', '')}” is wrong; right is: {elements.get('right', '')}"
    known = f" (known since {elements['known']})" if later.kind == ADDENDUM and elements.get("known") else ""
    return f"{head}{known}: {elements.get('text', '')}"
