"""The first screen: open drafts, notes that wait to be delivered, then Enter for the next one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.new import begin, practice_for, screen_for, tell_of_rules
from notewizard.commands.resume import describe, resume
from notewizard.commands.world import World
from notewizard.terminal.screen import Choice, Said, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notewizard.records.drafts import DraftSummary
    from notewizard.terminal.screen import Screen

EXAMPLES = """\
examples:
  notewizard            this screen
  notewizard new        a new note at once
  notewizard --help     every command
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("--accessible", action="store_true", help="plain numbered lines, nothing redrawn")


def run(options: Namespace, world: World) -> int:
    """Say what is owed, and go on with it or begin a new note."""
    desk = desk_of(options, world)
    with screen_for(desk, options.accessible) as screen:
        practice_for(desk, screen)
        tell_of_rules(desk, screen)
        drafts = [each for each in reversed(desk.state.drafts.list()) if each.client and not each.signed]
        waiting = _waiting(desk)
        if waiting:
            screen.say(f"{waiting} signed, not yet in the folder: notewizard deliver", "warn")
        if not drafts:
            screen.say("No open drafts.")
            return begin(desk, screen, "", "")
        chosen = _next_one(drafts, desk, screen)
        return resume(desk, screen, chosen) if chosen != "new" else begin(desk, screen, "", "")


def _next_one(drafts: Sequence[DraftSummary], desk: Desk, screen: Screen) -> str:
    """The draft to go on with (Enter: the one begun last), or "new"."""
    choices = tuple(Choice(each.id, describe(each, desk), str(n)) for n, each in enumerate(drafts[:8], 1))
    view = View(
        "home", "one", "Notes owed", choices=(*choices, Choice("new", "a new note", "n")), suggestion=choices[0].value
    )
    while True:
        outcome = screen.ask(view)
        if isinstance(outcome, Said):
            return str(outcome.raw)
        screen.say("This is the first screen.")


def _waiting(desk: Desk) -> str:
    from notewizard.records.outbox import waiting

    count = len(waiting(desk.state))
    return "" if not count else f"{count} note{'s' if count > 1 else ''}"
