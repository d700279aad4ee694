"""One draft: what has been answered and what is being typed, durable at every step (R3).

A draft is an append-only journal. When the disk refuses a write, the journal is not trusted any more (after a failed
fsync a second one may lie): the next append writes everything into a new file, the next generation.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.durable import APPEND, create, plain_reason, read_whole, remove_quietly, sync_folder, write_all
from notewizard.records.journal import Entry, Seal, decode, encode
from notewizard.records.lock import Lock


@dataclass(frozen=True)
class Damage:
    """Bytes of a draft that could not be read; they are kept, never guessed at (R8)."""

    path: Path
    """The file that holds them now."""
    size: int
    """How many bytes."""


class Draft:
    """An open draft, held by this process alone. Made by `Drafts.begin` and `Drafts.open`."""

    def __init__(self, folder: Path, draft_id: str, lock: Lock, seal: Seal | None = None) -> None:
        self.id = draft_id
        """Opaque; the word for `notewizard resume`."""
        self.folder = folder
        self._lock = lock
        self._seal = seal
        """Closes the lines that hold words; None: they are written as they are."""
        self._guard = threading.RLock()
        self._waiting: deque[Entry] = deque()
        self._writing = False
        self._trusted = True
        self._lines: list[bytes] = []
        self._entries: list[dict[str, object]] = []
        self._number = 0
        """Of the last line; only sealed ones say theirs."""
        self._generation = 1
        self.damage: tuple[Damage, ...] = ()
        """What could not be read when the draft was opened."""

    @property
    def path(self) -> Path:
        """The file that holds the draft now."""
        return journal_path(self.folder, self.id, self._generation)

    @property
    def client(self) -> str:
        """The client this draft belongs to, after every move."""
        return client_of(self._entries)

    def entries(self) -> tuple[dict[str, object], ...]:
        """Every durable entry, in order; unknown kinds as well."""
        with self._guard:
            return tuple(self._entries)

    def append(self, *entries: Entry) -> None:
        """The entries are on disk when this returns; `NotKept` when they are not.

        Safe from several threads. Called from a signal handler that interrupts another append of the same thread, it
        only queues, and the interrupted append writes the entries before it returns.
        """
        with self._guard:
            self._waiting.extend(entries)
            if self._writing:
                return
            self._writing = True
            try:
                while self._waiting:
                    self._write(tuple(self._waiting))
            finally:
                self._writing = False

    def close(self) -> None:
        """Lets go of the draft; it stays on disk. Only then can another window open it."""
        with self._guard:
            try:
                if self._waiting:
                    self.append()
            finally:
                self._lock.release()

    def _write(self, entries: tuple[Entry, ...]) -> None:
        closed = [self._closed(entry, self._number + at) for at, entry in enumerate(entries, 1)]
        lines = [encode(entry) for entry in closed]
        try:
            if self._trusted:
                self._trusted = False  # Until proven: also a Ctrl-C in the middle leaves a torn line behind.
                try:
                    self._extend(b"".join(lines))
                except OSError:
                    self._next_generation(lines)
            else:
                self._next_generation(lines)
        except OSError as error:
            # The entries are not queued for later: the caller has been told, and will ask or say so.
            self._forget(len(entries))
            raise NotKept(
                f"The draft could not be written: {plain_reason(error)}.",
                where=str(self.path),
                hint="Make room or free the folder; the program tries again with the next answer.",
                not_done="The last answer is not on disk.",
                kept=f"Every earlier answer is in {self.path}.",
            ) from error
        self._trusted = True
        self._forget(len(entries))
        self._number += len(entries)
        self._lines += lines
        self._entries += decode(b"".join(map(encode, entries)) if self._seal else b"".join(lines)).entries

    def _closed(self, entry: Entry, number: int) -> Entry:
        return self._seal.close(entry, self.id, number) if self._seal else entry

    def _forget(self, number: int) -> None:
        for _ in range(number):
            self._waiting.popleft()

    def _extend(self, data: bytes) -> None:
        descriptor = os.open(self.path, APPEND)
        try:
            write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _next_generation(self, lines: list[bytes]) -> None:
        """All sound lines and the new ones stand durably in a new file, which counts from now on."""
        staged = self.folder / f"{self.id}.tmp"
        remove_quietly(staged)
        create(staged, b"".join(self._lines + lines))
        # We hold the lock, and this name is ours: no other writer can stand behind it.
        os.replace(staged, journal_path(self.folder, self.id, self._generation + 1))
        sync_folder(self.folder)
        former = self.path
        self._generation += 1
        remove_quietly(former)

    def load(self) -> None:
        """Reads the newest generation; damaged bytes are kept aside and reported, a torn last line is ended."""
        try:
            self._generation, former = newest_generation(self.folder, self.id)
            data = read_whole(self.path)
            decoded = decode(data)
            self.damage = tuple(
                sorted({keep_aside(self.folder, self.id, part) for part in decoded.damaged}, key=lambda one: one.path)
            )
            if not decoded.ended:
                self._extend(b"\n")
        except OSError as error:
            raise NotKept(
                f"The draft {self.id} cannot be read: {plain_reason(error)}.",
                where=str(self.path),
                hint="Nothing was changed; check the disk and open it again.",
                not_done="The draft was not opened.",
            ) from error
        self._number = max(map(number_of, decoded.entries), default=0)
        self._lines, self._entries = list(decoded.lines), opened_entries(decoded.entries, self._seal, self.id)
        for path in (*former, self.folder / f"{self.id}.tmp"):
            remove_quietly(path)

    def start(self, entry: Entry) -> None:
        """The new draft's file exists durably and holds its first entry."""
        line = encode(entry)
        create(self.path, line)
        sync_folder(self.folder)
        self._lines, self._entries = [line], list(decode(line).entries)


def journal_path(folder: Path, draft_id: str, generation: int) -> Path:
    """Where one generation of a draft is kept."""
    return folder / (f"{draft_id}.draft" if generation == 1 else f"{draft_id}.{generation}.draft")


def newest_generation(folder: Path, draft_id: str) -> tuple[int, tuple[Path, ...]]:
    """The number of the file that counts, and the earlier ones, whose entries it holds all."""
    found = []
    for name in os.listdir(folder):
        first, *middle, last = name.split(".")
        if first == draft_id and last == "draft" and len(middle) <= 1:
            number = middle[0] if middle else "1"
            if number.isascii() and number.isdigit():
                found.append((int(number), folder / name))
    if not found:
        raise FileNotFoundError(2, "no such draft")
    found.sort()
    return found[-1][0], tuple(path for _, path in found[:-1])


def keep_aside(folder: Path, draft_id: str, part: bytes) -> Damage:
    """The damaged bytes stand in a file of their own, named by their content, so that a second reading adds none."""
    path = folder / f"{draft_id}.{sha256(part).hexdigest()[:12]}.damaged"
    try:
        if read_whole(path) != part:
            path.unlink()  # Half of our own copy, from a kill in the middle of it; the bytes are still in the journal.
            create(path, part)
    except FileNotFoundError:
        create(path, part)
    sync_folder(folder)
    return Damage(path, len(part))


def opened_entries(entries: Iterable[dict[str, object]], seal: Seal | None, draft_id: str) -> list[dict[str, object]]:
    """The entries as they were given, as far as `seal` can open them; `NotKept` for one of another place."""
    if seal is None:
        return list(entries)
    found, last = [], 0
    for each in entries:
        found.append(seal.open(each, draft_id, last))
        last = max(last, number_of(each))
    return found


def number_of(entry: Entry) -> int:
    """The number that a sealed line says it has; 0 for every other."""
    number = entry.get("n")
    return number if isinstance(number, int) and "sealed" in entry else 0


def client_of(entries: list[dict[str, object]]) -> str:
    """The client named last by a `begun` or `moved` entry; empty when none is readable."""
    named = [entry["client"] for entry in entries if entry.get("kind") in {"begun", "moved"} and "client" in entry]
    return str(named[-1]) if named else ""
