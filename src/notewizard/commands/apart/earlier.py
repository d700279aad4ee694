"""A key from before on this computer: kept, closed to the keys of today, so that what it opens needs no `--key`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notewizard.commands.apart.place import keys_here, notes_of, opening_here
from notewizard.commands.apart.reading import opens
from notewizard.commands.apart.witnessing import witnessed
from notewizard.commands.counting import counted
from notewizard.errors import Failure, Refused
from notewizard.records.drafts import Drafts
from notewizard.records.old_keys import bring_old, keep_old, old_files
from notewizard.records.process_notes import drafts_of
from notewizard.records.sealed_lines import KeySeal
from notewizard.terminal.report import say

if TYPE_CHECKING:
    from notewizard.commands.desk import Desk
    from notewizard.records.keys import Keys, Opening

NOT_KEPT = "It was not kept."


def add_key(desk: Desk, given: str) -> int:
    """Keep the key that is given, closed to today's; `Refused` where it opens nothing here. Needs no passphrase."""
    keys = keys_here(desk)
    opening = opening_here(desk, given or "-")
    if {keys.clinician, keys.recovery} & set(opening.publics):
        raise Refused("This key is one of today's two.", hint="There is nothing to add.", not_done=NOT_KEPT)
    notes = notes_of(desk)
    count, drafts = opens(notes, opening), _drafts(desk, keys, opening)
    if not count and not drafts:
        raise Refused(
            "This key opens none of the process notes and drafts here.",
            where=str(notes.root),
            hint="Is it the right paper? Put the process notes from the backup there first.",
            not_done=NOT_KEPT,
        )
    keep_old(desk.state.keys, keys, opening)
    also = f" and {counted(drafts, 'draft')}" if drafts else ""
    say(f"Kept, closed to your keys. It opens {counted(count, 'process note')}{also}, and now both of yours do.")
    for trouble in filter(None, (brought_beside(desk), witnessed(desk, "earlier key"))):
        say(trouble)
    return 0


def brought_beside(desk: Desk) -> str:
    """Keys from before lie beside the notes as well, for the recovery key on another computer; why not, or nothing."""
    if not old_files(desk.state.keys):
        return ""
    try:
        root = notes_of(desk).root
        if root.is_dir():
            bring_old(desk.state.keys, root)
            return ""
        away = "their folder is not there"
    except Failure as trouble:
        away = f"{trouble.what.rstrip('.')}: {trouble.where}" if trouble.where else trouble.what.rstrip(".")
    return f"The keys from before are not beside the process notes yet ({away}). `notewizard process` brings them."


def _drafts(desk: Desk, keys: Keys, opening: Opening) -> int:
    """How many encrypted drafts it opens."""
    seal, roots = KeySeal(keys, opening), (desk.state.root, drafts_of(desk.state, None).root)
    readable = [(root, each.id) for root in roots for each in Drafts(root, seal).list() if not each.damaged]
    return sum(Drafts(root).is_sealed(draft_id) for root, draft_id in readable)
