"""The same record in another format: nothing is asked, nothing in the original changes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.world import World
from notewizard.errors import NotKept
from notewizard.note.migrations import migrated
from notewizard.note.note import Note
from notewizard.records.front_matter import split_note
from notewizard.records.practice import find_practice
from notewizard.records.publish import publish
from notewizard.records.record import Record, all_records, read_record, record_path
from notewizard.rendering.render import Renderer
from notewizard.terminal.report import data, say

EXAMPLES = """\
examples:
  notewizard convert "2026-11-20 Smith progress note.md" --format dap
  notewizard convert note.md --format narrative --to copy.md
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("note", metavar="NOTE", help="a finished note in a practice folder")
    parser.add_argument("--format", metavar="F", required=True, help="the format to read it in")
    parser.add_argument("--to", metavar="PATH", default="-", help="a new file, or - for stdout (the default)")


def run(options: Namespace, world: World) -> int:
    """Find the note's record and render it again; the copy is unsigned, the original stays the record."""
    path = Path(options.note).absolute()
    practice = find_practice(path.parent)
    desk = Desk(world, str(practice.root)) if practice else desk_of(options, world)
    record = _record_of(path, desk)
    form = desk.format(options.format)
    note = Note.model_validate(migrated(record.elements))
    rendered = Renderer(desk.library).render(note, form)
    if options.to == "-":
        data(rendered.text)
    else:
        target = Path(options.to)
        say(f"Kept: {publish(target.parent, target.name, rendered.text.encode('utf-8')).path}")
    return 0


def _record_of(path: Path, desk: Desk) -> Record:
    """The record of the note at `path`: by its front matter, or by the file that a record names."""
    practice = desk.practice_here()
    try:
        front = split_note(path.read_bytes(), str(path)).front
    except OSError as error:
        raise NotKept(f"The note cannot be read: {error.strerror}.", where=str(path)) from None
    if front is not None and record_path(practice, front.id).exists():
        return read_record(record_path(practice, front.id))
    for record in all_records(practice)[0]:
        if practice.root / record.file == path:
            return record
    raise NotKept(
        "This note has no record: its answers were not kept here.",
        where=str(path),
        hint="Only notes that notewizard wrote can be converted.",
        not_done="Nothing was written.",
    )
