"""The refusal of whatever would believe a record that the history contradicts: somebody changed it, or made it up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.history.borne_out import Borne, is_borne_out
from notewizard.records.history.reading import Told
from notewizard.records.history.verifying import verify_files
from notewizard.records.practice import Practice
from notewizard.records.record import Record


def refuse_later_untrusted(
    practice: Practice, told: Told, later: Iterable[Record], not_done: str, waits: Iterable[Record]
) -> None:
    """`NotKept` where what was written to a note later is not what was signed, by its record or its file."""
    later, waits = [each for each in later if each.sha256], tuple(waits)
    for each in later:
        refuse_untrusted(practice, told, each, practice.root / each.file, not_done, waits)
    for each, found in zip(later, verify_files(practice, told, later), strict=True):
        if any(one.kind in ("changed", "truncated") for one in found):
            raise NotKept(
                "What was written to this note later is not as it was signed.",
                where=str(practice.root / each.file),
                hint=f"What became of it: notewizard verify {each.id}",
                not_done=not_done,
            )


def refuse_untrusted(
    practice: Practice, told: Told, record: Record, path: Path, not_done: str, waits: Iterable[Record] = ()
) -> Borne:
    """What the history says of the record of the file at `path`; `NotKept` where it contradicts it."""
    borne = is_borne_out(practice, told, record, waits)
    if borne == "contradicted":
        raise NotKept(
            "The record of this file is not the one that was kept when it was signed.",
            where=str(path),
            hint="Somebody changed it or made it up, or the history is not synced yet: notewizard verify",
            not_done=not_done,
        )
    return borne
