"""A file of the history: a line more at its end, and its last entry, at the cost of its end alone."""

from __future__ import annotations

import os
from pathlib import Path

from notewizard.records.durable import APPEND, create, read_whole, sync_folder, write_all
from notewizard.records.history.entry import Entry, entry_in

_END = 4096
"""Bytes of a file's end that are read first: some ten entries."""


def extend(path: Path, more: bytes, *, new: bool = True) -> None:
    """`more` stands durably at the end of the file, which may be a `new` one where that is not ruled out."""
    try:
        descriptor = os.open(path, APPEND)
    except FileNotFoundError:
        if not new:
            raise
        create(path, more)
        sync_folder(path.parent)
        return
    try:
        write_all(descriptor, more)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def ends_short(path: Path) -> bool:
    """Whether a kill or a power loss left a last line without its end."""
    try:
        return _end(path, 1) not in (b"", b"\n")
    except FileNotFoundError:
        return False


def last_entry(path: Path) -> Entry | None:
    """The entry of the last sound line; None where there is none, or no file."""
    most = _END
    while True:
        try:
            data = _end(path, most)
        except FileNotFoundError:
            return None
        lines = data.split(b"\n")
        for line in reversed(lines if len(data) < most else lines[1:]):
            if line and (entry := entry_in(line)) is not None:
                return entry
        if len(data) < most:
            return None
        most *= 8


def or_none(path: Path) -> bytes | None:
    """The bytes of the file; None where there is no file."""
    try:
        return read_whole(path)
    except FileNotFoundError:
        return None


def same_ends(one: Path, other: Path, size: int) -> bool:
    """Whether the bytes before `size`, up to some thousand of them, are the same in both files."""
    start = max(0, size - _END)
    return read_whole(one, size - start, start) == read_whole(other, size - start, start)


def _end(path: Path, most: int) -> bytes:
    return read_whole(path, start=max(0, os.stat(path).st_size - most))
