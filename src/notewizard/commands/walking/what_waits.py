"""The end of a walk: signed notes that were brought meanwhile, and that others wait."""

from __future__ import annotations

from notewizard.commands.desk import Desk
from notewizard.commands.filed.waiting_notes import still_waiting
from notewizard.terminal.screen import Screen


def tell_what_waits(desk: Desk, screen: Screen) -> None:
    """Each in a line of its own; nothing where there is nothing to say."""
    for line in dict.fromkeys((*desk.bringing.said(), still_waiting(desk.state))):
        if line:
            screen.say(line, "warn")
