"""What lies in a folder and is neither a file nor a folder: links, which may lead to another client, and devices."""

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
