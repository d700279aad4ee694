"""Finished process notes on their way into their root: brought without a question, or said to wait."""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.commands.desk import Desk
from notewizard.errors import Failure
from notewizard.records.keys import Keys
from notewizard.records.process_notes import (
    ProcessNote,
    ProcessNotes,
    bring,
    drafts_of,
    ready_drafts,
    sign_off,
    waiting,
)


def keep_apart(desk: Desk, keys: Keys, notes: ProcessNotes, note: ProcessNote) -> tuple[ProcessNote, str]:
    """The note is durable and encrypted when this returns: in its root, or waiting on this computer; what to say of it.

    Asks for nothing. Raises `NotKept` when it is nowhere.
    """
    drafts = ready_drafts(desk.state, keys)
    draft = drafts.begin(note.client, "process note", note.written)
    try:
        note = sign_off(draft, drafts, notes, keys, note)
        try:
            bring(drafts, draft)
        except Failure as trouble:
            return note, said_to_wait(trouble)
        return note, f"Kept apart, encrypted: process note {note.number}."
    finally:
        draft.close()


def said_to_wait(trouble: Failure) -> str:
    """A finished process note could not be brought; it is safe all the same."""
    where = f" ({trouble.where})" if trouble.where else ""
    return (
        f"{trouble.what}{where} The process note waits on this computer, encrypted; `notewizard process` brings it "
        "without asking anything."
    )


def bring_waiting(desk: Desk) -> Iterator[str]:
    """Brings every process note that waits; a line for each that was brought or still waits."""
    drafts = drafts_of(desk.state, None)
    for draft_id in waiting(drafts):
        try:
            draft = drafts.open(draft_id)
        except Failure as trouble:
            yield trouble.what
            continue
        try:
            path = bring(drafts, draft).path
            yield f"Brought: process note {path.name.partition('-')[0]} for {draft.client}, encrypted.\n  Kept: {path}"
        except Failure as trouble:
            yield f"Not brought: a process note for {draft.client}. {said_to_wait(trouble)}"
        finally:
            draft.close()
