"""The append-only file behind a draft: one line an entry, each with its length and checksum.

A line is `<bytes of JSON> <crc32, 8 hex digits> <JSON>`, ended by a newline. JSON is written in ASCII, so that
control characters, NUL and lone surrogates come back as they were typed. What does not check out is never thrown
away: the bytes are kept aside and reported.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32

Entry = Mapping[str, object]
"""One entry as the caller gives it: JSON values, and at least a `kind`."""


class Seal(Protocol):
    """Closes the words of a line as it is written, and opens them again where it can."""

    def close(self, entry: Entry, draft_id: str, number: int) -> Entry:
        """The entry as it goes to the disk, as line `number` of that draft."""

    def open(self, entry: Entry, draft_id: str, after: int) -> dict[str, object]:
        """The entry as it was given; `NotKept` where it is of another draft or does not come after line `after`."""


_LINE = re.compile(rb"([0-9]{1,12}) ([0-9a-f]{8}) (.*)", re.DOTALL)


@dataclass(frozen=True)
class Decoded:
    """What a journal's bytes say."""

    lines: tuple[bytes, ...]
    """The sound lines, each with its newline, in order."""
    entries: tuple[dict[str, object], ...]
    """Their entries."""
    damaged: tuple[bytes, ...]
    """Stretches that do not check out, in order."""
    ended: bool
    """The last line ends with a newline, so that the next one can follow."""


def encode(entry: Entry) -> bytes:
    """The line of one entry."""
    payload = json.dumps(entry, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode("ascii")
    return b"%d %08x %s\n" % (len(payload), crc32(payload), payload)


def decode(data: bytes) -> Decoded:
    """Every sound entry of `data`, whatever stands between and after them."""
    lines: list[bytes] = []
    entries: list[dict[str, object]] = []
    damaged: list[bytes] = []
    for line in data.split(b"\n"):
        entry = _entry(line)
        if entry is not None:
            lines.append(line + b"\n")
            entries.append(entry)
        elif line:
            damaged.append(line)
    return Decoded(tuple(lines), tuple(entries), tuple(damaged), data.endswith(b"\n") or not data)


def _entry(line: bytes) -> dict[str, object] | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    length, checksum, payload = match.groups()
    if int(length) != len(payload) or int(checksum, 16) != crc32(payload):
        return None
    try:
        entry = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) else None
