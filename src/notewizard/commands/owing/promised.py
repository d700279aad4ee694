"""The promised contacts of a practice that are due and that no note settles, for the first screen."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from notewizard.commands.counting import counted
from notewizard.commands.owing.draft_lines import client_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from notewizard.commands.desk import Desk
    from notewizard.note.promised import Promise
    from notewizard.records.practice import Practice
    from notewizard.records.record import Record
    from notewizard.terminal.screen import Screen

MOST = 8
"""So many are told one by one."""


def tell_of_promised(desk: Desk, practice: Practice, screen: Screen) -> None:
    """One line for each contact that is due without an outcome, the first due first, and how it is settled."""
    from notewizard.records.promises import promising_records

    records, unreadable = promising_records(practice, desk.state)
    if unreadable:
        screen.say(f"{counted(len(unreadable), 'record')} cannot be read: notewizard doctor", "warn")
    if not records:
        return
    from notewizard.interview.clock import say_day
    from notewizard.note.promised import still_open

    today = desk.world.now().date()
    by_client: dict[str, list[Promise]] = {}
    for record in records:
        by_client.setdefault(record.client, []).extend(_promises(record))
    due = sorted((each.due, client, each.with_) for client, own in by_client.items() for each in still_open(own, today))
    for day, client, whom in due[:MOST]:
        said = client_said(client, practice, as_files_do=True)
        screen.say(f"Contact promised by {say_day(day)}, {said}: {whom}. No note tells its outcome.", "warn")
    if len(due) > MOST:
        screen.say(f"And {counted(len(due) - MOST, 'further contact')} that no note settles.", "warn")
    if due:
        screen.say(f"The next note of the client settles it: notewizard new {due[0][1]}")


def _promises(record: Record) -> Iterator[Promise]:
    """The contacts of a record; one that is not as the note's model has it is said by `doctor`."""
    from datetime import date

    from notewizard.note.promised import Promise

    safety = record.elements.get("safety")
    rows = safety.get("contacts") if isinstance(safety, dict) else ()
    for row in rows if isinstance(rows, list) else ():
        with suppress(AttributeError, KeyError, TypeError, ValueError):
            yield Promise(date.fromisoformat(row["due"]), str(row["with"]), bool(row.get("outcome")))
