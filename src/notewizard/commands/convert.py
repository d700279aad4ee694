"""The same record in another format: nothing is asked, nothing in the original changes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.filed.as_signed import how_it_stands
from notewizard.commands.filed.note_stands import Stands
from notewizard.commands.filed.outside import refuse_to
from notewizard.commands.filed.part2 import notice_now
from notewizard.commands.filed.record_of import note_in, record_of
from notewizard.commands.filed.untrusted import refuse_later_untrusted, refuse_untrusted
from notewizard.commands.filed.witness import witness
from notewizard.commands.walking.keeping import as_file
from notewizard.commands.world import World
from notewizard.errors import Refused
from notewizard.records.durable import read_whole
from notewizard.records.history.reading import read_history
from notewizard.records.known_files import says_what_was_signed
from notewizard.records.later import LATER, NOTE, OnRecord
from notewizard.records.outbox import waiting_records, with_waiting
from notewizard.records.practice import find_practice
from notewizard.records.publish import publish
from notewizard.records.record import all_records
from notewizard.terminal.report import data, say

EXAMPLES = """\
examples:
  notewizard convert "2026-11-20 Smith progress note.md" --format dap
  notewizard convert note.md --format narrative --to ~/Desktop/copy.md
"""

_WHY_NOT_THERE = "Only a finished note goes into a practice folder, and this copy would be unsigned."


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("note", metavar="NOTE", help="a finished note in a practice folder")
    parser.add_argument("--format", metavar="F", required=True, help="the format to read it in")
    parser.add_argument("--to", metavar="PATH", default="-", help="a new file, or - for stdout (the default)")


def run(options: Namespace, world: World) -> int:
    """Find the note's record and render it again; the copy is unsigned, the original stays the record."""
    path = world.at(options.note).absolute()
    around = find_practice(path.parent)
    desk = Desk(world, str(around.root)) if around else desk_of(options, world)
    practice = desk.practice_here()
    record = record_of(path, practice)
    form = desk.format(options.format)
    if options.to != "-":
        refuse_to(desk, options.to, _WHY_NOT_THERE)
    if record.kind != NOTE:
        raise Refused(
            f"This is no note but the {record.kind} of one: it has no other format.",
            where=str(path),
            hint="Name the note itself.",
            not_done="Nothing was written.",
        )
    note = note_in(record, path)
    waits = waiting_records(desk.state, practice)  # first: one that is brought meanwhile is found in the folder
    told = read_history(practice, desk.state)
    refuse_untrusted(practice, told, record, path, "No copy was made.", waits)
    on_record = OnRecord.of(with_waiting(all_records(practice)[0], waits))
    later = (each for each in on_record.records if each.kind in LATER and on_record.root(each) == record.id)
    refuse_later_untrusted(practice, told, later, "No copy was made.", waits)
    for line in how_it_stands(practice, told, record, path):
        say(line)
    if not says_what_was_signed(read_whole(path), record):
        say("This copy is made of what was signed, and not of the file as it is now.")
    rendered = desk.renderer.render(note, form)
    stands = Stands(record, on_record)
    text = rendered.text
    if lines := list(stands.lines()):
        text = stands.on_copy(practice, text)
        for line in lines:
            say(line)
    # What must go with the copy if it leaves the practice: said, and never printed in the note.
    notice, not_known = notice_now(practice, record.client, desk.library)
    if notice is not None:
        say(f"{notice.name}: a copy that leaves the practice with consent carries: “{notice.text}” {notice.besides}")
    if not_known:
        say(not_known)
    if options.to == "-":
        data(text)
    else:
        target = Path(options.to)
        say(f"Kept: {publish(target.parent, target.name, as_file(text, target)).path}")
    if owed := witness(desk, "export", note=record.id, path=path, why=form.id):
        say(owed)
    return 0
