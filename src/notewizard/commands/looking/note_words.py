"""Notes by their words: taken from the fingerprints where these know the file, read and folded where they do not."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import time_ns

from notewizard.documents import document_of
from notewizard.documents.opening import bytes_of
from notewizard.errors import NotKept
from notewizard.records.fingerprints import Fingerprints, Known, Member, Place, content_hash, stamp_of
from notewizard.reuse import SourceText
from notewizard.reuse.picking import chosen
from notewizard.reuse.segment import Segment, segment_of
from notewizard.reuse.taken import Taken

SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is written to again shows a later time, on any file system in use."""
MOST_FILES = 8
"""Files of fingerprints, from which on they are made into one."""


@dataclass(frozen=True, eq=False)
class NoteTaken(Taken):
    """A note by its words."""

    file: str

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.file)

    @property
    def empty(self) -> bool:
        """Whether it holds no word."""
        first, after = self.segment.firsts[self.number : self.number + 2]
        return bool(first == after)


def words_of(path: Path, data: bytes) -> str:
    """The text of the note at `path` without its front matter; raises `NotKept`."""
    document = document_of(path, data)
    return document.text[document.body_start :]


@dataclass
class NoteWords:
    """Takes notes in, one after the other, and keeps what was new."""

    fingerprints: Fingerprints | None
    """What is kept of the practice; None keeps nothing."""
    between: Callable[[], None]
    """Called after each note that had to be read."""
    _known: Known = field(init=False)
    _taken: list[tuple[Taken, str, str]] = field(default_factory=list)
    """Every note, its content hash and its stamp."""
    _fresh: list[int] = field(default_factory=list)
    """Which of them were not known."""
    _unstamped: int = 0
    """How many were known, but by their bytes alone."""

    def __post_init__(self) -> None:
        self._known = self.fingerprints.known() if self.fingerprints else Known()

    def take(self, file: str, name: str) -> NoteTaken:
        """The note in `file` as a source called `name`; raises `NotKept` when it cannot be read."""
        # Looked at before it is read: a file changed in between is then read again next time.
        try:
            status = os.stat(file)
        except (OSError, ValueError):
            place, stamp = self._read(Path(file)), ""
        else:
            stamp = stamp_of(file, status)
            known = self._known.stamps.get(stamp)
            place = known or self._read(Path(file))
            if known is None and time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) < SETTLED:
                stamp = ""
        taken = NoteTaken(name, place.segment, place.number, partial(_again, file, place.content), file)
        self._taken.append((taken, place.content, stamp))
        return taken

    def look_at(self, file: str) -> None:
        """Raises `NotKept` where `take` would, and takes nothing in: only what is not known is read."""
        try:
            if stamp_of(file, os.stat(file)) in self._known.stamps:
                return
        except (OSError, ValueError):
            pass  # Reading it says why.
        words_of(Path(file), bytes_of(Path(file)))

    def _read(self, path: Path) -> Place:
        """The words of a file whose stamp says nothing: known by its bytes, or new."""
        data = bytes_of(path)
        content = content_hash(path, data)
        place = self._known.contents.get(content)
        if place is not None:
            self._unstamped += 1
            return place
        place = Place(segment_of([SourceText(path.name, words_of(path, data))]), 0, content)
        self._known.contents[content] = place
        self._fresh.append(len(self._taken))
        self.between()
        return place

    def keep(self) -> None:
        """What was new is kept for the next start; many files, or many dead notes in them, become one."""
        known, count = self._known, len(self._taken)
        scattered = len(known.files) >= MOST_FILES or known.notes > 2 * count + 32
        anew = scattered or self._unstamped > 32 or 4 * len(self._fresh) > count
        which = range(count) if anew and (self._fresh or self._unstamped or scattered) else self._fresh
        if not which or self.fingerprints is None:
            return
        segments: dict[int, tuple[int, Segment]] = {}
        numbers: dict[str, int] = {}
        picks: list[tuple[int, int, Taken]] = []
        members: list[Member] = []
        for taken, content, stamp in (self._taken[at] for at in which):
            if content not in numbers:
                numbers[content] = len(picks)
                at, _ = segments.setdefault(id(taken.segment), (len(segments), taken.segment))
                picks.append((at, taken.number, taken))
            members.append(Member(content, stamp, numbers[content]))
        whole = chosen([segment for _, segment in segments.values()], picks)
        self.fingerprints.keep(whole, members, known.files if anew else ())


def _again(file: str, content: str) -> str | None:
    """The text of a note that was taken in with those bytes; None when it has others now."""
    path = Path(file)
    try:
        data = bytes_of(path)
        return words_of(path, data) if content_hash(path, data) == content else None
    except NotKept:
        return None
