"""A signed note is never written again: its record says so, whatever became of its file."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from notewizard.commands.desk import Desk
from notewizard.commands.filed.at_paths import meant, practice_at
from notewizard.errors import Failure, NotKept, Refused
from notewizard.records.history.folder import spelled_here
from notewizard.records.known_files import KnownFiles
from notewizard.records.later import NOTE, WRITINGS
from notewizard.records.practice import Practice
from notewizard.records.record import Record, all_records


def locked(record: Record, practice: Practice) -> NotKept:
    """The refusal to write where a record says that a signed note stands, even one whose file is not there now."""
    stands, path = _file_of(record, practice)
    what = "A signed note stands here." if stands else "A signed note stood here, and its file is not there now."
    return NotKept(
        what,
        where=str(path),
        hint=_add_to(path) if stands else "See what became of it: notewizard verify",
        not_done="Nothing was written.",
    )


def _file_of(record: Record, practice: Practice) -> tuple[bool, Path]:
    """Whether what was signed has a file in its place, and where, as the disk spells its name."""
    found: tuple[str, ...] = ()
    with suppress(OSError):  # a folder that cannot be looked into
        found = spelled_here(practice.root, record.file)
    return bool(found), practice.root.joinpath(*(found[0] if found else record.file).split("/"))


def _add_to(path: Path) -> str:
    return f'Add to it: notewizard addend "{path}" --addendum, --late-entry or --correction'


def refuse_signed(desk: Desk, named: str) -> None:
    """`Refused` where `named`, which is no draft, is a signed note by its file or its id: it is locked.

    So is one whose file is not where it was signed, and any other file is said to be no draft.
    """
    practice = practice_at(desk.world.folder / named) or desk.practice
    if practice is None:
        return
    records = {each.id: each for each in all_records(practice)[0]}
    known, here = KnownFiles(practice, tuple(records.values())), desk.world.folder / named
    file, id_ = meant(practice, desk.world.folder, named, {each.file for each in records.values()}, records)
    record = records.get(id_) or known.in_place(file or "")
    if record is None and os.path.isfile(here):
        record = known.at(here)
        if record is None and _is_client(practice, named):
            return  # of whom there is no draft: that a file has this name as well means nothing
        _refuse_file(here, record, practice)
    if record is None:
        return
    stands, path = _file_of(record, practice)
    hint = f"See what was written to it: notewizard history {record.id}"
    if not stands:
        hint = "Its file is not there now. See what became of it: notewizard verify"
    elif record.kind == NOTE:
        hint = _add_to(path)
    elif record.kind in WRITINGS:
        hint = f'What is wrong in it: notewizard addend "{path}" --correction'
    raise _is_locked(record, path, hint)


def _is_client(practice: Practice, named: str) -> bool:
    try:
        return bool(practice.clients.find(named))
    except Failure:  # a list that does not read is said where it is needed
        return False


def _refuse_file(path: Path, record: Record | None, practice: Practice) -> NoReturn:
    if record is None:
        raise Refused(
            "This is a file, and no draft.",
            where=str(path),
            hint="List the drafts with: notewizard drafts",
            not_done="Nothing was changed.",
        )
    now = "stands there: this is a copy" if _file_of(record, practice)[0] else "is not there now"
    raise _is_locked(record, path, f"It was signed as {record.file}, and {now}: notewizard verify")


def _is_locked(record: Record, path: Path, hint: str) -> Refused:
    return Refused(
        f"This {record.kind} is signed and locked: it is no draft any more, and is never written again.",
        where=str(path),
        hint=hint,
        not_done="Nothing was changed.",
    )
