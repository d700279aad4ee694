"""The refusal of whatever would believe a record that the history contradicts: somebody changed it, or made it up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.history.borne_out import Borne, is_borne_out
from notewizard.records.history.reading import Told
from notewizard.records.practice import Practice
from notewizard.records.record import Record


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
