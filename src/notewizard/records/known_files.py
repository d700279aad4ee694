"""Which record a file is that of: the one place that says so, whatever became of the file's name, head or line ends."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from notewizard.errors import Failure
from notewizard.records.accepted import acceptances
from notewizard.records.durable import read_whole
from notewizard.records.history.entry import text_hash
from notewizard.records.history.in_chart import head_of
from notewizard.records.practice import Practice
from notewizard.records.record import Record


@dataclass(frozen=True)
class KnownFiles:
    """The records of a practice, looked up by files. What waits has no file yet, and is that of none."""

    practice: Practice
    records: tuple[Record, ...]

    def in_place(self, file: str) -> Record | None:
        """The record of what was signed in this file, relative to the practice folder, in whatever Unicode form."""
        return self._by_file.get(_composed(file))

    def without(self, files: Iterable[str]) -> KnownFiles:
        """What was signed in none of these files."""
        there = {_composed(each) for each in files}
        return KnownFiles(self.practice, tuple(each for each in self._signed if _composed(each.file) not in there))

    def at(self, path: Path) -> Record | None:
        """The record of the file at `path`, as `record_of` has it; None where the file cannot be read."""
        root = self.practice.root
        file = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
        try:
            return self.in_place(file) or self.record_of(read_whole(path), file)
        except (OSError, Failure):
            return None

    def record_of(self, data: bytes, file: str = "") -> Record | None:
        """The record of a file with these bytes; `file`: where in the practice it lies.

        What was signed in that place, else the note that the head of the file names, and only where there is no head
        the one that was signed, or accepted since, with these bytes or this text, or accepted in this place. None for a
        file of another program, and for a head that fits no record. `NotKept` for a damaged head.
        """
        if (record := self.in_place(file)) is not None:
            return record
        front = head_of(data, file)
        if front is not None:
            found = self._by_id.get(front.id)
            return found if found is not None and found.client == front.client else None
        digest = sha256(data).hexdigest()
        found = self._by_hash.get(digest) or self._by_hash.get(text_hash(data)) or self._accepted.get(digest)
        return found or self._accepted.get(_composed(file))

    @cached_property
    def _by_file(self) -> dict[str, Record]:
        return {_composed(each.file): each for each in reversed(self._signed)}  # of two claims the first

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {each.id: each for each in self._signed}

    @cached_property
    def _by_hash(self) -> dict[str, Record]:
        """By the sha256 of the bytes that were signed, and by that of their text."""
        texts = {each.text_sha256: each for each in self._signed if each.text_sha256}
        return texts | {each.sha256: each for each in self._signed}

    @cached_property
    def _accepted(self) -> dict[str, Record]:
        """By the sha256 of what somebody accepted as the note's file, and by where it was then.

        `NotKept` where an acceptance cannot be read.
        """
        noted: set[str] = set()
        with suppress(OSError):
            noted = {name.partition(".")[0] for name in os.listdir(self.practice.dot / "accepted")}
        mine = (each for each in self._signed if each.id in noted)
        accepted = ((one, each) for each in mine for one in acceptances(self.practice, each.id) if one.sha256)
        return {key: each for one, each in accepted for key in (one.sha256, _composed(one.file))}

    @cached_property
    def _signed(self) -> tuple[Record, ...]:
        return tuple(each for each in self.records if each.sha256)


def says_what_was_signed(data: bytes, record: Record) -> bool:
    """Whether a file reads as it was signed: other line ends and another encoding are no other words."""
    return sha256(data).hexdigest() == record.sha256 or bool(
        record.text_sha256 and text_hash(data) == record.text_sha256
    )


def _composed(file: str) -> str:
    """The path as records hold it: sync programs and disks take letters with accents apart (NFD)."""
    return unicodedata.normalize("NFC", file)
