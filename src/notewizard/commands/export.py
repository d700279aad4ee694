"""A signed note, to the letter, with all that was written to it later, as a page to hand on or to print."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from notewizard import __version__
from notewizard.commands.counting import counted
from notewizard.commands.desk import Desk
from notewizard.commands.filed.at_paths import desk_at
from notewizard.commands.filed.copied import copy_of
from notewizard.commands.filed.on_file import OnFile
from notewizard.commands.filed.outside import refuse_to
from notewizard.commands.filed.part2 import notice_now
from notewizard.commands.filed.witness import event_of, witness
from notewizard.commands.world import World
from notewizard.errors import NameTaken
from notewizard.exporters.copied import Export
from notewizard.exporters.kinds import KINDS
from notewizard.records.later import IN_ERROR, LATER
from notewizard.records.outbox import waiting_for
from notewizard.records.publish import publish
from notewizard.records.record import Record
from notewizard.rendering import when
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show_line

EXAMPLES = """\
examples:
  notewizard export NOTE --as html --to ~/Desktop              one page, for the screen and the printer
  notewizard export Ashgrove/*.md --as html --to ~/chart.html  several notes of one client, by session
  notewizard export NOTE --as txt | less                       plain text of 80 columns

The text is that of the signed file. Addenda, late entries, corrections, marks of an error and co-signatures follow in
order; a supervisor's comments, kept warnings and process notes are never in it. To print, or to make a PDF, open the
html page in a browser and print there. The page calls nothing from the network.
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("notes", metavar="NOTE", nargs="+", help="notes of one client: their files, or their ids")
    parser.add_argument("--as", dest="kind", choices=sorted(KINDS), required=True, help="what kind of file")
    parser.add_argument(
        "--to", metavar="PATH", default="-", help="a new file, a folder for one, or - for stdout (the default)"
    )


def run(options: Namespace, world: World) -> int:
    """Verify the notes, lay them out, hand them on; then the history says so, once for each."""
    desk = desk_at(options, world, options.notes)
    on_file = OnFile(desk)
    notes = on_file.notes(options.notes)
    target = None if options.to == "-" else _target(desk, options.to, notes, options.kind)
    notice, not_known = notice_now(desk.practice_here(), notes[0].client, desk.library)
    text = f"{notice.name}: {notice.text}" if notice else ""
    export = Export(_title(notes), tuple(copy_of(on_file, each, text) for each in notes), _made(desk))
    page = KINDS[options.kind](export)
    if target is None:
        data(page)
    else:
        say(f"Kept: {_kept(target, page)}")
    # Nothing that is told now may be in the way of what was done.
    for line in (notice.besides if notice else "", not_known, *_still_waiting(desk, notes)):
        if line:
            say(line)
    owed = [witness(desk, "export", note=each.id, path=on_file.path(each), why=options.kind) for each in notes]
    for line in dict.fromkeys(filter(None, owed)):
        say(line)
    return 0


_ENDINGS = {"html": (".html", ".htm"), "txt": (".txt", ".text")}
"""By which programs know each kind."""


def _target(desk: Desk, to: str, notes: Sequence[Record], kind: str) -> Path:
    """The new file; in a folder it is called as the first note is, so that nothing is in its name that was not."""
    if os.path.isdir(to) or (to and not os.path.basename(to)):
        more = f" and {len(notes) - 1} more" if len(notes) > 1 else ""
        to = os.path.join(to, f"{Path(notes[0].file).stem}{more}.{kind}")
    elif to.strip() and not to.lower().endswith(_ENDINGS[kind]):
        to = f"{to}.{kind}"  # "Dr. Ames" has none: no program would open it
    refuse_to(desk, to, "An export is no note, and whatever lies in a practice folder may be taken for one.")
    return Path(to)


def _kept(target: Path, page: str) -> Path:
    try:
        return publish(target.parent, target.name, page.encode("utf-8")).path
    except NameTaken as taken:
        taken.hint = f"The next free name is {taken.free}: give it with --to."
        raise


def _title(notes: Sequence[Record]) -> str:
    if len(notes) == 1:
        return f"Progress note of {notes[0].date}"
    return show_line(f"{counted(len(notes), 'progress note')}, {notes[0].date} to {notes[-1].date}")


def _made(desk: Desk) -> str:
    now, actor = desk.world.now(), event_of(desk, "export").actor
    by = f", by {show_line(actor)}" if actor else ""
    return f"Exported on {when.weekday(now)}, {when.moment(now)}{by}, with notewizard {__version__}."


def _still_waiting(desk: Desk, notes: Sequence[Record]) -> list[str]:
    """What was written to this client's notes and is not in the folder yet, and so its page not in the copy."""
    return [
        f"A signed {'mark of an error' if each.kind == IN_ERROR else each.kind} for this client is not in its folder "
        f"yet, so that its page is not in this copy: notewizard deliver {each.draft}"
        for each in waiting_for(desk.state, desk.practice_here())
        if each.client == notes[0].client and each.kind in LATER
    ]
