"""One entry of the history: canonical JSON on one line, so that its hash is that of its bytes (RFC 8785).

Keys are ASCII, values strings and integers (and one list of strings), sorted, without spaces: for such values the
canonical form of RFC 8785 is what `json.dumps` writes.
"""

from __future__ import annotations

import base64
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from hashlib import sha256
from typing import Any

VERSION = 1
_HASH = b"notewizard-history-v1\0"
_CODE = b"notewizard-code-v1\0"
_PLACE = b"notewizard-place-v1\0"
_DEVICE = re.compile("[0-9a-f]{12}")
_OWN_HASH = re.compile(rb',"hash":"([0-9a-f]{64})"')
"""No other place of a line can read so: a quotation mark inside of a value is escaped."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as a command tells it; empty where it does not apply."""

    action: str
    """One of ACTIONS."""
    actor: str
    """Who: the author as the practice's settings print them."""
    utc: str
    """When: `2026-11-20T17:00:00+00:00`."""
    offset: str = ""
    zone: str = ""
    note: str = ""
    """The id of the note it is about."""
    place: str = ""
    """`place_of` the file: no path, because paths hold names."""
    sha256: str = ""
    """Of the file's bytes."""
    size: int = 0
    """Of the file, in bytes."""
    text_sha256: str = ""
    """`text_hash` of the file's bytes."""
    record: str = ""
    """The sha256 of the note's record file."""
    why: str = ""
    """A word of the program's own, never of a person's: `moved`, `outside edit`."""
    program: str = ""


_EVENT: dict[str, type] = {one.name: int if one.name == "size" else str for one in fields(Event)}


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it stands in the history of one device."""

    device: str
    seq: int
    """Counted from 1 on this device."""
    parents: tuple[str, ...]
    """The newest entry of every device that this one could see, its own among them; sorted."""
    event: Event
    hash: str
    v: int = field(default=VERSION, repr=False)


ACTIONS = frozenset(
    {"configure", "create", "sign", "co-sign", "addendum", "late entry", "correction", "entered in error", "view"}
    | {"print", "export", "verify", "accept", "discard", "deliver", "keys"}
)
FINISHES = frozenset({"create", "sign", "co-sign", "addendum", "late entry", "correction", "entered in error"})
"""The actions after which a file stands in the practice folder, and never changes again."""


def line_of(device: str, seq: int, parents: Iterable[str], event: Event) -> tuple[bytes, str]:
    """The line of this entry, with its newline, and its hash."""
    said = {one.name: getattr(event, one.name) for one in fields(event)}
    body = {"v": VERSION, "device": device, "seq": seq, "parents": sorted(set(parents))}
    body |= {key: value for key, value in said.items() if value}
    digest = _hash(body)
    return _canonical({**body, "hash": digest}) + b"\n", digest


def entry_in(line: bytes) -> Entry | None:
    """The entry of a line without its newline; None when a single byte of it is not as it was written.

    Whoever can write into the folder can write a line with the right hash: its values are of the right types as well.
    """
    found = _OWN_HASH.search(line)
    digest = found[1].decode("ascii") if found else ""
    if not found or sha256(b"%b%b%b" % (_HASH, line[: found.start()], line[found.end() :])).hexdigest() != digest:
        return None
    try:
        body = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(body, dict) or body.get("v") != VERSION:
        return None
    device, seq, parents = body.get("device"), body.get("seq"), body.get("parents")
    if type(seq) is not int or seq < 1 or type(device) is not str or type(parents) is not list:
        return None
    if not _DEVICE.fullmatch(device) or not {type(each) for each in parents} <= {str}:
        return None
    said: dict[str, Any] = {"actor": ""}
    for key, value in body.items():
        wanted = _EVENT.get(key)
        if wanted is not None:
            if type(value) is not wanted:
                return None
            said[key] = value
    if "action" not in said or "utc" not in said:
        return None
    return Entry(device, seq, tuple(parents), Event(**said), digest)


def hash_in(line: bytes) -> str:
    """The hash that a line gives itself, unproved; empty where it gives none."""
    found = _OWN_HASH.search(line)
    return found[1].decode("ascii") if found else ""


def code_of(heads: Iterable[str]) -> str:
    """Ten letters and digits that stand for all history up to these heads: printed where a note is signed.

    50 bits of a SHA-256 in the base 32 of RFC 4648 (no 0, 1, 8 or 9), in two groups of five.
    """
    digest = sha256(_CODE + "\n".join(sorted(set(heads))).encode("ascii")).digest()
    letters = base64.b32encode(digest).decode("ascii")[:10]
    return f"{letters[:5]}-{letters[5:]}"


def place_of(file: str) -> str:
    """What stands for a path relative to the practice folder, `/` between its parts: 32 hex digits of a SHA-256."""
    return sha256(_PLACE + unicodedata.normalize("NFC", file).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def text_hash(data: bytes) -> str:
    """The sha256 of what a file says, whatever its line ends, encoding mark, Unicode form and final line break."""
    return sha256("\n".join(plain_lines(data)).encode("utf-8")).hexdigest()


def line_hashes(data: bytes) -> tuple[str, ...]:
    """Eight hex digits for each line of what a file says: which lines of it changed can be said without its text."""
    return tuple(sha256(line.encode("utf-8")).hexdigest()[:8] for line in plain_lines(data))


def plain_lines(data: bytes) -> list[str]:
    """The lines of a note's file as any editor shows them: UTF-8, UTF-16 with its mark, else Windows' Western."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.rstrip("\n").split("\n")


def _hash(body: dict[str, object]) -> str:
    return sha256(_HASH + _canonical(body)).hexdigest()


def _canonical(body: dict[str, object]) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("utf-8")
