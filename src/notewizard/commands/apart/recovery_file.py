"""The recovery key in a file as well, where that is wanted: new, and on another medium than what it is to save."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from notewizard.commands.apart.place import root_of
from notewizard.errors import NotKept, Refused
from notewizard.records.durable import or_not_kept
from notewizard.records.process_notes import refuse_root
from notewizard.records.publish import publish

if TYPE_CHECKING:
    from notewizard.commands.desk import Desk
    from notewizard.records.keys import NewKeys

NOTHING_MADE = "No keys were made."


def refuse_recovery_to(desk: Desk, recovery_to: Path | None) -> None:
    """`Refused` or `NotKept` where the recovery key cannot or must not be written to this file."""
    if recovery_to is None:
        return
    refuse_root(recovery_to.parent)
    if any(recovery_to.is_relative_to(each) for each in (desk.state.root.resolve(), root_of(desk))):
        raise Refused(
            "The recovery key would lie beside what it is to save.",
            where=str(recovery_to),
            hint="Name a file on another medium: a memory stick, say.",
            not_done=NOTHING_MADE,
        )
    if recovery_to.exists() or not recovery_to.parent.is_dir():
        what = "There is a file of that name." if recovery_to.exists() else "There is no such folder."
        raise NotKept(what, where=str(recovery_to), hint="Name a new file.", not_done=NOTHING_MADE)


def keep_recovery(path: Path, made: NewKeys) -> None:
    """The recovery key is in a new file, as `age -i` reads it."""
    said = (
        f"# Recovery key of the process notes of a notewizard, made {made.keys.made}. Keep it away from the computer.\n"
    )
    publish(path.parent, path.name, f"{said}{made.recovery_secret}\n".encode("ascii"))


def is_same_disk(one: Path, other: Path) -> bool:
    """Whether two places lie on one disk, as far as the system says."""
    with or_not_kept("The folder cannot be read", one):
        return os.stat(one).st_dev == os.stat(other).st_dev
