"""Copies go outside of practice folders: what lies in one is read as a note of the client whose folder it is."""

from __future__ import annotations

import os
from pathlib import Path

from notewizard.errors import Refused
from notewizard.records.practice import find_practice


def not_into_a_practice(target: Path, why: str) -> None:
    """`Refused` where the new file `target` would lie in a practice folder; `why`: the sentence that says so (R9)."""
    try:
        # As it is written, and resolved as well, because a link may lead into one.
        named = Path(os.path.normpath(target.absolute()))
        inside = find_practice(named.parent) or find_practice(target.parent.resolve())
    except OSError:
        return  # A place that cannot be looked at cannot be written into; the step that writes says why.
    if inside:
        raise Refused(
            why,
            where=str(target),
            hint="Give a place outside of it, or leave --to out to read the copy here.",
            not_done="Nothing was written.",
        )
