"""Drafts whose words are closed to the clinician's keys, from the day there are keys on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from notewizard.errors import Refused
from notewizard.records.keys import NAME, Keys, Opening, add_extra, has_age
from notewizard.records.sealed_lines import KeySeal, usable_keys

if TYPE_CHECKING:
    from notewizard.commands.desk import Desk
    from notewizard.records.state import State

PUT_BACK = "Put keys.txt back from a backup, or read it with the recovery key, typed: the same command with --key -"


def unsealed_because(state: State) -> str:
    """Why drafts are plain though there are keys, as a sentence; empty where they are sealed, or there are none."""
    if state.seal is not None or not (state.keys / NAME).is_file():
        return ""
    what = "the key file is damaged: notewizard doctor" if has_age() else f"the library is missing. {add_extra()}"
    return f"Your keys cannot be used, so this draft is a private file and not encrypted: {what}"


def unseal(desk: Desk, draft_id: str, given: str = "") -> None:
    """The words of this draft can be read from now on; asks for the passphrase, once, where the key has one.

    `given` is another key that reads (a file, or `-` for one that is typed): the recovery key, say. A draft that is
    not sealed asks for nothing. Raises `Refused` where its keys are not on this computer and none is given.
    """
    state = desk.state
    sealed_already = isinstance(state.seal, KeySeal) and state.seal.opening is not None
    if sealed_already or not state.drafts.is_sealed(draft_id):
        return
    keys = usable_keys(state)
    if keys is None and not (given and has_age()):
        raise Refused(
            "This draft is encrypted, and its keys cannot be used on this computer.",
            where=str(state.keys / NAME),
            hint=PUT_BACK if has_age() else add_extra(),
            not_done="Nothing was changed: the draft is kept as it is.",
        )
    from notewizard.commands.apart.place import opening_here  # with all of process notes; mostly not needed

    # This computer's own key finds all that it needs beside it: no draft waits for a folder on a share.
    opening = opening_here(desk, given, beside_notes=bool(given))
    desk.__dict__["state"] = replace(state, seal=KeySeal(_closing(keys, opening), opening))


def _closing(keys: Keys | None, opening: Opening) -> Keys:
    """What the next lines are closed to: whoever reads the draft so far reads them, too."""
    if keys is None:
        return Keys("", opening.public, opening.public, "")
    return keys if {keys.clinician, keys.recovery} & set(opening.publics) else replace(keys, clinician=opening.public)
