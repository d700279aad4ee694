"""The state folder of this machine: private, local, deletable but for drafts, outbox and keys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.drafts import Drafts
from notewizard.records.durable import create, private_folder, remove_quietly
from notewizard.records.ids import new_id
from notewizard.records.journal import Seal

_MOST_RULES = 4
"""So many practices with packs of their own start quickly on one machine."""


@dataclass(frozen=True)
class State:
    """What lives where below the state folder, which the command chose."""

    root: Path
    """Mode 0700; made at the first write, not before."""
    seal: Seal | None = field(default=None, compare=False, repr=False)
    """Closes the words of drafts; None: they are private files and no more."""

    @property
    def drafts(self) -> Drafts:
        """The drafts on this machine."""
        return Drafts(self.root, self.seal)

    @property
    def outbox(self) -> Path:
        """Readable copies of signed notes that could not be delivered yet."""
        return self.root / "outbox"

    @property
    def keys(self) -> Path:
        """Secrets of this machine."""
        return self.root / "keys"

    @property
    def history(self) -> Path:
        """This machine's own entries in the history of each practice, written here first."""
        return self.root / "history"

    @property
    def fingerprints(self) -> Path:
        """What is known of notes already read, one create-only file each, named by content hash."""
        return self.root / "fingerprints"

    @property
    def rules(self) -> Path:
        """The rules of a practice with packs of its own as they were compiled, a file each, named by what it is of."""
        return self.root / "rules"

    @property
    def promises(self) -> Path:
        """Names of records that promise no contact, so that they need not be read for the first screen."""
        return self.root / "promises"

    @property
    def scratch(self) -> Path:
        """Texts handed to an editor, for as long as it runs."""
        return self.root / "scratch"

    def keep_rules(self, name: str, data: bytes) -> None:
        """Compiled rules for the next start; where they cannot be kept, they are compiled again."""
        with suppress(OSError, NotKept):
            remove_quietly(self.ready(self.rules) / name)
            create(self.rules / name, data)
            by_age = sorted(self.rules.iterdir(), key=lambda each: each.stat().st_mtime)
            for former in by_age[:-_MOST_RULES]:
                remove_quietly(former)

    def ready(self, folder: Path) -> Path:
        """`folder`, one of the above, there and private."""
        private_folder(self.root)
        return private_folder(folder)

    @contextmanager
    def scratch_file(self, data: bytes) -> Iterator[Path]:
        """A file for $EDITOR, alone in a private folder that goes with everything the editor left beside it."""
        folder = self.ready(self.scratch) / new_id()
        private_folder(folder)
        path = folder / "answer.md"
        create(path, data)
        try:
            yield path
        finally:
            _clear(folder)

    def in_editors(self) -> tuple[Path, ...]:
        """Answers that an editor has open, or had when the program was killed: what it saved is nowhere else."""
        return tuple(sorted(self.scratch.glob("*/answer.md"))) if self.scratch.is_dir() else ()


def _clear(folder: Path) -> bool:
    """The scratch folder of one editor session is gone, with its swap and backup files."""
    if folder.is_symlink() or not folder.is_dir():
        return remove_quietly(folder)
    cleared = True
    for inside in sorted(folder.iterdir()):
        cleared = _clear(inside) and cleared  # The rest goes, too, when one file cannot.
    try:
        os.rmdir(folder)
    except OSError:
        return False
    return cleared
