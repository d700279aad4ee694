"""Which record a file is that of: the one place that says so, whatever became of the file's name, head or line ends."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from notewizard.errors import Failure
from notewizard.records.accepted import Acceptance, acceptances
from notewizard.records.durable import read_whole
from notewizard.records.history.entry import text_hash
from notewizard.records.history.in_chart import head_of
from notewizard.records.history.reading import read_history
from notewizard.records.history.verifying import signed_in
from notewizard.records.ids import composed
from notewizard.records.practice import Practice, note_files
from notewizard.records.record import Record

TEXTS = frozenset({".md", ".txt"})
"""Endings of the files that a note of ours may have."""


@dataclass(frozen=True)
class KnownFiles:
    """The records of a practice, looked up by files. What waits has no file yet, and is that of none."""

    practice: Practice
    records: tuple[Record, ...]

    def in_place(self, file: str) -> Record | None:
        """The record of what was signed in this file, relative to the practice folder, in whatever Unicode form."""
        return next(iter(self._settled(self._by_file.get(composed(file), []))), None)

    def at(self, path: Path) -> Record | None:
        """The record of the file at `path`, as `record_of` has it; None where the file cannot be read."""
        root = self.practice.root
        file = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
        try:
            return self.record_of(read_whole(path), file)
        except (OSError, Failure):
            return None

    def record_of(self, data: bytes, file: str = "") -> Record | None:
        """The record of a file with these bytes, as `whose` has it; `file`: where in the practice it lies.

        Where nothing says whose it is, that of the note that was accepted in this place and lies nowhere else: what
        stands there looks changed, and is not thereby that client's.
        """
        found = self.whose(data, file)
        if found is not None or head_of(data, file) is not None or self._claims(data):
            return found
        was = self._accepted_in.get(composed(file))
        return was if was is not None and not self._is_elsewhere(was) else None

    def whose(self, data: bytes, file: str = "") -> Record | None:
        """The record of the note that a file with these bytes is, by what it says itself; by its place only then.

        That of the note that its head names; where there is no head the one that was signed, or accepted since, with
        these bytes or this text; and where neither says anything, what was signed in that place. Of two notes with the
        same bytes the one that the history knows, then the one of this place; else neither. None for a file of another
        program, and for a head that fits no record. `NotKept` for a damaged head of a file in no note's place.
        """
        try:
            front = head_of(data, file)
        except Failure:
            if (record := self.in_place(file)) is None:
                raise
            return record
        if front is not None:
            found = self._by_id.get(front.id)
            return found if found is not None and found.client == front.client else None
        if not (claims := self._settled(self._claims(data))):
            return self.in_place(file)
        if len(claims) > 1:
            claims = [each for each in claims if composed(each.file) == composed(file)]
        return claims[0] if len(claims) == 1 else None

    def signed(self, note: str) -> Record | None:
        """The record of the note of this id."""
        return self._by_id.get(note)

    def _claims(self, data: bytes) -> list[Record]:
        """The records of notes that were signed with these bytes; else accepted with them; else signed as this text."""
        digest = sha256(data).hexdigest()
        return self._by_bytes.get(digest) or self._accepted_as.get(digest) or self._by_text.get(text_hash(data)) or []

    def _settled(self, claims: list[Record]) -> list[Record]:
        """Of several notes that claim one file those that the history knows, where it knows any: anybody can make up
        a record.
        """
        if len(claims) < 2:
            return claims
        return [each for each in claims if self._witnessed.get(each.id) == each.sha256] or claims

    def _is_elsewhere(self, record: Record) -> bool:
        """Whether what was signed or accepted as this note lies in the practice."""
        for path in note_files(self.practice.root, closed=lambda _: None):
            with suppress(OSError):
                if path.suffix.lower() in TEXTS and record in self._claims(read_whole(path)):
                    return True
        return False

    @cached_property
    def _by_file(self) -> dict[str, list[Record]]:
        return _listed((composed(each.file), each) for each in self._signed)

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {each.id: each for each in self._signed}

    @cached_property
    def _by_bytes(self) -> dict[str, list[Record]]:
        return _listed((each.sha256, each) for each in self._signed)

    @cached_property
    def _by_text(self) -> dict[str, list[Record]]:
        return _listed((each.text_sha256, each) for each in self._signed if each.text_sha256)

    @cached_property
    def _accepted_as(self) -> dict[str, list[Record]]:
        """By the sha256 of what somebody accepted as the note's file."""
        return _listed((one.sha256, each) for one, each in self._accepted)

    @cached_property
    def _accepted_in(self) -> dict[str, Record]:
        """By where the note's file was when somebody accepted it."""
        return {composed(one.file): each for one, each in self._accepted}

    @cached_property
    def _accepted(self) -> tuple[tuple[Acceptance, Record], ...]:
        """Every file that was accepted as a note's; `NotKept` where an acceptance cannot be read."""
        noted: set[str] = set()
        with suppress(OSError):
            noted = {name.partition(".")[0] for name in os.listdir(self.practice.dot / "accepted")}
        mine = (each for each in self._signed if each.id in noted)
        return tuple((one, each) for each in mine for one in acceptances(self.practice, each.id) if one.sha256)

    @cached_property
    def _witnessed(self) -> dict[str, str]:
        """By note, the sha256 of what the history says was signed."""
        signed, _ = signed_in(read_history(self.practice))
        return {note: event.sha256 for note, event in signed.items()}

    @cached_property
    def _signed(self) -> tuple[Record, ...]:
        return tuple(each for each in self.records if each.sha256)


def _listed(pairs: Iterable[tuple[str, Record]]) -> dict[str, list[Record]]:
    """By key, each record that claims it, once."""
    found: dict[str, list[Record]] = {}
    for key, record in pairs:
        there = found.setdefault(key, [])
        if record not in there:
            there.append(record)
    return found


def says_what_was_signed(data: bytes, record: Record) -> bool:
    """Whether a file reads as it was signed: other line ends and another encoding are no other words."""
    return sha256(data).hexdigest() == record.sha256 or bool(
        record.text_sha256 and text_hash(data) == record.text_sha256
    )
