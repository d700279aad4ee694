"""What `doctor` sees of keys and process notes, counted and never opened; and what is worth a backup."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Iterator

from notewizard.commands.apart.place import SET_UP, notes_of
from notewizard.commands.counting import counted
from notewizard.commands.desk import Desk
from notewizard.commands.examining.seen import DO, LOOK, OK, Seen, looked
from notewizard.records.keys import NAME, NEEDS_EXTRA, add_extra, has_age, keys_of
from notewizard.records.process_notes import drafts_of, waiting


def apart(desk: Desk) -> list[Seen]:
    """Keys, process notes, backup."""
    return [
        *looked("Keys", lambda: _keys(desk)),
        *looked("Process notes", lambda: _notes(desk)),
        *looked("To back up", lambda: _backup(desk)),
    ]


def _keys(desk: Desk) -> Iterator[Seen]:
    keys = keys_of(desk.state)
    if keys is None:
        todo = SET_UP if has_age() else add_extra()
        said = "none are set up" if has_age() else f"none are set up, and {NEEDS_EXTRA[0].lower()}{NEEDS_EXTRA[1:]}"
        yield Seen("Keys", OK, f"{said}; process notes need them ({todo})")
        return
    if not has_age():
        yield Seen("Keys", DO, f"There are keys, and {NEEDS_EXTRA[0].lower()}{NEEDS_EXTRA[1:]}.", add_extra())
    mode = stat.S_IMODE((desk.state.keys / NAME).stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        place = shlex.quote(str(desk.state.keys / NAME))
        yield Seen("Keys", DO, f"Others can read {desk.state.keys / NAME}.", f"chmod 600 {place}")
    lock = "guarded by a passphrase" if keys.guarded else "without a passphrase: this account is the only lock"
    yield Seen("Keys", OK, f"set up since {keys.made}, yours {lock}")


def _notes(desk: Desk) -> Iterator[Seen]:
    notes, drafts = notes_of(desk), drafts_of(desk.state, None)
    if count := len(waiting(drafts)):
        said = f"{counted(count, 'process note')} not in their folder yet, encrypted on this computer"
        yield Seen("Process notes", DO, said, "notewizard process")
    if begun := [each for each in drafts.list() if not each.signed]:
        said = f"{counted(len(begun), 'process note')} not finished"
        yield Seen("Process notes", LOOK, said, "notewizard process")
    held = notes.held()
    yield Seen(
        "Process notes", OK, f"{counted(len(held), 'process note')}, closed, in {notes.root}" if held else "none"
    )
    if missing := notes.missing().count:
        said = f"{counted(missing, 'number')} below the highest not here: taken away, or not arrived yet"
        yield Seen("Process notes", LOOK, said, "notewizard process says which.")
    if copies := notes.misnamed():
        said = f"{counted(len(copies), 'file')} whose names are none of ours: copies of a sync client, perhaps"
        yield Seen("Process notes", LOOK, said, "notewizard process says which.")


def _backup(desk: Desk) -> Iterator[Seen]:
    """Everything that cannot be made again, each place with what it holds."""
    if desk.practice is not None and desk.practice.dot.is_dir():
        yield Seen("To back up", OK, f"{desk.world.folder / desk.practice.root} (notes, plans, facts, history)")
    keys = keys_of(desk.state)
    yield Seen("To back up", OK, f"{desk.state.root} (drafts, signed notes that wait{', your key' if keys else ''})")
    notes = notes_of(desk)
    if notes.root.exists():
        yield Seen("To back up", OK, f"{notes.root} (process notes; notewizard process copy-to FOLDER)")
    if keys is not None:
        yield Seen("To back up", OK, "the recovery key on paper, away from this computer and from these backups")
