"""Whether the files of a note still are what was signed, without looking at any other note: `verify` says the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from notewizard.errors import Failure
from notewizard.records.clients import charts_of, in_anothers
from notewizard.records.durable import read_whole
from notewizard.records.history.entry import place_of
from notewizard.records.history.reading import Told
from notewizard.records.history.verdicts import HANDED_OVER, INFO, Verdict
from notewizard.records.history.verifying import not_its_signature, verify_files
from notewizard.records.known_files import says_what_was_signed
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.terminal.show import show_line

MORE = "`notewizard verify` says more."
_RECORD = "has a record that the history does not bear out."
_SAID = {
    "not in history": "",  # its entries say so
    "moved": "is not where it was.",
    "missing": "is not where it was.",
    "wrong chart": "stands in the folder of another client.",
    "wrong folder": HANDED_OVER.removeprefix("It "),
    "unreadable": "cannot be read.",
    "record changed": _RECORD,
    "record untrusted": _RECORD,
    "no record": "has no record here.",
}
"""By class; any other one says that it is not as it was signed."""


def not_as_signed(practice: Practice, told: Told, records: Iterable[Record], note: str) -> Iterator[str]:
    """A sentence for each of these records whose file is not what was signed, or accepted since; `note`: the id of
    the one that is called the file, the others are named.

    Other line ends are no change, as `verify` has it.
    """
    records = tuple(records)
    for each, found in zip(records, verify_files(practice, told, records), strict=True):
        yield from _said("The file" if each.id == note else show_line(each.file), found)
    for bad in not_its_signature(practice, records, {each.id: each.file for each in records}):
        called = "The file" if bad.note == note else show_line(bad.file)
        more = f"`notewizard verify {bad.note}` says more."  # verify of all notes does not ask
        yield f"{called} has a detached signature that was made over something else. {more}"


def how_it_stands(practice: Practice, told: Told, record: Record, path: Path) -> Iterator[str]:
    """The same of the file at `path`, which is known as that of this record; one that stands beside it is a copy."""
    file = path.relative_to(practice.root).as_posix()
    ((found, *more),) = verify_files(practice, told, (record,), (file,))
    if not found.sha256 or place_of(found.file) == place_of(file):
        yield from _said("This file", (found, *more))
    elif not says_what_was_signed(read_whole(path), record):
        yield f"This file is a second copy of {show_line(found.file)}, and is not as it was signed. {MORE}"
    elif _is_in_anothers(practice, record, file):
        yield f"This file is a second copy of {show_line(found.file)}, and {_SAID['wrong chart']} {MORE}"


def _is_in_anothers(practice: Practice, record: Record, file: str) -> bool:
    """Whether this file stands in another client's folder; not where the list of clients cannot be read: `doctor`."""
    with suppress(Failure):
        return in_anothers(charts_of(practice.clients.all()), {record.client}, file)
    return False


def _said(called: str, found: Iterable[Verdict]) -> Iterator[str]:
    for one in found:
        said = "" if one.level == INFO else _SAID.get(one.kind, "is not as it was signed.")
        if said:
            yield f"{called} {said} {MORE}"
