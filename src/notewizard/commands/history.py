"""What happened to a note, or in the whole practice: who did what, when; and what was written later, in order."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from notewizard.commands.counting import counted
from notewizard.commands.desk import desk_of
from notewizard.commands.filed.record_of import record_of
from notewizard.commands.filed.witness import witness
from notewizard.commands.world import World
from notewizard.errors import NotKept, WrongWords
from notewizard.records.accepted import acceptances
from notewizard.records.durable import or_not_kept, read_whole
from notewizard.records.front_matter import split_note
from notewizard.records.history.entry import Entry, place_of
from notewizard.records.history.reading import read_history
from notewizard.records.later import OnRecord, parent_id
from notewizard.records.practice import Practice
from notewizard.records.record import Record, all_records, read_record, record_path
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show, show_line

EXAMPLES = """\
examples:
  notewizard history "Ashgrove/2026-11-20.md"           what happened to this note, and what was written later
  notewizard history "Ashgrove/2026-11-20.md" --text    with the texts, the note first
  notewizard history --from 2026-11-01 --to 2026-11-30  all of the practice, in these days
  notewizard history --json                             for a program

The history holds no text and no client's name; what is named here is looked up in the records.
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("note", metavar="NOTE", nargs="?", default="", help="a note's file, or its id (default: all)")
    parser.add_argument("--from", dest="since", metavar="DATE", default="", help="from this day on")
    parser.add_argument("--to", dest="until", metavar="DATE", default="", help="up to this day")
    parser.add_argument("--text", action="store_true", help="of one note: the texts as well")
    parser.add_argument("--json", action="store_true", help="the results as JSON")


def run(options: Namespace, world: World) -> int:
    """List the entries; of one note also what is about it."""
    desk = desk_of(options, world)
    practice = desk.practice_here()
    if options.text and not options.note:
        raise WrongWords("--text goes with one note.", hint="notewizard history NOTE --text")
    since, until = _day(options.since, "--from"), _day(options.until, "--to")
    records, unreadable = all_records(practice)
    told = read_history(practice, desk.state)
    files = {each.id: each.file for each in records}
    about = _about(practice, options.note, world, records) if options.note else None
    ids = None if about is None else {each.id for each in about} | {place_of(each.file) for each in about}
    entries = [
        entry
        for entry in told.entries
        if (ids is None or entry.event.note in ids or entry.event.place in ids)
        and _within(entry, since, until, world.now())
    ]
    if options.json:
        data(json.dumps({"schema": 1, "results": [_object(each, files) for each in entries]}, indent=1) + "\n")
    else:
        lines = (
            _of_all(entries, files, world.now()) if about is None else _of_note(about, entries, practice, world.now())
        )
        data("".join(f"{line}\n" for line in lines))
        if options.text and about is not None:
            data("".join(_texts(about, practice)))
    for each in unreadable:
        say(f"{each.path.name}: {each.why}.")
    if about is not None:
        owed = witness(desk, "view", note=about[0].id, path=practice.root.joinpath(*about[0].file.split("/")))
        if owed:
            say(owed)
    if told.troubles:
        say(f"{counted(len(told.troubles), 'thing')} in the history asks for a look: notewizard verify")
    return 0


def _day(said: str, option: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise WrongWords(f"{option} takes a day.", hint="As in 2026-11-30.") from None


def _within(entry: Entry, since: date | None, until: date | None, now: datetime) -> bool:
    if since is None and until is None:
        return True
    moment = _moment(entry, now)
    first = datetime.combine(since or date.min, time.min)
    last = datetime.combine(until, time.min) + timedelta(days=1) if until else datetime.max
    return first <= moment.replace(tzinfo=None) < last


def _moment(entry: Entry, now: datetime) -> datetime:
    """When, on the clock of who did it; where the entry does not say, in the zone of who reads."""
    try:
        moment = datetime.fromisoformat(entry.event.utc)
        zone = datetime.strptime(entry.event.offset, "%z").tzinfo if entry.event.offset else now.tzinfo
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone)
    except ValueError:
        return datetime.min.replace(tzinfo=now.tzinfo)


def _about(practice: Practice, named: str, world: World, records: Iterable[Record]) -> tuple[Record, ...]:
    """The record of the note, then those of everything that is about it, in the order of the signatures."""
    note = _meant(practice, named, world)
    on_record = OnRecord.of(records)
    root = on_record.root(note)
    found = [next((each for each in on_record.records if each.id == root), note)]
    for each in on_record.records:
        if parent_id(each) in {one.id for one in found}:
            found.append(each)
    return tuple(found)


def _meant(practice: Practice, named: str, world: World) -> Record:
    path = (world.folder / named).resolve()
    if not path.exists():
        inside = practice.root.resolve()
        known = path.relative_to(inside).as_posix() if path.is_relative_to(inside) else named
        try:
            return read_record(record_path(practice, named)) if "/" not in named and "." not in named else _gone(known)
        except NotKept:
            for record in all_records(practice)[0]:
                if record.file in (known, named):
                    return record
            raise
    return record_of(path, practice)


def _gone(file: str) -> Record:
    raise NotKept("There is no such note.", where=file, hint="Name its file, or give the note's id.")


def _of_note(about: tuple[Record, ...], entries: list[Entry], practice: Practice, now: datetime) -> Iterator[str]:
    note = about[0]
    yield f"{note.kind[:1].upper()}{note.kind[1:]} of {note.date} for {note.client}: {show_line(note.file)}"
    for each in about[1:]:
        reason = f" Reason: {each.reason}" if each.reason else ""
        yield f"  {show_line(f'{each.kind}, {each.author}: {each.file}.{reason}')}"
    for entry in entries:
        kind = next((each.kind for each in about if each.id == entry.event.note), "")
        yield _line(entry, "" if kind in (note.kind, entry.event.action) else kind, now)
    for each in about:
        for accepted in acceptances(practice, each.id):
            yield f"  {show_line(f'accepted as {accepted.kind} by {accepted.author}: {accepted.reason}')}"
    if not entries:
        yield "  The history does not know of it: it is from before this practice had one."


def _of_all(entries: list[Entry], files: dict[str, str], now: datetime) -> Iterator[str]:
    yield f"{counted(len(entries), 'entry', 'entries')}."
    for entry in entries:
        yield _line(entry, files.get(entry.event.note, entry.event.note), now)


def _line(entry: Entry, about: str, now: datetime) -> str:
    event, moment = entry.event, _moment(entry, now)
    when = f"{moment:%Y-%m-%d %H:%M}"
    why = f" ({event.why})" if event.why else ""
    who = show_line(f"{event.actor or 'not known'}{why}")
    return f"  {when}  {event.action:<17} {who}{f'  {show_line(about)}' if about else ''}"


def _texts(about: tuple[Record, ...], practice: Practice) -> Iterator[str]:
    for each in about:
        path: Path = practice.root.joinpath(*each.file.split("/"))
        with or_not_kept("The file cannot be read", path):
            body = split_note(read_whole(path), str(path)).body
        yield f"\n{'=' * 72}\n{each.kind.upper()}  {show_line(each.file)}\n{'=' * 72}\n\n"
        yield show(body.decode("utf-8", "replace"))


def _object(entry: Entry, files: dict[str, str]) -> dict[str, object]:
    event = entry.event
    return {
        "utc": event.utc,
        "offset": event.offset or None,
        "action": event.action,
        "actor": event.actor or None,
        "note": event.note or None,
        "path": files.get(event.note) if event.note else None,
        "sha256": event.sha256 or None,
        "why": event.why or None,
        "device": entry.device,
        "seq": entry.seq,
        "parents": list(entry.parents),
        "hash": entry.hash,
    }
