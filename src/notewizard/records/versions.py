"""Files that are only ever added to: version 1, 2, 3, … of one thing, none of them ever written again.

The number is the referee between two writers: both may prepare version 5, one gets the name, the other reads what
the first wrote and prepares version 6. This holds on shared folders, where locks do not.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.durable import make_folder, or_not_kept, plain_reason, read_whole
from notewizard.records.publish import Published, publish


@dataclass(frozen=True)
class Version:
    """One version as it lies there."""

    number: int
    path: Path
    data: bytes


@dataclass(frozen=True)
class Versions:
    """The numbered files `<prefix><n><suffix>` in one folder."""

    folder: Path
    """Made at the first `add`."""
    prefix: str = ""
    suffix: str = ".toml"

    def numbers(self) -> tuple[int, ...]:
        """The version numbers that are there, ascending."""
        pattern = re.compile(re.escape(self.prefix) + r"([1-9][0-9]{0,8})" + re.escape(self.suffix))
        try:
            names = os.listdir(self.folder)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise NotKept(f"The folder cannot be read: {plain_reason(error)}.", where=str(self.folder)) from error
        return tuple(sorted(int(match[1]) for match in map(pattern.fullmatch, names) if match))

    def path(self, number: int) -> Path:
        """Where this version stands or would stand."""
        return self.folder / f"{self.prefix}{number}{self.suffix}"

    def read(self, number: int) -> bytes:
        """The bytes of this version; `NotKept` with its path when they cannot be read (R8)."""
        try:
            return read_whole(self.path(number))
        except OSError as error:
            raise NotKept(f"The file cannot be read: {plain_reason(error)}.", where=str(self.path(number))) from error

    def whole(self) -> tuple[Version, ...]:
        """Every version, the first one first.

        An empty file is no version: where links are not supported, a kill can leave a name claimed and nothing in it.
        """
        return tuple(each for each in map(self._at, self.numbers()) if each.data)

    def last(self) -> Version | None:
        """The highest version; None where there is none. No other is read."""
        return next((each for each in map(self._at, reversed(self.numbers())) if each.data), None)

    def newest(self) -> bytes | None:
        """The bytes of the highest version; None where there is none."""
        last = self.last()
        return last.data if last else None

    def _at(self, number: int) -> Version:
        return Version(number, self.path(number), self.read(number))

    def add(self, number: int, data: bytes) -> Published:
        """The new version is durable; `NameTaken` when another writer was first with this number."""
        with or_not_kept("The folder cannot be made", self.folder):
            make_folder(self.folder)
        return publish(self.folder, self.path(number).name, data)
