"""Process notes listed and read. What is opened goes to the screen or a pipe, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from notewizard.commands.apart.place import ADD_KEY, SET_UP, notes_of, opening_here
from notewizard.commands.counting import counted
from notewizard.errors import AuthorStopped, NotKept
from notewizard.records.keys import NEEDS_EXTRA, OtherKeys, add_extra, has_age, keys_of
from notewizard.records.process_notes import Held, ProcessNote, ProcessNotes, drafts_of
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show, show_line

if TYPE_CHECKING:
    from notewizard.commands.desk import Desk
    from notewizard.records.keys import Opening


def list_notes(desk: Desk, client: str, key: str, *, as_json: bool) -> int:
    """Number, day and client of each; without a key in hand, those there are. Exit 4 when one cannot be opened."""
    notes = notes_of(desk)
    held = notes.held()
    opening = _opening(desk, key) if held else None
    bad, others, opened_ones = 0, list[Held](), []
    for each in held:
        try:
            opened_ones += [notes.open(each, opening)] if opening else []
        except OtherKeys:
            others.append(each)
        except NotKept as trouble:
            bad += 1
            say(f"{each.path.name}: {trouble.what}")
    shown = [note for note in opened_ones if client in ("", note.client)]
    if as_json:
        _print_json(held, shown, closed=opening is None)
    elif opening:
        data("".join(f"{said_of(note)}\n" for note in shown))
    if not held:
        say(f"There are no process notes in {notes.root}.")
    elif opening is None:
        say(f"{counted(len(held), 'process note')}, closed: whose they are stands inside. {_to_open(desk)}".strip())
    return _told(desk, notes, bad, others)


def _print_json(held: Sequence[Held], shown: Sequence[ProcessNote], *, closed: bool) -> None:
    known = {note.id: note for note in shown}
    results: list[dict[str, object]] = []
    for each in held:
        if closed or each.id in known:
            note = known.get(each.id)
            more = {"client": note.client, "written": note.written, "session": note.session} if note else {}
            results.append({"path": str(each.path), "id": each.id, "number": each.number, **more})
    data(json.dumps({"schema": 1, "results": results}, indent=1) + "\n")


def said_of(note: ProcessNote) -> str:
    """A process note in one line, without a word of it: "3  2026-11-20 15:05  c-1042  3f9a1c2b…"."""
    about = f", session of {show_line(note.session)}" if note.session else ""
    when, client = show_line(note.written[:16].replace("T", " ")), show_line(note.client)
    return f"{note.number:>4}  {when}  {client}{about}  {note.id}"


def _told(desk: Desk, notes: ProcessNotes, bad: int, others: Sequence[Held]) -> int:
    """What is missing, out of place or unfinished, said; the exit code."""
    if lacking := _not_encrypting(desk):
        say(lacking)
    for each in drafts_of(desk.state, None).list():
        if not each.signed:
            when = each.started[:16].replace("T", " ")
            say(f"Begun {when} and not finished: notewizard process new {each.client}")
    for path in notes.misnamed():
        say(f"Not opened, its name is none of ours (a copy?): {path}")
    if missing := notes.missing().first:
        say(f"Not here: number {_first(missing)}. It was taken away, or has not arrived yet.")
    if bad:
        say(f"{counted(bad, 'process note')} cannot be opened. Restore from a backup.")
    if others:
        which = f"{counted(len(others), 'process note')} (number {_first([each.number for each in others])})"
        say(f"Closed to other keys, or damaged at the beginning: {which}. With a key from before: {ADD_KEY}")
    return 4 if bad or others else 0


def _not_encrypting(desk: Desk) -> str:
    """Why nothing could be encrypted here now; empty where it could."""
    if not has_age():
        return f"{NEEDS_EXTRA}. {add_extra()}"
    try:
        if keys_of(desk.state) is not None:
            return ""
    except NotKept as trouble:
        return f"{trouble.what} ({trouble.where}) {trouble.hint}"
    return f"No keys are set up on this computer, so nothing can be encrypted: {SET_UP}"


def _first(numbers: Sequence[int]) -> str:
    """The first few of them."""
    return ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")


def _opening(desk: Desk, key: str) -> Opening | None:
    """The key, where it is at hand; None where there is none, or it needs a passphrase and nobody can be asked."""
    if not key and _to_open(desk):
        return None
    return opening_here(desk, key)


def _to_open(desk: Desk) -> str:
    """What it takes to open them that is not at hand; empty where nothing is missing."""
    if not has_age():
        return "The library is missing that opens them."
    keys = keys_of(desk.state)
    if keys is None:
        return "The recovery key opens them, typed: notewizard process --key -"
    return "A passphrase opens them." if keys.guarded and not desk.world.is_interactive() else ""


def opens(notes: ProcessNotes, opening: Opening) -> int:
    """How many of the process notes this key opens."""
    count = 0
    for each in notes.held():
        with suppress(NotKept):
            count += bool(notes.open(each, opening))
    return count


def show_note(desk: Desk, words: str, key: str, accessible: bool) -> int:
    """One process note: on a page that leaves nothing behind, or into a pipe."""
    notes = notes_of(desk)
    held = notes.named(words)
    note = notes.open(held, opening_here(desk, key))
    if not _is_read_here(accessible):
        data(show(f"{_head(note)}\n\n{note.text}\n"))
        return 0
    from notewizard.commands.new import lock_after
    from notewizard.terminal.open import open_screen

    with open_screen(desk.world.environ, lock_after=lambda: lock_after(desk)) as screen:
        try:
            screen.read(_head(note), note.text)
        except AuthorStopped:
            return 130
    return 0


def _head(note: ProcessNote) -> str:
    about = f", session of {note.session}" if note.session else ""
    author = f", {note.author}" if note.author else ""
    return f"Process note {note.number} of {note.client}{about}, written {note.written[:16].replace('T', ' ')}{author}"


def _is_read_here(accessible: bool) -> bool:
    """Whether it is shown on a page; a pipe and plain lines get the text itself."""
    import sys

    return not accessible and all(each is not None and each.isatty() for each in (sys.stdin, sys.stdout))
