"""Bring signed notes that could not be written into their folder."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path, PurePosixPath

from notewizard.commands.apart.bringing import bring_waiting
from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.filed.detached import detached
from notewizard.commands.filed.waiting_notes import what_waits
from notewizard.commands.filed.witness import witness_delivery
from notewizard.commands.world import World
from notewizard.errors import Failure, NameTaken, Refused, WrongWords
from notewizard.records.durable import read_whole
from notewizard.records.ids import check_file_name
from notewizard.records.outbox import Waiting, deliver, practice_at, waiting
from notewizard.records.process_notes import drafts_of
from notewizard.records.process_notes import waiting as waiting_apart
from notewizard.terminal.report import say

EXAMPLES = """\
examples:
  notewizard deliver                                              every signed note that waits
  notewizard deliver 3f9a1c2b                                     that one
  notewizard deliver 3f9a1c2b --as "2026-11-20 progress note b"   under another name, in the same folder
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("draft", metavar="ID", nargs="?", default="", help="the draft of one note (default: all)")
    parser.add_argument("--as", dest="name", metavar="NAME", default="", help="another file name in the same folder")


def run(options: Namespace, world: World) -> int:
    """Bring each, and say what it is and where; exit 4 while one of them still waits."""
    desk = desk_of(options, world)
    state = desk.state
    apart = [*bring_waiting(desk)]
    for line in apart:
        say(line)
    notes = waiting(state)
    if options.draft:
        notes = tuple(each for each in notes if each.draft == options.draft)
        if not notes:
            raise Refused("No signed note waits under that id.", hint="List them with: notewizard drafts")
    if not notes:
        say("No signed note waits." if apart else "Nothing waits: every signed note is in its folder.")
        return 4 if waiting_apart(drafts_of(state, None)) else 0
    if options.name and len(notes) != 1:
        raise WrongWords(
            "Which note gets this name?", hint="notewizard deliver ID --as NAME", not_done="Nothing was brought."
        )
    left = sum(not _brought(desk, each, _renamed(each.file, options.name)) for each in notes)
    if left:
        which = f"{left} of {len(notes)}" if len(notes) > 1 else "It"
        say(f"{which} still {'waits' if left == 1 else 'wait'}. The text is safe on this computer.")
        say("Once that is mended: notewizard deliver")
        if not all(os.path.isdir(each.practice) for each in notes if each.file):  # also one that does not answer
            say("If the practice folder was moved: notewizard deliver --practice FOLDER")
    elif len(notes) > 1:
        say(f"All {len(notes)} are in their folders.")
    return 4 if left or (apart and waiting_apart(drafts_of(state, None))) else 0


def _brought(desk: Desk, note: Waiting, file: str | None) -> bool:
    """Whether it is in its folder now: what it is, and where it is or why it is not, is said."""
    try:
        practice = practice_at(note, desk.practice)
        kept = deliver(desk.state, note.draft, file, practice)
    except Failure as trouble:
        say(f"Not brought: the {what_waits(note)}, draft {note.draft}.")
        say(f"  {trouble.what}{f' ({trouble.where})' if trouble.where else ''}")
        if isinstance(trouble, NameTaken):
            say(f'  Give it another name: notewizard deliver {note.draft} --as "{trouble.free}"')
        if kept_at := _readable(note) or getattr(trouble, "kept", None) or note.copy:
            say(f"  The text is in {kept_at}.")
        return False
    owed = witness_delivery(desk.world, practice.root, kept)
    say(f"Brought: the {what_waits(note)}.")
    say(f"  Kept: {kept.path}")
    for line in (owed, detached(practice, kept, desk.world)):
        if line:
            say(f"  {line}")
    for leftover in kept.leftovers:
        say(f"  It is safe. This could not be cleared away: {leftover}")
    return True


def _readable(note: Waiting) -> Path | None:
    """The readable copy, where it has what was signed: a note may have been taken back and signed again since."""
    with suppress(OSError):
        if note.copy is not None and read_whole(note.copy) == note.text.encode("utf-8"):
            return note.copy
    return None


def _renamed(file: str, name: str) -> str | None:
    """The same folder and extension, another name; None without one, or where no file is known. Checked first."""
    if not name or not file:
        return None
    if "/" in name or "\\" in name:
        raise WrongWords(
            "A file name alone, without a folder.",
            hint="The note stays in its client's folder.",
            not_done="Nothing was brought.",
        )
    before = PurePosixPath(file)
    return before.with_name(check_file_name(name if name.endswith(before.suffix) else name + before.suffix)).as_posix()
