"""A signed note is never written again: its record says so, whatever became of its file."""

from __future__ import annotations

from notewizard.commands.desk import Desk
from notewizard.commands.filed.at_paths import meant, practice_at
from notewizard.errors import NotKept, Refused
from notewizard.records.later import NOTE, WRITINGS
from notewizard.records.practice import Practice
from notewizard.records.record import Record, all_records


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


def refuse_signed(desk: Desk, named: str) -> None:
    """`Refused` where `named`, which is no draft, is a signed note by its file or its id: it is locked."""
    practice = practice_at(desk.world.folder / named) or desk.practice
    if practice is None:
        return
    records = {each.id: each for each in all_records(practice)[0]}
    by_file = {each.file: each for each in records.values()}
    file, id_ = meant(practice, desk.world.folder, named, by_file, records)
    record = records.get(id_) or by_file.get(file or "")
    if record is None:
        return
    path = practice.root.joinpath(*record.file.split("/"))
    hint = f"See what was written to it: notewizard history {record.id}"
    if not path.exists():
        hint = "Its file is not there now. See what became of it: notewizard verify"
    elif record.kind == NOTE:
        hint = f'Add to it: notewizard addend "{path}" --addendum, --late-entry or --correction'
    elif record.kind in WRITINGS:
        hint = f'What is wrong in it: notewizard addend "{path}" --correction'
    raise Refused(
        f"This {record.kind} is signed and locked: it is no draft any more, and is never written again.",
        where=str(path),
        hint=hint,
        not_done="Nothing was changed.",
    )
