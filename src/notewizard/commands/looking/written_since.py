"""What was written to a client's notes after their signatures: for whoever reads the chart on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from notewizard.commands.counting import counted
from notewizard.commands.filed.chart_of import last_held
from notewizard.records.corrected import corrects_in
from notewizard.records.durable import read_whole
from notewizard.records.known_files import KnownFiles
from notewizard.records.later import ADDENDUM, CORRECTION, WRITINGS, OnRecord, moment_signed, signed_at
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.rendering import when
from notewizard.rendering.later_writing import TITLES

WAITS = "It waits on this computer and is not in its folder yet; it counts all the same."
MOST = 6
"""So many are told, the newest; all of them stand beside their notes."""


def since_the_last(on_record: OnRecord, client: str, notes: Sequence[Record]) -> Iterator[str]:
    """What was written to the client's notes since the last of them was signed, in order, a line each.

    `notes` are theirs that hold, the newest session first. The card tells of the last of them, and of the last session
    that was held, as corrected: what was written to these two is said beside it whenever it was written.
    """
    last = signed_at(notes[0]) if notes else ""
    told = {each.id for each in told_of(notes)}
    found = [each for each in on_record.writings(client) if signed_at(each) >= last or on_record.root(each) in told]
    if more := found[:-MOST]:
        files = ", ".join(dict.fromkeys(each.file for each in more))
        yield f"{counted(len(more), 'earlier later writing')} stand beside their notes as well: {files}"
    yield from map(said_of, found[-MOST:])


def notes_that_wait(notes: Sequence[Record]) -> Iterator[str]:
    """A line for each of these notes that is signed and not in its folder yet."""
    for note in notes:
        if not note.sha256:
            yield f"The note of {when.day(date.fromisoformat(note.date))} is signed. {WAITS}"


def told_of(notes: Sequence[Record]) -> tuple[Record, ...]:
    """Those of the notes, newest session first, that the card tells of: the last, and the last that was held."""
    held = last_held(notes)
    return (*notes[:1], held) if held is not None and held is not notes[0] else tuple(notes[:1])


def _written_to(on_record: OnRecord, record: Record | None, path: Path, client: str) -> tuple[Record, ...]:
    """What was added to a client's note at `path`, in order; another tool's has no `record`."""
    if record is not None:
        return on_record.written_to(record)
    with suppress(OSError):
        digest = sha256(read_whole(path)).hexdigest()
        return tuple(each for each in on_record.about_file(digest, client) if each.kind in WRITINGS)
    return ()


def said_above(
    practice: Practice, on_record: OnRecord, records: Sequence[Record], path: Path, client: str
) -> tuple[str, ...]:
    """What is to be read before a client's note at `path`, or one that waits to get there: that, and what was added.

    `records` are the client's.
    """
    waits = (each for each in records if not each.sha256 and practice.root / each.file == path)
    record = KnownFiles(practice, tuple(records)).at(path) or next(waits, None)
    written = _written_to(on_record, record, path, client)
    return (*notes_that_wait((record,) if record else ()), *map(said_of, written))


def said_of(later: Record) -> str:
    """ "Correction of November 21, 2026 to the note of November 20, 2026: “…” is wrong; right is: …" """
    signed = moment_signed(later)
    title = TITLES[later.kind]  # type: ignore[index]
    written = f" of {when.day(signed)}" if signed else ""
    head = f"{title}{written} to the note of {when.day(date.fromisoformat(later.date))}"
    head = head if later.sha256 else f"{head}, which waits on this computer and is not in its folder yet"
    elements: Any = later.elements
    if later.kind == CORRECTION:
        holds = "; ".join(each.said for each in corrects_in(later))
        words = f"“{elements.get('wrong', '')}” is wrong; right is: {elements.get('right', '')}"
        return f"{head}: {words}{f' [from now on {holds}]' if holds else ''}"
    known = f" (known since {_day(elements['known'])})" if later.kind == ADDENDUM and elements.get("known") else ""
    return f"{head}{known}: {elements.get('text', '')}"


def _day(said: object) -> str:
    """The day as notes print one; a record is another program's to write, and may hold any words."""
    try:
        return when.day(date.fromisoformat(str(said)))
    except ValueError:
        return str(said)
