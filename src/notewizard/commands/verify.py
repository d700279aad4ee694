"""Is every note what was signed: each is held against the history, and nothing is changed."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from notewizard.commands.counting import counted
from notewizard.commands.desk import desk_of
from notewizard.commands.filed.witness import witness
from notewizard.commands.world import World
from notewizard.records.history.judging import BROKEN, INFO, LOOK, Verdict
from notewizard.records.history.reading import HistoryTrouble
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
    "moved": "If you moved it: notewizard accept {file}",
    "conflict copy": "Look at both. Keep what you need of it in an addendum; this program never removes it.",
    "not in history": "If it is from before this practice had a history, that is why: notewizard accept {file}",
    "changed": "Compare it with a backup. What has to be said is said in a correction: notewizard addend {file}. "
    "If the change has to stay, say why: notewizard accept {file}",
    "truncated": "Restore it from a backup, under its own name.",
    "missing": "Look for it in a backup or in the bin of your sync program, and put it back where it was.",
    "unreadable": "Check the disk and the rights of the file; restore it from a backup.",
    "no record": "Restore .notewizard/records from a backup. The note itself is whole.",
    "record changed": "Restore .notewizard/records from a backup, and look who could change it.",
    "code unknown": "Compare .notewizard/history with a backup or another computer of the practice.",
}
"""What to do, in plain words, by class."""
HISTORY_NEXT = {
    "damaged": "Compare it with a backup or another computer of the practice.",
    "cut": "Wait until everything is synced; then compare it with a backup or another computer of the practice.",
    "forked": "Was a computer copied with its private folder? Use one of the two from now on.",
    "put back": "Was a backup restored? This computer goes on in a new file, so that nothing is lost.",
    "conflict copy": "Nothing is lost. Leave it where it is.",
    "unreadable": "Check the disk and the rights of the file.",
}
SERIOUS = ("damaged", "cut", "forked", "put back", "unreadable")
_ORDER = (BROKEN, LOOK, INFO)


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("paths", metavar="PATH", nargs="*", default=[], help="notes or folders (default: all of them)")
    parser.add_argument("--json", action="store_true", help="the results as JSON")


def run(options: Namespace, world: World) -> int:
    """Say how every note stands; the exit code is that of the worst."""
    desk = desk_of(options, world)
    practice = desk.practice_here()
    found = verify(practice, desk.state)
    verdicts = _asked_for(found.verdicts, [world.folder / each for each in options.paths], practice)
    owed = witness(desk, "verify")
    if options.json:
        data(json.dumps({"schema": 1, "results": [*_objects(verdicts, found, practice)]}, indent=1) + "\n")
    else:
        data("".join(f"{line}\n" for line in _lines(verdicts, found)))
    if owed:
        say(owed)
    if any(each.level == BROKEN for each in verdicts) or any(each.kind in SERIOUS for each in found.troubles):
        return 4
    return 1 if any(each.level == LOOK for each in verdicts) else 0


def _asked_for(verdicts: Iterable[Verdict], paths: list[Path], practice: Practice) -> tuple[Verdict, ...]:
    if not paths:
        return tuple(verdicts)
    wanted = [path.resolve() for path in paths]
    files = ((each, (practice.root / each.file).resolve()) for each in verdicts)
    return tuple(each for each, file in files if any(file == path or path in file.parents for path in wanted))


def _lines(verdicts: tuple[Verdict, ...], found: Verified) -> Iterator[str]:
    counts = Counter(each.kind for each in verdicts)
    whole = sum(each.kind in ("intact", "line ends", "accepted") for each in verdicts)
    broken = sum(each.level == BROKEN for each in verdicts)
    look = sum(each.level == LOOK for each in verdicts)
    yield f"{counted(whole, 'note')} as signed, {broken} not, {look} to look at."
    for kind, said in (("line ends", "other line ends alone"), ("accepted", "an accepted change")):
        if counts[kind]:
            yield f"Of these {counts[kind]} with {said}."
    for each in sorted(verdicts, key=lambda one: (_ORDER.index(one.level), one.file)):
        if each.kind != "intact" and not (each.kind == "line ends" and len(verdicts) > 1):
            yield from _told(each)
    for trouble in found.troubles:
        yield from _of_history(trouble)
    if found.told.waiting:
        waiting = counted(found.told.waiting, "entry", "entries")
        yield f"{waiting} of the history on this computer, still to be brought into the practice folder."
    if found.foreign:
        yield f"{counted(found.foreign, 'file')} of other programs and people: not looked at."
    if not found.told.entries:
        yield "There is no history here yet: it begins with the next note that is signed."


def _told(verdict: Verdict) -> Iterator[str]:
    yield f"{verdict.kind.upper():<15} {show_line(verdict.file)}"
    if verdict.said:
        yield f"                {show_line(verdict.said)}"
    if verdict.kind in NEXT:
        yield f"                {show_line(NEXT[verdict.kind].format(file=_quoted(verdict.file)))}"


def _of_history(trouble: HistoryTrouble) -> Iterator[str]:
    since = f" Last whole: {trouble.since[:16].replace('T', ' ')} UTC." if trouble.since else ""
    yield f"HISTORY         {trouble.kind}: {show_line(trouble.path.name)}"
    yield f"                {trouble.said}{since}"
    if trouble.kind in HISTORY_NEXT:
        yield f"                {HISTORY_NEXT[trouble.kind]}"


def _objects(verdicts: Iterable[Verdict], found: Verified, practice: Practice) -> Iterator[dict[str, object]]:
    for each in verdicts:
        yield {
            "path": each.file,
            "note": each.note or None,
            "kind": each.kind,
            "level": each.level,
            "said": each.said,
            "next": NEXT.get(each.kind, "").format(file=_quoted(each.file)),
            "sha256": each.sha256 or None,
        }
    for trouble in found.troubles:
        yield {
            "path": _inside(trouble.path, practice),
            "note": None,
            "kind": f"history {trouble.kind}",
            "level": BROKEN if trouble.kind in SERIOUS else INFO,
            "said": trouble.said,
            "next": HISTORY_NEXT.get(trouble.kind, ""),
            "sha256": None,
        }


def _inside(path: Path, practice: Practice) -> str:
    return path.relative_to(practice.root).as_posix() if path.is_relative_to(practice.root) else path.name


def _quoted(file: str) -> str:
    return f'"{file}"' if " " in file else file
