"""Whether the history bears a record out: it is the one that was kept, or another one was, or nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Literal

from notewizard.records.durable import or_not_kept, read_whole
from notewizard.records.history.acceptances import OF_RECORD
from notewizard.records.history.entry import place_of
from notewizard.records.history.reading import Told
from notewizard.records.history.verifying import signed_in
from notewizard.records.later import NOTE
from notewizard.records.practice import Practice
from notewizard.records.record import Record, record_path

Borne = Literal["known", "contradicted", "unknown"]
"""`unknown`: a note of which the history knows nothing, from before there was one, or made up."""


def borne_out(
    told: Told, hashed: Iterable[tuple[Record, str]], waits: Iterable[Record]
) -> Iterator[tuple[Record, Borne]]:
    """What the history says of each record, by the sha256 of its file; no file of a note is read.

    One that stands as its draft among `waits` has it was brought, and its entry is written when the draft is cleared
    away. A later writing had an entry from the first day on, and a file holds one note: a record that says otherwise
    was made up. A note alone may be from before the history. Where there is no history, all are known; not where
    there is one that cannot be read.
    """
    begun = bool(told.entries or told.troubles)
    signed, _ = signed_in(told)
    places = {event.place for event in signed.values()}
    drafted = {each.id: each for each in waits}
    for record, digest in hashed:
        event = signed.get(record.id)
        coming = event is None and record.id in drafted and _as_signed(record) == _as_signed(drafted[record.id])
        if coming or not begun:
            yield record, "known"
        elif event is not None:
            sound = event.record in ("", digest) or told.accepted.said(record.id, OF_RECORD["record changed"], digest)
            yield record, "known" if sound else "contradicted"
        elif record.id in told.accepted.files:
            yield record, "known"
        else:
            yield record, "contradicted" if record.kind != NOTE or place_of(record.file) in places else "unknown"


def is_borne_out(practice: Practice, told: Told, record: Record, waits: Iterable[Record] = ()) -> Borne:
    """The same of one record, as its file is now; `NotKept` where that cannot be read."""
    path = record_path(practice, record.id)
    with or_not_kept("This record cannot be read", path):
        digest = sha256(read_whole(path)).hexdigest()
    return next(how for _, how in borne_out(told, ((record, digest),), waits))


def borne_out_records(told: Told, hashed: Iterable[tuple[Record, str]], waits: Iterable[Record]) -> tuple[Record, ...]:
    """Of all records of a practice those that the history does not contradict, and what waits to get into it."""
    hashed, waits = tuple(hashed), tuple(waits)
    found = tuple(record for record, how in borne_out(told, hashed, waits) if how != "contradicted")
    there = {record.id for record, _ in hashed}
    return (*found, *(each for each in waits if each.id not in there))


def _as_signed(record: Record) -> Record:
    """The record without what it says of the file that was made of it."""
    return replace(record, file="", sha256="", body_sha256="", size=0, text_sha256="", lines=())
