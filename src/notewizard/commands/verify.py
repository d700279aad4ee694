"""Is every note what was signed: each is held against the history, and nothing is changed."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from textwrap import wrap

from notewizard.commands.counting import counted
from notewizard.commands.filed.at_paths import desk_at, is_at, meant, to_type
from notewizard.commands.filed.waiting_notes import say_what_waits
from notewizard.commands.filed.witness import witness
from notewizard.commands.world import World
from notewizard.errors import NotKept
from notewizard.records.history.troubles import HistoryTrouble
from notewizard.records.history.verdicts import BROKEN, INFO, LOOK, Verdict
from notewizard.records.history.verifying import Verified, verify
from notewizard.records.practice import Practice
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show_line

EXAMPLES = """\
examples:
  notewizard verify                       every note of the practice
  notewizard verify Ashgrove/             the notes in that folder alone
  notewizard verify --json                for a program

Exit codes: 0 every note is what was signed, 1 something asks for a look (a file that moved, a second copy), 4 a note
or the history cannot be trusted as it is. Nothing is ever changed: `notewizard accept` says that you know of a change.
"""

NEXT = {
    "moved": "If you moved it, say so:\nnotewizard accept {file}",
    "conflict copy": "Look at both. What it has and the note lacks goes into an addendum. Then delete the copy, or "
    "move it out of the practice folder; this program deletes nothing.",
    "not in history": "If it is from before this practice had a history, that is why:\nnotewizard accept {file}",
    "parent changed": "Compare that note with a backup. If it has to stay as it is:\nnotewizard accept {file}",
    "no ssh signature": "Make it:\nnotewizard sign --detached",
    "wrong chart": "Move it back to {chart}. Where the note itself stands there already, take this copy away. It is "
    "never accepted where it is: that chart is about somebody else.",
    "changed": "Put the signed file back from a backup, under its own name. What has to be said goes into a correction "
    "then:\nnotewizard addend {file} --correction\nOnly if the change has to stay:\nnotewizard accept {file}",
    "truncated": "Put the signed file back from a backup, under its own name.",
    "missing": "Look for it in a backup or in the bin of your sync program, and put it back where it was. "
    "If it has to stay gone:\nnotewizard accept {file}",
    "unreadable": "Check the disk and who may read it; if that is no help, put it back from a backup.",
    "no record": "Put .notewizard/records back from a backup. The note itself is as told above. If nothing of it is "
    "left:\nnotewizard accept {file}",
    "record changed": "Put .notewizard/records back from a backup, and find out who could change it. If it has to stay "
    "as it is:\nnotewizard accept {file}",
    "record untrusted": "Put .notewizard/records back from a backup, and find out who could change it. This is never "
    "accepted: it would be a signature that nobody gave. If no backup has the record, move this one out of the "
    "practice folder; then it is a note without its record.",
    "signed twice": "Compare .notewizard/history with a backup, and the note with a copy that left the practice. This "
    "is never accepted: one of the two is a signature that nobody gave.",
    "not known": "Put .notewizard back from a backup. If nothing of it is left, it can stay as a note that nothing "
    "here shows to be signed:\nnotewizard accept {file}",
    "code unknown": "Wait until everything is synced; else compare .notewizard/history with a backup or another "
    "computer of the practice. If what is lost stays lost:\nnotewizard accept {file}",
}
"""What to do, in plain words, by class."""
_STAYS = "If that is no help, say why it stays:\nnotewizard accept --history"
_KNOWN = "Once you know why, say so:\nnotewizard accept --history"
HISTORY_NEXT = {
    "damaged": f"Compare it with a backup or another computer of the practice. {_STAYS}",
    "cut": "Wait until everything is synced and every computer of the practice has been used; then compare it with a "
    f"backup. {_STAYS}",
    "forked": f"Was a computer copied with its private folder? Use one of the two from now on. {_STAYS}",
    "put back": "Was a backup restored? This computer goes on in a new file, so that nothing is lost.",
    "conflict copy": f"Nothing is lost. Leave it where it is. {_KNOWN}",
    "unreadable": "Check the disk, and who may read the file.",
    "went on": f"Nothing is lost. {_KNOWN}",
    "clock": "Set the clock of that computer. Nothing is lost: what came first is known without it. " + _KNOWN,
    "other practice": "Where two disks take turns in one place, all is well. If only one practice was ever here, this "
    f"folder is not the one that this computer knows: compare it with a backup. {_KNOWN}",
}
_ORDER = (BROKEN, LOOK, INFO)
_IN = " " * 16
COLUMNS = 100
_Typed = Callable[[str, str], str]
"""What is typed to mean a file, by its name in the practice and its note's id."""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("paths", metavar="PATH", nargs="*", default=[], help="notes or folders (default: all of them)")
    parser.add_argument("--json", action="store_true", help="the results as JSON")


def run(options: Namespace, world: World) -> int:
    """Say how every note stands; the exit code is that of the worst."""
    desk = desk_at(options, world, options.paths)
    practice = desk.practice_here()
    found = verify(practice, desk.state)
    verdicts = asked_for(found.verdicts, options.paths, practice, world)
    owed, typed = witness(desk, "verify"), partial(to_type, practice, world.folder)
    if options.json:
        data(json.dumps({"schema": 1, "results": [*_objects(verdicts, found, practice, typed)]}, indent=1) + "\n")
    else:
        data("".join(f"{line}\n" for line in _lines(verdicts, found, desk.world.now(), typed)))
    if owed:
        say(owed)
    say_what_waits(desk.state)
    if any(each.level == BROKEN for each in verdicts) or any(each.is_serious for each in found.troubles):
        return 4
    return 1 if any(each.level == LOOK for each in verdicts) else 0


def asked_for(
    verdicts: Iterable[Verdict], named: Sequence[str], practice: Practice, world: World
) -> tuple[Verdict, ...]:
    """Those about the notes and in the folders that are named, by file or by id; all where none is named.

    `NotKept` for what is named and nobody knows: silence would read as "all is well".
    """
    everything, asked = tuple(verdicts), list[Verdict]()
    files, ids = {one.file for one in everything}, {one.note for one in everything if one.note}
    for each in named:
        name, note = meant(practice, world.folder, each, files, ids)
        mine = [one for one in everything if note and one.note == note]
        mine += [one for one in everything if name is not None and is_at(one.file, name)]
        if not mine and not (name is not None and (world.folder / each).is_dir()):
            raise NotKept(
                "Neither the history nor a record knows this note.",
                where=each,
                hint="`notewizard verify` lists what is known; name the file as it says, or give the note's id.",
                not_done="Nothing was done.",
            )
        asked += mine
    return tuple(dict.fromkeys(asked)) if named else everything


def _lines(verdicts: tuple[Verdict, ...], found: Verified, now: datetime, typed: _Typed) -> Iterator[str]:
    yield _summary(verdicts)
    alone = len(verdicts) == 1
    told = [each for each in verdicts if each.kind != "intact" and (each.kind != "line ends" or alone)]
    told.sort(key=lambda one: (_ORDER.index(one.level), one.kind, one.file))
    for kind, some in groupby(told, key=lambda one: one.kind):
        yield from _told(kind, list(some), typed)
    for trouble in found.troubles:
        yield from _of_history(trouble, now)
    if found.told.waiting:
        waiting = counted(found.told.waiting, "entry", "entries")
        yield f"{waiting} of the history on this computer, still to be brought into the practice folder."
    if found.foreign:
        yield f"{counted(found.foreign, 'file')} of other programs and people: not looked at."
    if not found.told.entries:
        yield "There is no history here yet: it begins with the next note that is signed."


def _summary(verdicts: Iterable[Verdict]) -> str:
    """How many notes are as signed; a note counts once, by the worst that is said of it, a copy by itself."""
    worst: dict[str, Verdict] = {}
    for each in verdicts:
        key = each.file if each.kind in ("duplicate", "conflict copy") else each.note or each.file
        if key not in worst or _weight(each) < _weight(worst[key]):
            worst[key] = each
    counts = Counter(each.level for each in worst.values() if each.kind not in ("duplicate", "unproved"))
    kinds = Counter(each.kind for each in worst.values())
    accepted = kinds["accepted"]
    more = f" Of these {kinds['line ends']} with other line ends alone." if kinds["line ends"] else ""
    if accepted:
        more += f" {accepted} more with an accepted change."
    if unproved := kinds["unproved"]:
        more += f" {unproved} more that nothing here shows to be signed."
    return (
        f"{counted(counts[INFO] - accepted, 'note')} as signed, {counts[BROKEN]} not, {counts[LOOK]} to look at.{more}"
    )


def _weight(verdict: Verdict) -> tuple[int, bool]:
    """The least of these is told of a note: the worst level, and there what is not simply as it was signed."""
    return _ORDER.index(verdict.level), verdict.kind == "intact"


def _told(kind: str, some: list[Verdict], typed: _Typed) -> Iterator[str]:
    """Each of one class, then once what to do."""
    for each in some:
        yield f"{kind.upper():<15} {show_line(each.file or f'note {each.note}')}"
        yield from _inside_lines(each.said)
    yield from _inside_lines(_next(some[0], typed) if len(some) == 1 else _next_of_several(kind))


def _inside_lines(text: str) -> Iterator[str]:
    """Sentences over as many lines as they need; a command on a line of its own, whole, to be copied."""
    for line in text.split("\n") if text else ():
        lines = [line] if line.startswith("notewizard ") else wrap(line, COLUMNS - len(_IN), break_on_hyphens=False)
        yield from (f"{_IN}{show_line(each)}" for each in lines)


def _next(verdict: Verdict, typed: _Typed) -> str:
    file = typed(verdict.file, verdict.note) if verdict.file else verdict.note
    return NEXT.get(verdict.kind, "").format(file=file, chart=verdict.chart)


def _next_of_several(kind: str) -> str:
    return NEXT.get(kind, "").format(file="NOTE", chart="the folder of its client, as told above")


def _of_history(trouble: HistoryTrouble, now: datetime) -> Iterator[str]:
    yield f"HISTORY         {trouble.kind}: {show_line(trouble.path.name)}"
    yield from _inside_lines(f"{trouble.said}{_since(trouble, now)}")
    yield from _inside_lines(trouble.accepted or HISTORY_NEXT.get(trouble.kind, ""))


def _since(trouble: HistoryTrouble, now: datetime) -> str:
    """On the clock of who reads."""
    try:
        moment = datetime.fromisoformat(trouble.since).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        return ""
    return f" Last whole: {moment:%Y-%m-%d %H:%M}."


def _objects(
    verdicts: Iterable[Verdict], found: Verified, practice: Practice, typed: _Typed
) -> Iterator[dict[str, object]]:
    for each in verdicts:
        yield {
            "path": each.file,
            "note": each.note or None,
            "kind": each.kind,
            "level": each.level,
            "said": each.said,
            "next": _next(each, typed).replace("\n", " "),
            "sha256": each.sha256 or None,
        }
    for trouble in found.troubles:
        yield {
            "path": _inside(trouble.path, practice),
            "note": None,
            "kind": f"history {trouble.kind}",
            "level": BROKEN if trouble.is_serious else INFO,
            "said": f"{trouble.said} {trouble.accepted}".strip(),
            "next": "" if trouble.accepted else HISTORY_NEXT.get(trouble.kind, "").replace("\n", " "),
            "sha256": None,
        }


def _inside(path: Path, practice: Practice) -> str:
    return path.relative_to(practice.root).as_posix() if path.is_relative_to(practice.root) else path.name
