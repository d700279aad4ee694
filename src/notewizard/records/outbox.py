"""Signed notes that are not in the practice folder yet, and how each gets there exactly once.

The outbox is not a second store: it is every draft that holds a signed note. The draft knows which names it has
tried, so a delivery interrupted anywhere finds its own file again instead of writing another.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

from notewizard.errors import NameTaken, NotKept, Refused
from notewizard.records.draft import Draft
from notewizard.records.finish import Kept, SignedNote, keep_note, outbox_copy, waiting_note
from notewizard.records.later import NOTE
from notewizard.records.moved_practice import practice_now, root_of
from notewizard.records.practice import Practice
from notewizard.records.record import Record, all_records
from notewizard.records.right_chart import is_the_same, is_there
from notewizard.records.state import State


@dataclass(frozen=True)
class Waiting:
    """One signed note on its way."""

    draft: str
    """The id of the draft that holds it: the word for `notewizard deliver`."""
    client: str
    date: str
    """Of the session."""
    practice: Path
    """The practice folder it goes to; no folder where the draft is not as it was signed, and then nothing is known."""
    file: str
    """Where in it, relative; empty where that is not known."""
    copy: Path | None
    """A readable copy of the note on this machine, when one was written."""
    kind: str = NOTE
    """`progress note`, or which later writing it is."""
    entries: tuple[dict[str, object], ...] = field(default=(), repr=False, compare=False)
    """Of its draft: what tells which practice it is meant for."""
    record: Record | None = field(default=None, repr=False, compare=False)
    """What will be its record, with the file that it goes to and no `sha256` yet; None where that is not known."""
    text: str = field(default="", repr=False, compare=False)
    """What will be its file, to the letter."""


def waiting(state: State) -> tuple[Waiting, ...]:
    """Every signed note that waits, the oldest draft first; also one that is not as it was signed (R8)."""
    found = []
    for draft in state.drafts.list():
        copy = outbox_copy(state, draft.id)
        there = copy if copy.exists() else None
        try:
            note = waiting_note(draft.entries, draft.path) if draft.signed else None
        except NotKept:  # `deliver` says why, and brings the others
            found.append(Waiting(draft.id, draft.client, "an unknown day", Path(), "", there, "signed note"))
            continue
        if note is not None:
            one = note.record
            place = root_of(draft.entries) or Path()
            what = one.kind, draft.entries, replace(one, file=note.file), note.text
            found.append(Waiting(draft.id, one.client, one.date, place, note.file, there, *what))
    return tuple(found)


def waiting_for(state: State, practice: Practice) -> tuple[Waiting, ...]:
    """Those of this practice, which may have been in another place, and no other one's that was in this place (R9)."""
    found = [each for each in waiting(state) if practice_at(each, practice).root == Path(practice.root)]
    return tuple(each for each in found if is_the_same(state, practice, each.entries))


def waiting_records(state: State, practice: Practice) -> tuple[Record, ...]:
    """The records of what is signed for this practice and waits: it is written, wherever it lies.

    Each is told from one of the folder by its `sha256`, which is still empty.
    """
    return tuple(each.record for each in waiting_for(state, practice) if each.record is not None)


def written_records(state: State, practice: Practice) -> tuple[Record, ...]:
    """Every record of the practice, and those that wait to get into it."""
    waits = waiting_records(state, practice)  # first: one that is brought meanwhile is found in the folder
    return with_waiting(all_records(practice)[0], waits)


def with_waiting(records: tuple[Record, ...], waits: tuple[Record, ...]) -> tuple[Record, ...]:
    """Both, none of them twice: a kill may leave a record in the folder whose draft still waits."""
    there = {each.id for each in records}
    return (*records, *(each for each in waits if each.id not in there))


def answers(note: Waiting) -> bool:
    """Whether the practice folder of this note is there now. `NotKept` when it is not to be read."""
    return bool(note.file) and is_there(Practice(note.practice))


def practice_at(note: Waiting, here: Practice | None) -> Practice:
    """The practice that a note waits for; `here`, the one worked in now, where it is that one and moved."""
    return practice_now(note.entries, here) or Practice(note.practice)


def deliver(state: State, draft_id: str, file: str | None = None, here: Practice | None = None) -> Kept:
    """The waiting note is in its practice folder (under another name, when `file` gives one) and its draft is gone.

    `here`: the practice that somebody named or works in, where the one that it waits for may have moved to. Raises as
    `keep_note` does; `Refused` when that draft holds no signed note.
    """
    draft = state.drafts.open(draft_id)
    try:
        note = waiting_note(draft.entries(), draft.path)
        if note is None:
            raise Refused("This draft is not signed yet.", where=str(draft.path), hint="Go on with: notewizard resume")
        practice = practice_now(draft.entries(), here)
        assert practice is not None  # a signed note says where it goes
        if file is not None:
            _refuse_signed(practice, note, file)
            return keep_note(state, draft, practice, renamed(note, file))
        return bring(state, draft, practice, note)
    finally:
        draft.close()


def bring(
    state: State, draft: Draft, practice: Practice, note: SignedNote, names: Collection[str] | None = None
) -> Kept:
    """As `keep_note`; a later writing whose name is taken comes under the next free one, without a question.

    A note whose name is taken may be a second one of the same session, so its author is asked (`NameTaken`).
    `names`: the files that records give to other signed notes, where the caller knows them.
    """
    if note.record.kind == NOTE:
        return keep_note(state, draft, practice, note)
    names = _names_of_others(practice, note) if names is None else names
    note = _beside(practice, note, names) if note.file in names else note
    while True:
        try:
            return keep_note(state, draft, practice, note)
        except NameTaken:
            names = [*names, note.file]
            free = _beside(practice, note, names)
            if free == note:
                raise
            note = free


def _beside(practice: Practice, note: SignedNote, names: Collection[str]) -> SignedNote:
    # Its own first name is numbered again, never a number: what was to be "(2)" becomes "(3)".
    first = re.sub(rf"( {re.escape(note.record.kind)}) \(\d+\)(\.[^.]*)$", r"\1\2", note.file)
    free = practice.free_file(practice.root.joinpath(*first.split("/")), names)
    return renamed(note, free.relative_to(practice.root).as_posix())


def _names_of_others(practice: Practice, note: SignedNote) -> set[str]:
    """A name that a record gives to another signed note stays that note's, also while its file is not there."""
    return {each.file for each in all_records(practice)[0] if each.id != note.record.id}


def _refuse_signed(practice: Practice, note: SignedNote, file: str) -> None:
    theirs = _names_of_others(practice, note)
    if file in theirs:
        path = practice.root.joinpath(*file.split("/"))
        raise NameTaken(
            "A signed note has this name already.",
            free=practice.free_file(path, theirs).name,
            where=str(path),
            not_done="It was not touched, and nothing was brought.",
        )


def renamed(note: SignedNote, file: str) -> SignedNote:
    """The same note for another file."""
    return replace(note, file=file)
