"""What must not stay in a window is wiped from it, what has scrolled by as well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

WIPE = "\x1b[H\x1b[2J\x1b[3J"
"""To the top, all of the screen, and all that has scrolled by."""


def wipe(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """The screen is empty and what has scrolled by is gone; False where this terminal cannot do that.

    A terminal may keep what scrolled by all the same: no terminal says whether it obeyed.
    """
    if environ.get("TERM", "") in ("", "dumb", "unknown"):
        return False
    try:
        stream.write(WIPE)
        stream.flush()
    except OSError:
        return False
    return True
