"""A note of this client and day that is begun or signed already: said before another one is begun in silence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from notewizard.commands.counting import counted
from notewizard.commands.desk import Desk
from notewizard.commands.owing.draft_lines import answered, begun_said, given_in, practice_of
from notewizard.definitions.conditions import look_up
from notewizard.errors import AuthorStopped
from notewizard.interview.clock import say_day
from notewizard.note.clock import clock_time
from notewizard.records.clients import Client
from notewizard.records.drafts import DraftSummary
from notewizard.records.later import OnRecord
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.rendering import when
from notewizard.terminal.screen import Choice, Screen

MOST = 9
"""Of the drafts of one day, the newest so many are offered."""
ANOTHER, LEAVE = "another", "leave"
WAITS = "not in its folder yet: notewizard deliver"


def draft_to_go_on_with(
    desk: Desk, practice: Practice, screen: Screen, client: Client, day: str, records: Sequence[Record]
) -> str:
    """The id of the draft that the author goes on with; empty where a note of `day`, YYYY-MM-DD, is to be begun.

    Nothing is asked where there is no other note of this client and day. `records` are all of the practice, and what
    waits to get there. Raises `AuthorStopped`.
    """
    drafts = [each for each in desk.state.drafts.list() if _is_of(each, desk, practice, client, day)][-MOST:]
    signed = [each for each in OnRecord.of(records).notes() if (each.client, each.date) == (client.id, day)]
    if not drafts and not signed:
        return ""
    there = [f"A draft, {_begun(each, desk)}" for each in drafts] + [f"Signed: {_told(each)}" for each in signed]
    now = desk.world.now()
    going_on = (
        Choice(each.id, f"go on with the draft {begun_said(each, now)}", str(n)) for n, each in enumerate(drafts, 1)
    )
    chosen = screen.choose(
        f"There is a note of {say_day(date.fromisoformat(day))} already.",
        (
            *going_on,
            Choice(LEAVE, "leave: nothing is begun", "l"),
            Choice(ANOTHER, "begin another: there was a second session that day", "b"),
        ),
        note="\n".join(there),
    )
    if chosen == LEAVE:
        raise AuthorStopped("Nothing was begun.")
    return "" if chosen == ANOTHER else chosen


def _is_of(draft: DraftSummary, desk: Desk, practice: Practice, client: Client, day: str) -> bool:
    """Whether it is a note of that session day, begun and not signed, in this practice."""
    if draft.client != client.id or draft.signed or look_up(given_in(draft), "encounter.date") != day:
        return False
    begun_in = practice_of(draft, desk)
    return begun_in is not None and begun_in.root == practice.root


def _begun(draft: DraftSummary, desk: Desk) -> str:
    return f"{begun_said(draft, desk.world.now())}, {counted(answered(draft), 'answer')}"


def _told(record: Record) -> str:
    """ "c-1042/2026-11-20 progress note.md, session at 2:00 PM" """
    start = look_up(record.elements, "encounter.start")
    at = f", session at {when.clock(clock_time(start))}" if start else ""
    return f"{record.file if record.sha256 else WAITS}{at}"
