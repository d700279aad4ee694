"""The short block at the head of a note, for programs: seven lines between two lines of hyphens.

Every value stands on one line. What is more than a plain word is written as a JSON string (which YAML reads alike),
so that no value can end the block or begin another key.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256

from notewizard.errors import NotKept

_FENCE = b"---\n"
_PLAIN = re.compile(
    r"[A-Za-z][A-Za-z0-9 .,_-]*[A-Za-z0-9.]|[A-Za-z]|\d{4}-\d\d-\d\d|"
    r"(?![0-9]+e[0-9]+$)[0-9a-f]*[a-f][0-9a-f]*"  # Hex digits, but not those that YAML reads as 12e34.
)
_NOT_TEXT_IN_YAML = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
_LINE = re.compile(r"([a-z][a-z0-9_]*): (.*)")
MOST_BYTES = 8192
"""Enough to read the block of any note of ours."""


@dataclass(frozen=True)
class FrontMatter:
    """What the block says of a note."""

    id: str
    """The note's own id; opaque."""
    client: str
    """The client's id."""
    date: str
    """Of the session, YYYY-MM-DD."""
    author: str
    """Name and credential, as printed."""
    format: str
    """The format's id."""
    version: str
    """The format's version."""

    def to_bytes(self, body: bytes) -> bytes:
        """The block for this body, with the body's hash and the empty line that ends it."""
        rows = [(key, getattr(self, key)) for key in ("id", "client", "date", "author", "format", "version")]
        rows.append(("sha256", sha256(body).hexdigest()))
        lines = "".join(f"{key}: {_quoted(value)}\n" for key, value in rows)
        return _FENCE + lines.encode("utf-8") + _FENCE


@dataclass(frozen=True)
class NoteParts:
    """A note's file, taken apart."""

    front: FrontMatter | None
    """None when the file has no block of ours."""
    body: bytes
    """Everything after the block: the note as it reads."""
    intact: bool | None
    """The body still has the hash the block gives; None without a block."""


def split_note(data: bytes, path: str = "") -> NoteParts:
    """The block and the body of a note's bytes; a note without one is all body. `NotKept` for a damaged block."""
    if not data.startswith(_FENCE) or b"\n" + _FENCE not in data[:MOST_BYTES]:
        return NoteParts(None, data, None)
    head, _, body = data[len(_FENCE) :].partition(b"\n" + _FENCE)
    found = _rows(head)
    wanted = {"id", "client", "date", "author", "format", "version", "sha256"}
    if not wanted & found.keys() >= {"id", "sha256"}:
        return NoteParts(None, data, None)  # Another program's block: part of a foreign note.
    if not wanted <= found.keys():
        raise NotKept("The head of this note is damaged.", where=path, hint="Compare it with: notewizard verify")
    digest = found.pop("sha256")
    front = FrontMatter(**{key: found[key] for key in wanted - {"sha256"}})
    return NoteParts(front, body, sha256(body).hexdigest() == digest)


def _rows(head: bytes) -> dict[str, str]:
    rows = {}
    for line in head.decode("utf-8", "replace").split("\n"):
        match = _LINE.fullmatch(line)
        if match is None or match[1] in rows:
            return {}
        rows[match[1]] = _unquoted(match[2])
    return rows


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT_IN_YAML:
        return value
    # Every control and line separator is escaped: JSON leaves some of them as they are, and YAML breaks lines there.
    kept = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", kept)


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    try:
        text = json.loads(value)
    except ValueError:
        return value
    return text if isinstance(text, str) else value


def with_front_matter(body: bytes, front: FrontMatter | None) -> bytes:
    """The bytes of a note's file: the body alone, or with its block before it."""
    return front.to_bytes(body) + body if front is not None else body
