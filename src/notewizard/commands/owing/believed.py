"""The records by which is told what is owed: what somebody changed or made up would hide a note that is owed.

The whole of it is `verify`'s to say; here a record is held against the history alone, and no note's file is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from notewizard.commands.counting import counted
from notewizard.records.history.acceptances import OF_RECORD
from notewizard.records.history.borne_out import borne_out
from notewizard.records.history.folder import spelled_here
from notewizard.records.history.reading import read_history
from notewizard.records.history.verifying import signed_in
from notewizard.records.later import CO_SIGNATURE, IN_ERROR
from notewizard.records.outbox import waiting_records
from notewizard.records.practice import Practice
from notewizard.records.record import Record, Unreadable, hashed_records
from notewizard.records.state import State

SEE = "See: notewizard verify"


@dataclass(frozen=True)
class Believed:
    """Every record of a practice, sorted by what the history says of it."""

    records: tuple[Record, ...]
    """Those that count, what is not known among them, and what is signed on this computer and waits to get there."""
    contradicted: tuple[Record, ...] = ()
    """Those that do not count: not the one that was kept, or with no signature where there must be one."""
    unknown: tuple[Record, ...] = ()
    """Notes of which the history knows nothing: from before there was one, or made up."""
    gone: tuple[str, ...] = ()
    """The ids of those that the history knows and that are not there: nobody knows what they asked for."""
    unreadable: tuple[Unreadable, ...] = ()
    waiting: frozenset[str] = frozenset()
    """The ids of those among `records` that are signed on this computer and not in the folder."""
    accepted: Mapping[str, str] = field(default_factory=dict)
    """By id, the file that somebody accepted as the note's; empty where none is to be there, or nobody can tell."""

    def to_co_sign(self) -> tuple[Record, ...]:
        """Those by which is told what waits for a supervisor: one in doubt may ask for a co-signature, not be one."""
        return *self.records, *(each for each in self.contradicted if each.kind not in (CO_SIGNATURE, IN_ERROR))

    def sentences(self) -> tuple[str, ...]:
        """What is to be said of those that the history does not bear out."""
        found = []
        if number := len(self.contradicted):
            are = "is" if number == 1 else "are"
            found.append(f"{counted(number, 'record')} {are} not as the history has it, and not counted here. {SEE}")
        if number := len(self.unknown):
            found.append(f"{counted(number, 'note')} counted here of which the history knows nothing. {SEE}")
        if number := len(self.gone):
            are = "is" if number == 1 else "are"
            what = counted(number, "record")
            found.append(f"{what} that the history knows {are} not there, and not counted here. {SEE}")
        return tuple(found)

    def without_file(self, practice: Practice) -> tuple[Record, ...]:
        """Those that count and whose file is neither where it was signed nor where it was accepted: that they name.

        Only whether a file is there is asked, and none is read. Nobody knows that of one in a folder that cannot be
        looked into: the folder is told where the notes are counted.
        """
        here = (each for each in self.records if each.id not in self.waiting)
        named = ((each, self.accepted.get(each.id, each.file)) for each in here)
        return tuple(
            replace(each, file=file)
            for each, file in named
            if file and not any(_may_be_there(practice, one) for one in (file, each.file))
        )


def _may_be_there(practice: Practice, file: str) -> bool:
    try:
        return bool(spelled_here(practice.root, file))
    except OSError:
        return True


def believed(practice: Practice, state: State) -> Believed:
    """The records of this practice, each held against its history; all count where there is no history yet."""
    waits = waiting_records(state, practice)  # first: one that is brought meanwhile is found in the folder
    hashed, unreadable = hashed_records(practice)
    told = read_history(practice, state)
    here = {record.id for record, _ in hashed}
    coming = tuple(each for each in waits if each.id not in here)
    on_their_way = frozenset(each.id for each in coming)
    if not told.entries:
        records = (*(record for record, _ in hashed), *coming)
        return Believed(records, unreadable=unreadable, waiting=on_their_way)
    kinds = list(borne_out(told, hashed, waits))
    signed, _ = signed_in(told)
    there = here | on_their_way | {each.path.stem for each in unreadable}
    gone = (id_ for id_ in signed if id_ not in there and not told.accepted.said(id_, OF_RECORD["no record"]))
    return Believed(
        (*(record for record, how in kinds if how != "contradicted"), *coming),
        tuple(record for record, how in kinds if how == "contradicted"),
        tuple(record for record, how in kinds if how == "unknown"),
        tuple(gone),
        unreadable,
        on_their_way,
        {note: told.accepted.file_of(note) for note in told.accepted.files},
    )
