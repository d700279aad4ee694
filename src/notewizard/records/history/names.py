"""File names that sync programs give to a second copy of a file, taken back to the name they were made from."""

from __future__ import annotations

import re

_SECOND_COPY = (
    # Dropbox: "x (Ann's conflicted copy 2026-11-20).md", "x (conflicted copy).md", "x (Case Conflict 1).md"
    re.compile(r" \((?:[^()]*['’]s? )?(?:conflicted copy|case conflict|unicode encoding conflict)[^()]*\)", re.I),
    # Nextcloud, ownCloud: "x (conflicted copy 2026-11-20 101500).md", "x_conflict-20261120-101500.md"
    re.compile(r"[ _-]conflict(?:ed)?(?:[ _-]copy)?[-_ ]?\d[\d_-]*", re.I),
    # Syncthing: "x.sync-conflict-20261120-101500-ABCDEFG.md"
    re.compile(r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?", re.I),
    # Google Drive, browsers, Finder: "x (1).md", "x copy.md", "x copy 2.md", "Copy of x.md"
    re.compile(r"(?:_conf)? ?\(\d{1,3}\)"),
    re.compile(r" [-–] copy(?: \(\d{1,3}\))?| copy(?: \d{1,3})?(?=\.[^.]*$|$)", re.I),
    re.compile(r"^copy (?:\(\d{1,3}\) )?of ", re.I),
    # OneDrive: "x-LAPTOP-7Q2.md", the name of the computer in capitals; Box: "x (Ann Bell).md" is not told apart.
    re.compile(r"-[A-Z][A-Z0-9]{2,}(?:-[A-Z0-9]+)*(?=\.[^.]*$|$)"),
)


def copied_from(name: str) -> str:
    """The name that this one was made from by a sync program; empty when it does not look like a second copy."""
    for pattern in _SECOND_COPY:
        taken = pattern.sub("", name, count=1)
        if taken != name:
            return taken
    return ""
