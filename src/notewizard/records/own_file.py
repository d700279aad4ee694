"""A file of ours that people read and edit and the program changes: `config.toml`, `clients.toml`.

Every state the program writes is first added as a version (`.notewizard/versions/config.3.toml`) and then copied to
the plain name. So two writers lose nothing, a kill in between loses nothing, and what a person wrote by hand is kept
as a version before the program changes it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from notewizard.errors import NameTaken, NotKept
from notewizard.records.durable import (
    create,
    make_folder,
    or_not_kept,
    plain_reason,
    read_whole,
    remove_quietly,
    sync_folder,
)
from notewizard.records.publish import temporary_name
from notewizard.records.versions import Versions

_TRIES = 50


@dataclass(frozen=True)
class OwnFile:
    """One such file in a `.notewizard` folder."""

    folder: Path
    """The `.notewizard` folder."""
    name: str
    """`config.toml` or `clients.toml`."""

    @property
    def path(self) -> Path:
        """The file that people read and edit."""
        return self.folder / self.name

    @property
    def versions(self) -> Versions:
        """Every state the program has written or found."""
        stem, _, extension = self.name.rpartition(".")
        return Versions(self.folder / "versions", f"{stem}.", f".{extension}")

    def read(self) -> bytes | None:
        """What holds now; None when the file was never written.

        That is the plain file when a person edited it, else the newest version: the plain one may be older after a
        kill, or when two writers finished in the other order.
        """
        return self._now(self.versions.numbers())

    def counts_instead(self) -> Path | None:
        """The version that holds although the plain file says otherwise, as one of an earlier version's bytes does."""
        numbers = self.versions.numbers()
        plain, now = self._plain(), self._now(numbers)
        if plain is None or now == plain:
            return None
        return next(self.versions.path(each) for each in reversed(numbers) if self.versions.read(each) == now)

    def change(self, new: Callable[[bytes | None], bytes]) -> bytes:
        """`new(what holds now)` holds now. `new` may be called again when another writer came first."""
        with or_not_kept("The folder cannot be made", self.folder):
            make_folder(self.folder)
        for _ in range(_TRIES):
            # Listed once and first: a version that another writer adds from here on takes the next number, and is
            # never mistaken for the state that `before` was made from.
            numbers = self.versions.numbers()
            before = self._now(numbers)
            last = numbers[-1] if numbers else 0
            try:
                if before is not None and (not numbers or self.versions.read(last) != before):
                    last += 1
                    self.versions.add(last, before)
                after = new(before)
                if after != before:
                    self.versions.add(last + 1, after)
            except NameTaken:
                continue
            self._copy(after)
            return after
        raise NotKept("Another program keeps changing this file.", where=str(self.path), hint="Try again in a moment.")

    def _now(self, numbers: tuple[int, ...]) -> bytes | None:
        """What holds, as far as these versions tell."""
        plain = self._plain()
        newest = None
        for number in reversed(numbers):
            data = self.versions.read(number)
            if plain is not None and data == plain:
                plain = None
            if newest is None and data:
                newest = data
            if plain is None and newest is not None:
                break
        return newest if plain is None else plain

    def _plain(self) -> bytes | None:
        try:
            return read_whole(self.path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise NotKept(f"The file cannot be read: {plain_reason(error)}.", where=str(self.path)) from error

    def _copy(self, data: bytes) -> None:
        """The plain file holds the newest version, in one step; when it cannot, the version still counts."""
        staged = self.folder / temporary_name()
        try:
            create(staged, data)
            os.replace(staged, self.path)
            sync_folder(self.folder)
        except OSError:
            # The change is durable in its version, and `read` finds it there.
            remove_quietly(staged)
