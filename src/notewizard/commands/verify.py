"""Is every note what was signed: each is held against the history, and nothing is changed."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from notewizard.commands.examining.verified import COLUMNS, HISTORY_NEXT, Page, Typed, next_step
from notewizard.commands.filed.at_paths import desk_at, is_at, meant, to_type
from notewizard.commands.filed.waiting_notes import say_what_waits
from notewizard.commands.filed.witness import witness
from notewizard.commands.world import World
from notewizard.errors import Failure, NotKept
from notewizard.records.history.verdicts import BROKEN, INFO, LOOK, Verdict
from notewizard.records.history.verifying import Verified, not_its_signature, verify
from notewizard.records.practice import Practice
from notewizard.records.record import read_record, record_path
from notewizard.terminal.columns import columns_of
from notewizard.terminal.report import data, say

EXAMPLES = """\
examples:
  notewizard verify                       every note of the practice
  notewizard verify Ashgrove/             the notes in that folder alone
  notewizard verify --json                for a program

Exit codes: 0 every note is what was signed, 1 something asks for a look (a file that moved, a second copy), 4 a note
or the history cannot be trusted as it is. Nothing is ever changed: `notewizard accept` says that you know of a change.
"""


MOST_ASKED = 20
"""Notes whose detached signatures `ssh-keygen` is asked about: a process each."""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("paths", metavar="PATH", nargs="*", default=[], help="notes or folders (default: all of them)")
    parser.add_argument("--json", action="store_true", help="the results as JSON")


def run(options: Namespace, world: World) -> int:
    """Say how every note stands; the exit code is that of the worst."""
    desk = desk_at(options, world, options.paths)
    practice = desk.practice_here()
    found = verify(practice, desk.state)
    verdicts = asked_for(found.verdicts, options.paths, practice, world)
    if options.paths:
        verdicts += _not_its_signature(practice, verdicts)
    owed, typed = witness(desk, "verify"), partial(to_type, practice, world.folder)
    if options.json:
        data(json.dumps({"schema": 1, "results": [*_objects(verdicts, found, practice, typed)]}, indent=1) + "\n")
    else:
        page = Page(min(columns_of(world.environ, COLUMNS), COLUMNS), desk.world.now(), typed)
        data("".join(f"{line}\n" for line in page.lines(verdicts, found)))
    if owed:
        say(owed)
    say_what_waits(desk.state)
    if any(each.level == BROKEN for each in verdicts) or any(each.is_serious for each in found.troubles):
        return 4
    return 1 if any(each.level == LOOK for each in verdicts) else 0


def asked_for(
    verdicts: Iterable[Verdict], named: Sequence[str], practice: Practice, world: World
) -> tuple[Verdict, ...]:
    """Those about the notes and in the folders that are named, by file or by id; all where none is named.

    `NotKept` for what is named and nobody knows: silence would read as "all is well".
    """
    everything, asked = tuple(verdicts), list[Verdict]()
    files, ids = {one.file for one in everything}, {one.note for one in everything if one.note}
    for each in named:
        name, note = meant(practice, world.folder, each, files, ids)
        mine = [one for one in everything if note and one.note == note]
        mine += [one for one in everything if name is not None and is_at(one.file, name)]
        if not mine and not (name is not None and os.path.isdir(world.folder / each)):
            raise NotKept(
                "Neither the history nor a record knows this note.",
                where=each,
                hint="`notewizard verify` lists what is known; name the file as it says, or give the note's id.",
                not_done="Nothing was done.",
            )
        asked += mine
    return tuple(dict.fromkeys(asked)) if named else everything


def _not_its_signature(practice: Practice, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Of few notes that were named, what `ssh-keygen` says of their detached signatures."""
    files = {each.note: each.file for each in reversed(verdicts) if each.note}
    if len(files) > MOST_ASKED:
        return ()
    records = []
    for note in files:
        with suppress(Failure):  # that there is no record, or a broken one, is said already
            records.append(read_record(record_path(practice, note)))
    return tuple(not_its_signature(practice, records, files))


def _objects(
    verdicts: Iterable[Verdict], found: Verified, practice: Practice, typed: Typed
) -> Iterator[dict[str, object]]:
    for each in verdicts:
        yield {
            "path": each.file,
            "note": each.note or None,
            "kind": each.kind,
            "level": each.level,
            "said": each.said,
            "next": next_step(each, typed).replace("\n", " "),
            "sha256": each.sha256 or None,
        }
    for trouble in found.troubles:
        yield {
            "path": _inside(trouble.path, practice),
            "note": None,
            "kind": f"history {trouble.kind}",
            "level": BROKEN if trouble.is_serious else INFO,
            "said": f"{trouble.said} {trouble.accepted}".strip(),
            "next": "" if trouble.accepted else HISTORY_NEXT.get(trouble.kind, "").replace("\n", " "),
            "sha256": None,
        }


def _inside(path: Path, practice: Practice) -> str:
    return path.relative_to(practice.root).as_posix() if path.is_relative_to(practice.root) else path.name
