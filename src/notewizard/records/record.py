"""One note as it is kept for programs: `.notewizard/records/<note id>.json`, written once."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from notewizard.errors import NameTaken, NotKept
from notewizard.records.durable import make_folder, or_not_kept, plain_reason, read_whole, remove_quietly
from notewizard.records.ids import check_id
from notewizard.records.practice import Practice
from notewizard.records.publish import Published, clear_claim, publish

SCHEMA = 1

Json = Mapping[str, object]


@dataclass(frozen=True)
class Record:
    """Everything known of one finished note."""

    id: str
    """The note's own id; opaque."""
    kind: str
    """`progress note`, or one of the later writings: `addendum`, `late entry`, `correction`, `co-signature`."""
    client: str
    """The client's id."""
    date: str
    """Of the session, YYYY-MM-DD."""
    author: str
    """Name and credential, as printed."""
    file: str
    """The note's file, relative to the practice folder, `/` between parts."""
    sha256: str
    """Of the file's bytes."""
    body_sha256: str
    """Of the bytes after the front matter."""
    format: Json
    """The format: id, version, sha256."""
    template: Json
    """The template: id, version, sha256."""
    program: str
    """The notewizard that wrote it: its version."""
    clock: Json
    """When it was signed: `utc`, `offset`, `zone`, as the machine said."""
    elements: Json
    """The note itself: its answers, shaped as an answers file."""
    rules: Json = field(default_factory=dict)
    """The rule packs it was checked with: id to sha256."""
    kept: tuple[Json, ...] = ()
    """The warnings the author let stand, each with its reason."""
    parent: Json = field(default_factory=dict)
    """For a later writing: `id` and `sha256` of the note it is about."""
    reason: str = ""
    """For a later writing: why."""
    size: int = 0
    """Of the file, in bytes; 0 in records from before there was a history."""
    text_sha256: str = ""
    """Of what the file says, whatever its line ends and encoding (`history.entry.text_hash`)."""
    lines: tuple[str, ...] = ()
    """A short hash of each line, so that a change can be placed."""
    anchor: tuple[str, ...] = ()
    """The heads of the history when it was signed: those that the code in its signature stands for."""
    detached: bool = False
    """The practice wanted a detached signature beside it; not said where it wanted none."""

    def to_bytes(self) -> bytes:
        """The file's bytes: JSON, sorted, ASCII, so that equal records are equal bytes."""
        said = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "detached" or self.detached}
        shaped = {"schema": SCHEMA, **said}
        return (json.dumps(shaped, ensure_ascii=True, sort_keys=True, indent=1, allow_nan=False) + "\n").encode("ascii")


def record_from(shaped: Json) -> Record:
    """The record in the JSON object that `to_bytes` or a draft holds; `TypeError` for any other object.

    The type of every field is checked here and nowhere else; what `elements` holds is checked by whoever reads answers.
    """
    whole: dict[str, Any] = dict(shaped)
    for key in ("kept", "lines", "anchor"):
        if key in whole:
            if not isinstance(whole[key], (list, tuple)):
                raise TypeError(key)
            whole[key] = tuple(whole[key])
    record = Record(**whole)
    _check_types(record)
    return record


def _check_types(one: Record) -> None:
    """`TypeError` where a field, a text in a list or a text in a table is of another type than `Record` says.

    Thousands of records are read to answer one question: `dict.values` and `join` refuse what is no table and no text
    without a loop of ours.
    """
    if (type(one.elements), type(one.size), type(one.detached)) != (dict, int, bool):
        raise TypeError
    texts = (one.id, one.kind, one.client, one.date, one.author, one.file, one.sha256, one.body_sha256, one.program)
    tables = (one.format, one.template, one.clock, one.rules, one.parent, *one.kept)
    told: Iterable[Any] = chain.from_iterable(map(dict.values, tables))  # type: ignore[arg-type]
    "".join((*texts, one.reason, one.text_sha256, *one.lines, *one.anchor, *told))


@dataclass(frozen=True)
class Unreadable:
    """A file that should say something and cannot be read (R8)."""

    path: Path
    why: str
    """A sentence without its final period."""


def record_path(practice: Practice, note_id: str) -> Path:
    """Where the record of this note is."""
    return practice.records / f"{check_id(note_id, 'note id')}.json"


def record_temporary(note_id: str) -> str:
    """The name of the temporary file that this record is made from."""
    return f"~$nw-{note_id}.tmp"


def keep_record(practice: Practice, record: Record, sure: Callable[[], None] = lambda: None) -> Published:
    """The record is on disk; keeping the same one again changes nothing, another one of that id is `NotKept`.

    `sure`: as `publish` asks it.
    """
    with or_not_kept("The folder cannot be made", practice.records):
        make_folder(practice.records, parents=False)
    path, data = record_path(practice, record.id), record.to_bytes()
    # Only the holder of this note's draft writes this record, so the name is free to clear after a kill.
    temporary = record_temporary(record.id)
    remove_quietly(practice.records / temporary)
    clear_claim(path)
    try:
        return publish(practice.records, path.name, data, within=practice.root, temporary=temporary, sure=sure)
    except NameTaken:
        if _whole(path) != data:
            raise NotKept(
                "Another record of this id is already there.", where=str(path), not_done="It was not touched."
            ) from None
        return Published(path, sha256(data).hexdigest())


def read_record(path: Path) -> Record:
    """The record in this file; `NotKept` with its path when it cannot be read or trusted."""
    return record_in(_whole(path), path)


def record_in(data: bytes, path: Path) -> Record:
    """The record in a file's bytes; `NotKept` with its path when it cannot be trusted."""
    try:
        shaped = json.loads(data)
        if not isinstance(shaped, dict) or shaped.pop("schema", None) != SCHEMA:
            raise ValueError
        record = record_from(shaped)
    except (ValueError, TypeError, RecursionError):
        raise NotKept(
            "This record cannot be read.",
            where=str(path),
            hint="The note itself may be whole: look at it, and restore the record from a backup.",
            not_done="Nothing was changed.",
        ) from None
    if record.id != path.stem:
        raise NotKept("This record is that of another note.", where=str(path), not_done="Nothing was changed.")
    return record


def record_names(practice: Practice) -> tuple[list[str], tuple[Unreadable, ...]]:
    """The names of the files that should be records, in order; where they cannot be listed, why."""
    try:
        return sorted(name for name in os.listdir(practice.records) if name.endswith(".json")), ()
    except FileNotFoundError:
        return [], ()
    except OSError as error:
        return [], (Unreadable(practice.records, f"The records cannot be listed: {plain_reason(error)}"),)


def all_records(practice: Practice) -> tuple[tuple[Record, ...], tuple[Unreadable, ...]]:
    """Every record by session date, and every file that should be one and cannot be read."""
    found, unreadable = hashed_records(practice)
    return tuple(record for record, _ in found), unreadable


def hashed_records(practice: Practice) -> tuple[tuple[tuple[Record, str], ...], tuple[Unreadable, ...]]:
    """Every record by session date, each with the sha256 of its file, and every file that cannot be read as one."""
    names, trouble = record_names(practice)
    found, unreadable = [], list(trouble)
    for name in names:
        path = practice.records / name
        try:
            data = _whole(path)
            found.append((record_in(data, path), sha256(data).hexdigest()))
        except NotKept as trouble:
            unreadable.append(Unreadable(path, trouble.what.rstrip(".")))
    return tuple(sorted(found, key=lambda each: (each[0].date, each[0].id))), tuple(unreadable)


def _whole(path: Path) -> bytes:
    try:
        return read_whole(path)
    except OSError as error:
        raise NotKept(f"This record cannot be read: {plain_reason(error)}.", where=str(path)) from error
