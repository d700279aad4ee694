"""The notes among files and folders that a command is given."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from notewizard.errors import NotKept

READ = (".md", ".txt", ".docx", ".pdf")
"""The kinds of file that can be read as notes."""


def files_at(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and the notes in the folders named, sorted; a path that is not there is a refusal."""
    for path in paths:
        # os.path and not Path: a name that no system holds is a file that is not there, and no error of another kind.
        if os.path.isdir(path):
            yield from _inside(path)
        elif os.path.exists(path):
            yield path
        else:
            raise NotKept("There is no such file or folder.", where=str(path), not_done="Nothing was compared.")


def _inside(folder: Path) -> list[Path]:
    """The notes below `folder`; what cannot be looked into stands among them, so that reading it says so (R8)."""
    closed: list[OSError] = []
    found: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if name != ".notewizard"]
        found += [Path(here, name) for name in names if Path(name).suffix.lower() in READ]
    return sorted([*found, *(Path(error.filename) for error in closed)])
