"""Co-sign a trainee's note as the supervisor whom it names."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from notewizard.commands.desk import desk_of
from notewizard.commands.world import World
from notewizard.errors import WrongWords
from notewizard.terminal.report import say

EXAMPLES = """\
examples:
  notewizard cosign NOTE                       read it, comment on it, sign
  notewizard cosign NOTE --comment "Name the technique next time." --sign "Ruben Castellanos"

The co-signature is a file of its own beside the note and names its hash; the note never changes. Comments stand in the
record of the co-signature alone. Where the author of config.toml is not the supervisor whom the note names, the
supervisor types their name before the note is shown. `notewizard due` lists what is not co-signed yet.
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("note", metavar="NOTE", help="a signed note, addendum, late entry or correction")
    parser.add_argument("--comment", metavar="TEXT", default="", help="for the author alone; needs --sign")
    parser.add_argument("--sign", metavar="NAME", default="", help="sign as the supervisor; ask nothing")
    parser.add_argument("--accessible", action="store_true", help="plain numbered lines, nothing redrawn")


def run(options: Namespace, world: World) -> int:
    """Show the note and ask, or take the signature from the options."""
    from notewizard.commands.filed.waiting_notes import say_what_waits
    from notewizard.commands.walking.later_at_once import at_once
    from notewizard.commands.walking.later_walk import begin, said_of_kept, work_at

    if options.comment and not options.sign:
        raise WrongWords(
            "A comment comes without a signature.",
            hint='Add --sign "YOUR NAME", or leave it out and be asked.',
            not_done="Nothing was written.",
        )
    work = work_at(desk_of(options, world), options.note, "co-signature")
    if options.sign:
        kept, _ = at_once(work, {"comments": options.comment} if options.comment else {}, options.sign)
        for line in said_of_kept(work, kept):
            say(line)
        say_what_waits(work.desk.state)
        return 0
    from notewizard.commands.new import screen_for

    with screen_for(work.desk, options.accessible) as screen:
        return begin(work, screen)
