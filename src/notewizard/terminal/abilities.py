"""What this terminal can do, as its environment says; the standard library alone, for the first paint."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # typing and collections.abc would cost more than the whole first paint
if TYPE_CHECKING:
    from collections.abc import Mapping

OFF = ("", "0", "no", "false")


def wants_plain(environ: Mapping[str, str], *, accessible: bool = False) -> bool:
    """Whether the walk is plain numbered lines: `--accessible`, `ACCESSIBLE=1`, `TERM=dumb`, no TERM at all."""
    dumb = environ.get("TERM", "") in ("dumb", "unknown") or (os.name == "posix" and not environ.get("TERM"))
    return accessible or dumb or environ.get("ACCESSIBLE", "").lower() not in OFF


def has_signs(environ: Mapping[str, str], encoding: str | None) -> bool:
    """Whether signs beyond ASCII can be shown: by the locale and the stream; the Linux console's font has few."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)), "")
    stream = (encoding or "").lower().replace("-", "") == "utf8"
    return stream and ("utf" in locale.lower() or not locale) and environ.get("TERM") != "linux"


def has_color(environ: Mapping[str, str]) -> bool:
    """Whether color may be used."""
    return not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
