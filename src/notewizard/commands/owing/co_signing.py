"""Notes and later writings that name a supervisor and are not co-signed yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from notewizard.records.later import OnRecord, moment_signed, supervisor_of
from notewizard.records.practice import Practice
from notewizard.records.record import Record


@dataclass(frozen=True)
class NotCoSigned:
    """One of them."""

    note: str
    """Its id."""
    client: str
    kind: str
    date: str
    """Of the session."""
    file: str
    author: str
    supervisor: str
    signed: datetime | None
    """By its author; None where its record does not say."""

    def hours(self, now: datetime) -> float | None:
        """Its age: hours since its author signed it."""
        return None if self.signed is None else (now.timestamp() - self.signed.timestamp()) / 3600


def not_co_signed(practice: Practice, records: Iterable[Record]) -> tuple[NotCoSigned, ...]:
    """Those among these records, the one that was signed first first; none where another system signs."""
    if practice.settings().signature == "elsewhere":
        return ()
    found = [
        NotCoSigned(
            each.id,
            each.client,
            each.kind,
            each.date,
            each.file,
            each.author,
            supervisor_of(each),
            moment_signed(each),
        )
        for each in OnRecord.of(records).not_co_signed()
        if each.sha256  # what still waits to get into its folder nobody can read there
    ]
    return tuple(sorted(found, key=lambda each: each.signed.timestamp() if each.signed else 0.0))
