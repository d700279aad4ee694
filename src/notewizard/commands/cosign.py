"""Co-sign a trainee's note as the supervisor whom it names."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.world import World
from notewizard.errors import WrongWords
from notewizard.terminal.report import say

if TYPE_CHECKING:
    from notewizard.commands.walking.later_work import LaterWork

EXAMPLES = """\
examples:
  notewizard cosign NOTE                       read it, comment on it, sign
  notewizard cosign NOTE --comment "Name the technique next time." --sign "Ruben Castellanos"

The co-signature is a file of its own beside the note and names its hash; the note never changes. Comments stand in the
record of the co-signature alone. `notewizard due` lists what is not co-signed yet.
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("note", metavar="NOTE", help="a signed note, addendum, late entry or correction")
    parser.add_argument("--comment", metavar="TEXT", default="", help="for the author alone; needs --sign")
    parser.add_argument("--sign", metavar="NAME", default="", help="sign as the supervisor; ask nothing")
    parser.add_argument("--accessible", action="store_true", help="plain numbered lines, nothing redrawn")


def run(options: Namespace, world: World) -> int:
    """Show the note and ask, or take the signature from the options."""
    from notewizard.commands.walking.later_at_once import at_once
    from notewizard.commands.walking.later_walk import begin, said_of_kept

    if options.comment and not options.sign:
        raise WrongWords(
            "A comment comes without a signature.",
            hint='Add --sign "YOUR NAME", or leave it out and be asked.',
            not_done="Nothing was written.",
        )
    desk, work = _work(options, world)
    if options.sign:
        kept, _ = at_once(work, {"comments": options.comment} if options.comment else {}, options.sign)
        for line in said_of_kept(work, kept):
            say(line)
        return 0
    from notewizard.commands.new import screen_for

    with screen_for(desk, options.accessible) as screen:
        return begin(work, screen)


def _work(options: Namespace, world: World) -> tuple[Desk, LaterWork]:
    from notewizard.commands.filed.parent import written_at
    from notewizard.commands.walking.later_walk import path_of, work_on
    from notewizard.records.practice import find_practice

    desk = desk_of(options, world)
    path = path_of(desk, options.note)
    practice = find_practice(path.parent)
    desk = Desk(world, str(practice.root)) if practice else desk
    return desk, work_on(desk, desk.practice_here(), written_at(desk.practice_here(), path), "co-signature")
