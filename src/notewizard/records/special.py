"""What lies in a folder and is no note: links, which may lead to another client, devices, and what a kill left."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from notewizard.records.naming import HIDDEN


def special_files(root: Path) -> Iterator[Path]:
    """What below `root` is neither a file nor a folder, hidden ones left out; none of it is ever looked into."""
    for here, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(HIDDEN))
        for name in [*folders, *sorted(names)]:
            path = os.path.join(here, name)
            with suppress(OSError):
                mode = os.lstat(path).st_mode
                if not (name.startswith(HIDDEN) or stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                    yield Path(path)


def left_behind(root: Path) -> Iterator[Path]:
    """Temporary files of ours below `root`, hidden folders among them: of a program that runs, or that was killed."""
    for here, folders, names in os.walk(root):
        folders.sort()
        yield from (Path(here, name) for name in sorted(names) if name.startswith("~$nw-") and name.endswith(".tmp"))
