"""A signed note is never written again: its record says so, whatever became of its file."""

from __future__ import annotations

from notewizard.errors import NotKept
from notewizard.records.practice import Practice
from notewizard.records.record import Record


def locked(record: Record, practice: Practice) -> NotKept:
    """The refusal to write where a record says that a signed note stands, even one whose file is not there now."""
    path = practice.root / record.file
    what = "A signed note stands here." if path.exists() else "A signed note stood here, and its file is not there now."
    return NotKept(
        what,
        where=str(path),
        hint=f'Add to it: notewizard addend "{path}" --addendum, --late-entry or --correction'
        if path.exists()
        else "See what became of it: notewizard verify",
        not_done="Nothing was written.",
    )
