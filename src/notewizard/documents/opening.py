"""A path → its bytes and what kind of file they are; without hanging on what is not a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO, Literal

from notewizard.documents.limits import MOST_BYTES, MOST_PACKED_BYTES
from notewizard.errors import NotKept

Kind = Literal["text", "word", "pdf"]
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD = 1024
"""Bytes looked at to tell the kind; a PDF may begin with up to so much of something else."""


def bytes_of(path: Path) -> bytes:
    """All bytes of the regular file at `path`; raises `NotKept`, naming the path. Links are followed."""
    try:
        # Looked at before it is opened: opening alone does something to some devices. A folder is opened, to tell
        # one that is closed to us from one that was named for a file.
        status = os.stat(path)
        if not stat.S_ISDIR(status.st_mode):
            _regular(path, status)
        # A pipe put there since must neither block the open nor be read.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags)
    except OSError as error:
        raise unread(path, f"cannot be opened: {_reason(error)}") from None
    except ValueError:
        raise unread(path, "is not a file name") from None
    try:
        _regular(path, os.fstat(handle))
    except NotKept:
        os.close(handle)
        raise
    try:
        with os.fdopen(handle, "rb") as file:
            return _read(path, file)
    except OSError as error:
        raise unread(path, f"cannot be read: {_reason(error)}") from None


def _read(path: Path, file: BinaryIO) -> bytes:
    size = os.fstat(file.fileno()).st_size
    head = file.read(_HEAD)
    most = MOST_BYTES if kind_of(path, head) == "text" else MOST_PACKED_BYTES
    data = head if size > most else head + file.read(most + 1 - len(head))
    if size > most or len(data) > most:
        raise unread(path, f"is larger than {most:,} bytes")
    return data


def kind_of(path: Path, data: bytes) -> Kind:
    """What `data` is by its first bytes; where they do not tell, by the name."""
    if data.startswith(_ZIP):
        return "word"
    if b"%PDF-" in data[:_HEAD] and (data.startswith(b"%PDF-") or path.suffix.lower() == ".pdf"):
        return "pdf"
    return "text"


def unread(path: Path, why: str, hint: str = "") -> NotKept:
    """The refusal of the file at `path`; `why` goes on after the path and never holds words of the file."""
    return NotKept(f"{path} {why}.", where=str(path), hint=hint, not_done="It was left out.")


def _regular(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise unread(path, "is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise unread(path, "is not a regular file")


def _reason(error: OSError) -> str:
    return (error.strerror or "input error").lower()
