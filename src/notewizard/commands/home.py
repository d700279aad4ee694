"""The first screen: open drafts, notes that the calendar says are owed or that wait to be delivered, then Enter."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from notewizard.commands.counting import counted
from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.new import begin, practice_for, screen_for, tell_of_rules
from notewizard.commands.owing.promised import tell_of_promised
from notewizard.commands.resume import describe, resume
from notewizard.commands.world import World
from notewizard.terminal.screen import Choice, Said, View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from notewizard.commands.owing.owed import Owed
    from notewizard.records.drafts import DraftSummary
    from notewizard.terminal.screen import Screen

MOST = 8
"""So many are offered; `due` and `drafts` have them all."""
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
        for line in filter(None, (*desk.bringing.said(), desk.bringing.waits())):
            screen.say(line, "warn")
        if desk.practice is not None:
            tell_of_promised(desk, desk.practice, screen)
        owed = _owed(desk, screen)
        if not drafts and not owed:
            screen.say("No open drafts." if not _has_calendar(desk) else "No open drafts, and no note is owed.")
            return begin(desk, screen, "", "")
        chosen = _next_one(drafts, owed, desk, screen)
        if chosen in owed:
            return begin(desk, screen, owed[chosen].client, "", offered=owed[chosen].day)
        return resume(desk, screen, chosen) if chosen != "new" else begin(desk, screen, "", "")


def _has_calendar(desk: Desk) -> bool:
    return desk.practice is not None and bool(desk.practice.settings().calendar)


def _owed(desk: Desk, screen: Screen) -> dict[str, Owed]:
    """What is owed and not begun, the most urgent first; only where the practice has named its calendar."""
    if desk.practice is None or not _has_calendar(desk):
        return {}
    from notewizard.commands.owing.believed import believed
    from notewizard.commands.owing.owed import calendar_of, what_is_owed
    from notewizard.errors import Failure

    try:
        by = believed(desk.practice, desk.state)
        due = what_is_owed(desk, desk.practice, calendar_of(desk.practice, desk.world.home()), by)
    except Failure as trouble:
        screen.say(f"{trouble.what} ({trouble.where}) {trouble.hint}", "warn")
        return {}
    if due.broken:
        screen.say("Something in the calendar cannot be read: notewizard due", "warn")
    if due.unclear:
        screen.say(f"{counted(len(due.unclear), 'appointment')} of no client for certain: notewizard due")
    return {f"owed-{number}": each for number, each in enumerate(each for each in due.owed if not each.draft)}


def _next_one(drafts: Sequence[DraftSummary], owed: Mapping[str, Owed], desk: Desk, screen: Screen) -> str:
    """The draft to go on with (Enter: the one begun last), the note to begin, or "new"."""
    lines = [(each.id, describe(each, desk)) for each in drafts[:MOST]]
    if owed and desk.practice is not None:
        from notewizard.commands.due import owed_line

        now = desk.world.now()
        lines += [(name, " ".join(owed_line(each, desk.practice, now).split())) for name, each in owed.items()]
    choices = tuple(Choice(name, line, str(n)) for n, (name, line) in enumerate(lines[:MOST], 1))
    if len(lines) > MOST:
        screen.say(f"{len(lines) - MOST} more: notewizard due")
    view = View(
        "home", "one", "Notes owed", choices=(*choices, Choice("new", "a new note", "n")), suggestion=choices[0].value
    )
    while True:
        outcome = screen.ask(view)
        if isinstance(outcome, Said):
            return str(outcome.raw)
        screen.say("This is the first screen.")
