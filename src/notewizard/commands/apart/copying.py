"""A backup of process notes: what a folder lacks is copied into it, closed as it is, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notewizard.commands.apart.place import notes_of
from notewizard.commands.counting import counted
from notewizard.errors import NameTaken, NotKept, Refused
from notewizard.records.durable import plain_reason, read_whole
from notewizard.records.old_keys import bring_old
from notewizard.records.process_notes import ProcessNotes, refuse_root
from notewizard.records.publish import publish
from notewizard.terminal.report import say

if TYPE_CHECKING:
    from pathlib import Path

    from notewizard.commands.desk import Desk


def copy_to(desk: Desk, words: str) -> int:
    """Copy what is missing there; nothing there is changed. Exit 4 where a file of the name holds something else."""
    notes, folder = notes_of(desk), (desk.world.folder / words).resolve()
    refuse_root(folder)
    if not folder.is_dir():
        raise Refused(
            "There is no such folder.", where=str(folder), hint="Make it first.", not_done="Nothing was copied."
        )
    copied, other = 0, []
    for each in notes.held():
        done = _copied(each.path, folder)
        copied += done is True
        other += [each.path.name] if done is None else []
    bring_old(notes.root, folder)
    there = len(ProcessNotes(folder).held())
    say(f"Copied: {counted(copied, 'process note')}. There are {there} in {folder} now, encrypted as they are here.")
    say("They are read there with your key or the recovery key; neither was copied.")
    for name in other:
        say(f"Left alone, it is another file than here: {folder / name}")
    return 4 if other else 0


def _copied(path: Path, folder: Path) -> bool | None:
    """True when it was copied, False when it was there already, None when another file has its name."""
    try:
        data = read_whole(path)
    except OSError as error:
        raise NotKept(f"It cannot be read: {plain_reason(error)}.", where=str(path)) from error
    try:
        publish(folder, path.name, data)
    except NameTaken:
        return False if read_whole(folder / path.name) == data else None
    return True
