"""What happened to a note, or in the whole practice: who did what, when; and what was written later, in order."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from notewizard.commands.counting import counted
from notewizard.commands.filed.as_signed import not_as_signed
from notewizard.commands.filed.at_paths import desk_at, meant
from notewizard.commands.filed.parent import WAITS
from notewizard.commands.filed.waiting_notes import say_what_waits
from notewizard.commands.filed.witness import witness
from notewizard.commands.world import World
from notewizard.errors import NotKept, WrongWords
from notewizard.records.accepted import acceptances
from notewizard.records.durable import or_not_kept, plain_reason, read_whole
from notewizard.records.earlier import client_of
from notewizard.records.front_matter import split_note
from notewizard.records.history.entry import FINISHES, Entry, place_of
from notewizard.records.history.reading import read_history
from notewizard.records.known_files import KnownFiles
from notewizard.records.later import OnRecord, moment_signed, parent_id
from notewizard.records.outbox import waiting_records, with_waiting
from notewizard.records.practice import Practice
from notewizard.records.record import Record, all_records
from notewizard.terminal.columns import UNBOUNDED, columns_of, fitted
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

_UNDER = " " * 20


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("note", metavar="NOTE", nargs="?", default="", help="a note's file, or its id (default: all)")
    parser.add_argument("--from", dest="since", metavar="DATE", default="", help="from this day on")
    parser.add_argument("--to", dest="until", metavar="DATE", default="", help="up to this day")
    parser.add_argument("--text", action="store_true", help="of one note: the texts as well")
    parser.add_argument("--json", action="store_true", help="the results as JSON")


def run(options: Namespace, world: World) -> int:
    """List the entries; of one note also what is about it."""
    desk = desk_at(options, world, [options.note])
    practice = desk.practice_here()
    if options.text and not options.note:
        raise WrongWords("--text goes with one note.", hint="notewizard history NOTE --text")
    since, until = _day(options.since, "--from"), _day(options.until, "--to")
    waits = waiting_records(desk.state, practice)  # first: one that is brought meanwhile is found in the folder
    records, unreadable = all_records(practice)
    records = with_waiting(records, waits)
    told = read_history(practice, desk.state)
    files = {each.id: each.file for each in records}
    about = _about(practice, options.note, world, records) if options.note else None
    ids = about.ids if about is not None else None
    entries = [
        entry
        for entry in told.entries
        if (ids is None or entry.event.note in ids or entry.event.place in ids)
        and _within(entry, since, until, desk.world.now())
    ]
    if options.json:
        data(json.dumps({"schema": 1, "results": [_object(each, files) for each in entries]}, indent=1) + "\n")
    else:
        now = desk.world.now()
        whole = not (options.since or options.until)
        lines = [*(_of_all(entries, files, now) if about is None else _of_note(about, entries, practice, now, whole))]
        lines += not_as_signed(practice, told, about.there, about.note) if about is not None else ()
        columns = columns_of(desk.world.environ, UNBOUNDED)
        data("".join(f"{row}\n" for line in lines for row in fitted(line, columns)))
        if options.text and about is not None:
            data("".join(_texts(about, practice)))
    for each in unreadable:
        say(f"{each.path.name}: {each.why}.")
    if about is not None:
        owed = witness(desk, "view", note=about.note, path=practice.root.joinpath(*about.file.split("/")))
        if owed:
            say(owed)
    if any(each.is_serious for each in told.troubles):
        say("Something in the history asks for a look: notewizard verify")
    say_what_waits(desk.state)
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


@dataclass(frozen=True)
class _About:
    """A note, and the records of all that was written to it, in the order of the signatures."""

    file: str
    """Where it was signed; of a note of another program where it is."""
    records: tuple[Record, ...]
    """Its own first, where it has one."""
    title: str
    note: str = ""
    """Its id; empty for a note of another program."""

    @property
    def there(self) -> tuple[Record, ...]:
        """Those that are in the folder."""
        return tuple(each for each in self.records if each.sha256)

    @property
    def ids(self) -> frozenset[str]:
        """What entries about it are known by: ids, and what stands for its files."""
        files = (self.file, *_files(self.records))
        return frozenset({each.id for each in self.records} | {place_of(each) for each in files})


def _about(practice: Practice, named: str, world: World, records: Sequence[Record]) -> _About:
    on_record = OnRecord.of(records)
    name, id_ = meant(practice, world.folder, named, _files(records), {each.id for each in records})
    known = KnownFiles(practice, tuple(records))
    record = next((each for each in records if each.id == id_), None)
    path = practice.root.joinpath(*(name or named).split("/"))
    if record is None and name is not None and os.path.isfile(path):
        with or_not_kept("The note cannot be read", path):
            data = read_whole(path)
        record = known.record_of(data, name)
        if record is None:
            written = on_record.about_file(sha256(data).hexdigest(), client_of(practice, path))
            return _About(name, _with_theirs(written, on_record), f"Note of another program: {name}")
    record = record or known.in_place(name or "")
    if record is None:
        raise NotKept(
            "There is no such note.",
            where=named,
            hint="Name its file, or give the note's id.",
            not_done="Nothing was looked up.",
        )
    root = on_record.root(record)
    note = next((each for each in records if each.id == root), record)
    title = f"{note.kind[:1].upper()}{note.kind[1:]} of {note.date} for {note.client}: {note.file}"
    return _About(note.file, _with_theirs([note], on_record), title, note.id)


def _files(records: Iterable[Record]) -> set[str]:
    return {each.file for each in records if each.sha256}


def _with_theirs(first: Sequence[Record], on_record: OnRecord) -> tuple[Record, ...]:
    """These, and whatever of the same client is about one of them or about that again."""
    found = {each.id: each for each in first}
    # More than once: what was signed in the same second stands in any order.
    while more := [each for each in on_record.records if each.id not in found and _is_about(each, found)]:
        found |= {each.id: each for each in more}
    return (*first, *(each for each in on_record.records if each.id in found and each not in first))


def _is_about(record: Record, found: Mapping[str, Record]) -> bool:
    """Whether it is about one of these; a record of another client that says so was changed (R9)."""
    above = found.get(parent_id(record))
    return above is not None and above.client == record.client


def _of_note(about: _About, entries: list[Entry], practice: Practice, now: datetime, whole: bool) -> Iterator[str]:
    """One line for each thing that happened, in order; what a person said of it below. `whole`: of all days."""
    yield show_line(about.title)
    records = {each.id: each for each in about.records}
    said = {(each.note, each.utc, each.kind): each.reason for id_ in records for each in acceptances(practice, id_)}
    known = {entry.event.note for entry in entries if entry.event.action in FINISHES}
    unknown = [each for each in about.records if each.id not in known] if whole else []
    offsets = _say_offsets(entries, now)
    for entry in entries:
        while unknown and _is_before(unknown[0], entry, now):
            yield from _not_in_history(unknown.pop(0), about)
        event, record = entry.event, records.get(entry.event.note)
        other = record.kind if record and record.id != about.note and event.action not in FINISHES else ""
        yield _line(entry, other, now, offsets)
        if event.action in FINISHES and record is not None:
            yield from _below(record, about)
        if reason := said.pop((event.note, event.utc, event.why), ""):
            yield f"{_UNDER}{show_line(reason)}"
    for each in unknown:
        yield from _not_in_history(each, about)
    for (_, _, kind), reason in said.items() if whole else ():
        yield f"  accepted as {show_line(f'{kind}: {reason}')}  (not in the history)"
    if not entries:
        yield f"  The history does not know of it{'' if whole else ' in these days'}."


def _not_in_history(record: Record, about: _About) -> Iterator[str]:
    why = "not in the history" if record.sha256 else "waits on this computer: notewizard deliver"
    yield f"  {_day_signed(record):<16}  {record.kind:<17} {show_line(record.author)}  ({why})"
    yield from _below(record, about)


def _is_before(record: Record, entry: Entry, now: datetime) -> bool:
    """Whether the record was signed before the entry was made, as far as it says when."""
    signed = moment_signed(record)
    return signed is None or signed <= _moment(entry, now)


def _say_offsets(entries: Sequence[Entry], now: datetime) -> bool:
    """Whether the clocks of those who did it would read as another order than that in which it was done."""
    moments = [_moment(each, now) for each in entries]
    local = [each.replace(tzinfo=None) for each in moments]
    return local != sorted(local) and len({each.utcoffset() for each in moments}) > 1


def _below(record: Record, about: _About) -> Iterator[str]:
    if record.id != about.note:
        yield f"{_UNDER}{show_line(record.file)}"
    if record.reason:
        yield f"{_UNDER}{show_line(record.reason)}"
    if comments := str(record.elements.get("comments") or ""):  # the supervisor's, which stand in no file of the chart
        yield f"{_UNDER}{show_line(comments)}"


def _day_signed(record: Record) -> str:
    moment = moment_signed(record)
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "time not known"


def _of_all(entries: list[Entry], files: dict[str, str], now: datetime) -> Iterator[str]:
    yield f"{counted(len(entries), 'entry', 'entries')}."
    offsets = _say_offsets(entries, now)
    for entry in entries:
        yield _line(entry, files.get(entry.event.note, entry.event.note), now, offsets)


def _line(entry: Entry, about: str, now: datetime, offsets: bool) -> str:
    event, moment = entry.event, _moment(entry, now)
    when = f"{moment:%Y-%m-%d %H:%M}{f' {moment:%z}' if offsets else ''}"
    why = f" ({event.why})" if event.why else ""
    who = show_line(f"{event.actor or 'not known'}{why}")
    return f"  {when}  {event.action:<17} {who}{f'  {show_line(about)}' if about else ''}"


def _texts(about: _About, practice: Practice) -> Iterator[str]:
    pages = [(each.kind, each.file, bool(each.sha256)) for each in about.records]
    for kind, file, there in pages if about.note else [("note", about.file, True), *pages]:
        path = practice.root.joinpath(*file.split("/"))
        yield f"\n{'=' * 72}\n{kind.upper()}  {show_line(file)}\n{'=' * 72}\n\n"
        if not there:
            yield f"{WAITS}\n"
            continue
        try:
            yield show(split_note(read_whole(path), str(path)).body.decode("utf-8", "replace"))
        except OSError as error:
            yield f"It cannot be read here: {plain_reason(error)}. See: notewizard verify\n"


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
