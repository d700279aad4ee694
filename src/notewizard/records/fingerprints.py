"""What is known of the notes of a practice, kept on this machine, so that the next start need not read them again.

Create-only files, each named by a hash of its bytes, each the words of one note or of many (`reuse.packing` says what
they tell about a note: keep them as you keep the notes; files are 0600 in a folder of 0700). Beside the words a file
holds for each note a hash of its bytes and one of its place, size and times. No text, no path, no name of a client.

Whatever cannot be read, or was made by a program that reads notes differently, is passed over, and the notes are read
again. Two processes never disturb each other: both write what is true, under a name that says so; a file is taken away
only when another holds all that is in it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from notewizard import __version__, documents, reuse
from notewizard.errors import NotKept
from notewizard.records.durable import create, private_folder, read_whole, remove_quietly
from notewizard.records.state import State

if TYPE_CHECKING:
    from notewizard.reuse.segment import Segment

SUFFIX = ".words"
_HASH = 32
"""Letters of a hash."""
_NO_STAMP = "-" * _HASH


class Member(NamedTuple):
    """One note in a file of fingerprints."""

    content: str
    """`content_hash` of it."""
    stamp: str
    """`stamp_of` it when it was read; empty when that could not be relied on."""
    number: int
    """Which text of the file it is; equal notes are one text."""


class Place(NamedTuple):
    """Where the words of a note are."""

    segment: Segment
    number: int
    content: str


@dataclass(frozen=True)
class Known:
    """All that was kept and could be read."""

    stamps: dict[str, Place] = field(default_factory=dict)
    """By `stamp_of`: these files need not be read."""
    contents: dict[str, Place] = field(default_factory=dict)
    """By `content_hash`: these files need not be taken apart."""
    files: tuple[str, ...] = ()
    """The names of the files, also of those passed over."""
    notes: int = 0
    """How many notes the files hold, those counted twice that are in two."""


@dataclass(frozen=True)
class Fingerprints:
    """The fingerprints of one practice, seen from one place in the file system."""

    state: State
    practice: Path
    """The practice folder."""

    @property
    def folder(self) -> Path:
        """Where they are: below the state folder, under a hash of the practice's path."""
        return self.state.fingerprints / _hash(os.path.realpath(self.practice).encode("utf-8", "surrogateescape"))

    def known(self) -> Known:
        """Everything kept; never an error."""
        from notewizard.reuse.packing import unpacked

        known = Known()
        try:
            names = sorted(name for name in os.listdir(self.folder) if name.endswith(SUFFIX))
        except OSError:
            return known
        notes = 0
        for name in names:
            # Whatever is wrong with a file that can be made again, it is passed over.
            with suppress(OSError, NotKept, KeyError, TypeError, ValueError):
                segment, kept = unpacked(read_whole(self.folder / name))
                if kept["form"] != form():
                    continue
                numbers = kept["numbers"]
                if any(not 0 <= number < len(segment.firsts) - 1 for number in numbers):
                    continue
                contents = _apart(kept["contents"])
                places = [Place(segment, *each) for each in zip(numbers, contents, strict=True)]
                stamped = dict(zip(_apart(kept["stamps"]), places, strict=True))
                stamped.pop(_NO_STAMP, None)
                known.contents.update(zip(contents, places, strict=True))
                known.stamps.update(stamped)
                notes += len(numbers)
        return Known(known.stamps, known.contents, tuple(names), notes)

    def keep(self, segment: Segment, members: Sequence[Member], instead_of: Iterable[str] = ()) -> None:
        """The words of `segment`, whose texts `members` are, are kept; then the files `instead_of` which they are go.

        A disk that refuses is no error: the notes will be read again.
        """
        from notewizard.reuse.packing import packed

        notes = {
            "form": form(),
            "contents": "".join(each.content for each in members),
            "stamps": "".join(each.stamp or _NO_STAMP for each in members),
            "numbers": [each.number for each in members],
        }
        data = packed(segment, notes)
        name = f"{_hash(data)}{SUFFIX}"
        try:
            self.state.ready(self.state.fingerprints)
            private_folder(self.folder)
            _written(self.folder / name, data)
        except (OSError, NotKept):
            return
        for old in instead_of:
            if old != name:
                remove_quietly(self.folder / old)


def _written(path: Path, data: bytes) -> None:
    try:
        create(path, data)
    except FileExistsError:
        # Another process was as quick; or one was killed while it wrote, and then the file is ours to clear away.
        if read_whole(path) != data and remove_quietly(path):
            create(path, data)


def content_hash(path: Path, data: bytes) -> str:
    """A hash of the bytes of the file at `path`, and of the ending of its name, by which it is read."""
    return _hash(path.suffix.lower().encode("utf-8", "surrogateescape") + b"\0" + data)


def stamp_of(path: str, status: os.stat_result) -> str:
    """A hash of where a file is, how large, and when it was last changed: another one after every write."""
    size, device = status.st_size, status.st_dev
    seen = f"{path}\0{size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} {device}"
    return _hash(seen.encode("utf-8", "surrogateescape"))


def _apart(hashes: str) -> list[str]:
    """Hashes that were written one after the other: as one text they are read ten times as fast as each alone."""
    return [hashes[at : at + _HASH] for at in range(0, len(hashes), _HASH)]


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


@cache
def form() -> str:
    """A hash of the program's own code that reads files and takes texts apart: another one, and all is made anew."""
    digest = blake2b(__version__.encode(), digest_size=16)
    with suppress(OSError):  # Where the code lies in no folder, the version alone tells.
        for package in (reuse, documents):
            folder = package.__path__[0]
            for name in sorted(os.listdir(folder)):
                if name.endswith((".py", ".txt")):
                    digest.update(Path(folder, name).read_bytes())
    return digest.hexdigest()
