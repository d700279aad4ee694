"""Notes still owed, with the hours left: from a calendar, from open drafts, and from sessions that were agreed on.

And what waits for a supervisor's co-signature, with its age.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from notewizard.commands.counting import counted
from notewizard.commands.desk import desk_of
from notewizard.commands.filed.waiting_notes import still_waiting
from notewizard.commands.owing.believed import SEE, Believed, believed
from notewizard.commands.owing.co_signing import NotCoSigned, not_co_signed
from notewizard.commands.owing.draft_lines import client_said
from notewizard.commands.owing.group_appointments import GroupHeld
from notewizard.commands.owing.owed import LOOKED_BACK, Due, Owed, Unclear, calendar_of, what_is_owed
from notewizard.commands.world import World
from notewizard.documents.calendar import Appointment
from notewizard.errors import WrongWords
from notewizard.records.later import NOTE
from notewizard.records.practice import Practice
from notewizard.records.record import Record, record_path
from notewizard.rendering.when import clock, stretch
from notewizard.terminal.columns import UNBOUNDED, columns_of, fitted
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show_line

EXAMPLES = """\
examples:
  notewizard due                               open drafts, sessions agreed on, and the calendar of config.toml
  notewizard due --calendar appointments.ics   the appointments of an exported calendar as well
  notewizard due --days 90                     further back
  notewizard due --json                        for a program: no title of an appointment is in it

A calendar is named once in config.toml: calendar = "appointments.ics", from the practice folder or in full. A client
is known by an id, a name or an alias of clients.toml in the title, a group's session by its id there or by its time:
it is written when every member has a note. A record that is not as the history has it does not count. Exit 3: an event
could not be read; it is named.
"""
MOST_DAYS = 3660


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("--calendar", metavar="FILE.ics", default="", help="a calendar (default: that of config.toml)")
    parser.add_argument(
        "--days", metavar="N", type=int, default=LOOKED_BACK, help=f"how many days back (default: {LOOKED_BACK})"
    )
    parser.add_argument("--json", action="store_true", help="the results as JSON")


def run(options: Namespace, world: World) -> int:
    """List what is owed; exit 3 when events of the calendar cannot be read, though the rest is."""
    if not 1 <= options.days <= MOST_DAYS:
        raise WrongWords("--days takes a number of days.", hint=f"1 to {MOST_DAYS}.")
    desk = desk_of(options, world)
    practice = desk.practice_here()
    calendar = world.folder / options.calendar if options.calendar else calendar_of(practice, world.home())
    now = desk.world.now()
    by = believed(practice, desk.state)
    due = what_is_owed(desk, practice, calendar, by, options.days)
    waiting_for = not_co_signed(practice, by.to_co_sign())
    away = by.without_file(practice)
    if options.json:
        results = [*_objects(due, now), *(_not_co_signed(each, now) for each in waiting_for)]
        results += _doubted(by, away, practice)
        data(json.dumps({"schema": 1, "results": results}, indent=1) + "\n")
    else:
        lines = [*_lines(due, practice, now, desk.library.jurisdiction.in_words())]
        lines += _co_signing_lines(waiting_for, practice, now)
        columns = columns_of(world.environ, UNBOUNDED)
        data("".join(f"{row}\n" for line in lines for row in fitted(line, columns)))
        if calendar is None:
            say('No calendar is read. Name one: --calendar FILE.ics, or calendar = "FILE.ics" in config.toml.')
    if waiting := still_waiting(desk.state):
        say(waiting)
    for line in by.sentences():
        say(line)
    if number := len(away):
        is_, it = ("is", "it counts") if number == 1 else ("are", "they count")
        say(f"{counted(number, 'signed file')} {is_} not in place, and {it} here all the same. {SEE}")
    for line in due.unreadable:
        say(f"{line} Whether it is one of these notes cannot be told.")
    for problem in due.broken:
        say(f"{problem.sentence()} The rest of the calendar was read.")
    return 3 if due.broken else 0


def _lines(due: Due, practice: Practice, now: datetime, profile: str) -> Iterator[str]:
    count = counted(len(due.owed), "note")
    yield f"{count[:1].upper()}{count[1:]} owed. {profile}."
    for each in due.owed:
        yield f"  {owed_line(each, practice, now)}"
    if due.unclear:
        yield f"{counted(len(due.unclear), 'appointment')} of no client for certain:"
        yield from (f"  {_unclear(each, practice, now)}" for each in due.unclear)
        yield "  An alias in clients.toml, or the client's id in the title, says whose it is."
    if due.written:
        yield f"{counted(len(due.written), 'appointment')} with {'its' if len(due.written) == 1 else 'their'} note."


def _co_signing_lines(waiting_for: Sequence[NotCoSigned], practice: Practice, now: datetime) -> Iterator[str]:
    if waiting_for:
        yield f"{counted(len(waiting_for), 'note')} not yet co-signed:"
    for each in waiting_for:
        hours = each.hours(now)
        age = "" if hours is None else f"for {_amount(max(hours, 0))}"
        what = f", {each.kind}" if each.kind != NOTE else ""
        client = client_said(each.client, practice, as_files_do=True)
        line = f"{client}  session of {each.date}{what}, by {each.author}, waits for {each.supervisor}: {each.file}"
        yield f"  {age:<18}{show_line(line)}"


def owed_line(owed: Owed, practice: Practice, now: datetime) -> str:
    """ "19 hours left   c-0001 (Ashgrove)  Fri, Nov 27, 2:00 to 2:50 PM, draft 3f9a1c2b" """
    client = client_said(owed.client, practice, as_files_do=True)
    parts = [part for part in (_when(owed, now), f"draft {owed.draft}" if owed.draft else "") if part]
    parts += ["as agreed in the last note"] if owed.source == "agreed" else []
    parts += ["a reason will be asked"] if _is_between(owed, now) else []
    return f"{_left(owed, now):<18}{show_line(client)}  {', '.join(parts)}"


def _is_between(owed: Owed, now: datetime) -> bool:
    """Whether the note is past its target and not yet past its limit."""
    return bool(owed.target and owed.limit and owed.target.timestamp() <= now.timestamp() < owed.limit.timestamp())


def _left(owed: Owed, now: datetime) -> str:
    hours = owed.hours_left(now)
    if hours is None:
        return "begun"
    amount = _amount(abs(hours))
    return f"{amount} left" if hours > 0 else f"late by {amount}"


def _amount(hours: float) -> str:
    if hours < 1:
        return counted(max(int(hours * 60), 1), "minute")
    return counted(int(hours), "hour") if hours < 120 else counted(int(hours / 24), "day")


def _when(owed: Owed, now: datetime) -> str:
    if owed.begins is None:
        return ""
    if owed.ends is None:
        return _day(owed.begins, now)
    if owed.ends == owed.begins:
        return f"{_day(owed.begins, now)}, {clock(owed.begins)}"
    return f"{_day(owed.begins, now)}, {stretch(owed.begins, owed.ends)}"


def _day(moment: datetime, now: datetime) -> str:
    year = "" if moment.year == now.year else f", {moment.year}"
    return f"{moment:%a}, {moment:%b} {moment.day}{year}"


def _unclear(each: Unclear, practice: Practice, now: datetime) -> str:
    at = each.appointment
    could = " or ".join(client_said(id_, practice, as_files_do=True) for id_ in each.could_be)
    title = f"“{at.title}”" if at.title.strip() else "without a title"
    said = f": {could}?" if could else ""
    if group := each.group:
        said = f": group {group.id}, {len(group.clients)} of {counted(group.size, 'note')}"
    return show_line(f"{_day(at.begins, now)}, {clock(at.begins)}, {title}{said}")


def _objects(due: Due, now: datetime) -> Iterator[dict[str, Any]]:
    """What a program is told: no title, which may name anybody."""
    for each in due.owed:
        hours = each.hours_left(now)
        yield {
            "state": "owed",
            "client": each.client,
            "source": each.source,
            "begins": _iso(each.begins),
            "ends": _iso(each.ends),
            "target": _iso(each.target),
            "limit": _iso(each.limit),
            "hours_left": None if hours is None else round(hours, 1),
            "late": hours is not None and hours <= 0,
            "draft": each.draft or None,
            "line": each.line or None,
        }
    for written in due.written:
        whose = {"client": written.client or None, **_of_group(written.group)}
        yield {"state": "written", **whose, **_of_appointment(written.appointment)}
    for unclear in due.unclear:
        whose = {"could_be": list(unclear.could_be), **_of_group(unclear.group)}
        yield {"state": "unclear", **whose, **_of_appointment(unclear.appointment)}
    for problem in due.broken:
        yield {"state": "broken", "path": problem.path, "line": problem.line, "why": problem.said}


def _not_co_signed(each: NotCoSigned, now: datetime) -> dict[str, Any]:
    hours = each.hours(now)
    return {
        "state": "not co-signed",
        "client": each.client,
        "note": each.note,
        "kind": each.kind,
        "date": each.date,
        "file": each.file,
        "author": each.author,
        "supervisor": each.supervisor,
        "signed": _iso(each.signed),
        "hours": None if hours is None else round(hours, 1),
    }


def _doubted(by: Believed, away: Iterable[Record], practice: Practice) -> Iterator[dict[str, Any]]:
    """The records that the history does not bear out, or that are gone, and files; and whether they count here."""
    contradicted, unknown = ([each.id for each in some] for some in (by.contradicted, by.unknown))
    for counts, ids in ((False, [*contradicted, *by.gone]), (True, unknown)):
        for id_ in ids:
            path = record_path(practice, id_).relative_to(practice.root).as_posix()
            yield {"state": "doubted", "note": id_, "path": path, "counted": counts}
    for each in away:
        yield {"state": "doubted", "note": each.id, "path": each.file, "counted": True}


def _of_group(group: GroupHeld | None) -> dict[str, Any]:
    return {"group": group.id, "clients": sorted(group.clients), "size": group.size} if group else {}


def _of_appointment(each: Appointment) -> dict[str, Any]:
    return {"begins": _iso(each.begins), "ends": _iso(each.ends), "line": each.line}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="minutes") if moment else None
