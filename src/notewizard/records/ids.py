"""Which names may become part of a path: ids we make, and file names that every system can hold."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable

from notewizard.errors import NotKept, Refused

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])( *)(\..*)?", re.IGNORECASE)
_NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]')
_NO_TEXT = re.compile(r"[\ud800-\udfff]")
_MOST_BYTES = 255


def new_id() -> str:
    """A fresh opaque id: 16 hex digits, no name and no date in it (promise R10)."""
    return secrets.token_hex(8)


def check_id(text: str, what: str = "client id") -> str:
    """`text` itself, when it is safe as an id; `Refused` when it is not, without repeating it."""
    if not _ID.fullmatch(text) or _DEVICE.fullmatch(text):
        raise Refused(
            f"This {what} cannot be used.",
            hint="Use 1 to 64 letters, digits, hyphens or underscores; not a device name such as CON or NUL.",
            not_done="Nothing was written.",
        )
    return text


def check_file_name(name: str) -> str:
    """`name` itself, when every system can hold it as one file name; `NotKept` when not."""
    trouble = _name_trouble(name)
    if trouble:
        raise NotKept(f"This file name cannot be used: {trouble}.", hint="Choose another name.", not_done=_NOT_WRITTEN)
    return name


_NOT_WRITTEN = "Nothing was written."


def _name_trouble(name: str) -> str:
    if not name or name in {".", ".."}:
        return "it does not name a file"
    if _NO_TEXT.search(name):
        return "it holds bytes that are no text"
    if _NOT_IN_A_NAME.search(name):
        return 'it holds a slash, a control character or one of < > : " | ? *'
    if name != name.strip() or name.endswith("."):
        return "it begins or ends with a space, or ends with a period"
    if _DEVICE.fullmatch(name):
        return "it is the name of a device on Windows"
    if name.startswith("~$"):
        return "it begins like a temporary file"
    if len(name.encode("utf-8")) > _MOST_BYTES:
        return f"it is longer than {_MOST_BYTES} bytes"
    return ""


def composed(name: str) -> str:
    """A name or path in one Unicode form: sync programs and disks take letters with accents apart (NFD)."""
    return unicodedata.normalize("NFC", name)


def folded(name: str) -> str:
    """What a name is on a system that ignores case and accents' spelling: two names that fold alike may collide."""
    return composed(composed(name).casefold())


def free_name(name: str, taken: Iterable[str]) -> str:
    """The first of `name`, `name (2)`, `name (3)`, … that folds like none of `taken`, whatever bytes are in it."""
    used = {folded(other) for other in taken}
    stem, dot, extension = name.rpartition(".")
    if not stem:
        stem, dot, extension = name, "", ""
    candidate, number = name, 1
    while folded(candidate) in used:
        number += 1
        tail = f" ({number}){dot}{extension}"
        while stem and len(f"{stem}{tail}".encode("utf-8", "surrogatepass")) > _MOST_BYTES:
            stem = stem[:-1]
        candidate = stem.rstrip(" .") + tail
    return candidate
