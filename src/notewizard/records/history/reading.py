"""Every entry of a practice's history, in the order of what each device could see, and what is wrong among them.

Read-only, and never made to agree: a line that does not check out, a count with a hole, two entries of one device under
one number, a head that somebody saw and that is gone are all said.
"""

from __future__ import annotations

import heapq
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from notewizard.records.durable import plain_reason, read_whole
from notewizard.records.history.entry import FINISHES, Entry, entry_in, hash_in
from notewizard.records.history.writing import NAME, History
from notewizard.records.practice import Practice
from notewizard.records.state import State

KINDS = ("damaged", "cut", "forked", "put back", "conflict copy", "unreadable", "went on", "clock")
"""What can be wrong with a history; the last two are no fault now, but the trace of one."""
_SLACK = 2
"""Minutes that a clock may be set back without a word, as time servers do."""


@dataclass(frozen=True)
class HistoryTrouble:
    """One thing that is wrong with the history."""

    kind: str
    """One of KINDS."""
    said: str
    """What was found, a sentence or two."""
    path: Path
    """The file it is about, or the folder."""
    device: str = ""
    since: str = ""
    """The moment from which on entries lack, where that is known: `utc` of the last one before."""
    which: str = ""
    """What tells it from another one of its kind: lines, numbers, hashes."""
    accepted: str = ""
    """Who said when that it is known and stays, as a sentence; empty where nobody did."""

    @property
    def mark(self) -> str:
        """What an acceptance of it names: 16 hex digits, the same for as long as nothing more is wrong."""
        return sha256("\0".join((self.kind, self.path.name, self.device, self.which)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Told:
    """The history as it can be read here."""

    entries: tuple[Entry, ...] = ()
    """Each after everything its device could see."""
    troubles: tuple[HistoryTrouble, ...] = ()
    waiting: int = 0
    """How many of this machine's own entries are not in the practice folder yet."""
    hashes: frozenset[str] = field(default=frozenset(), repr=False)
    """The hashes of all entries."""


@dataclass
class _Lines:
    """The lines of one device, gathered from its files."""

    entries: dict[str, Entry] = field(default_factory=dict)
    unsound: list[tuple[Path, int]] = field(default_factory=list)
    """Lines that do not check out and are no torn ones: the file, and the line's number in it."""


def read_history(practice: Practice, state: State | None = None) -> Told:
    """The history in the practice folder; with the state folder also what this machine wrote itself."""
    devices: dict[str, _Lines] = defaultdict(_Lines)
    troubles: list[HistoryTrouble] = []
    try:
        names = sorted(name for name in os.listdir(practice.history) if name.endswith(".jsonl"))
    except FileNotFoundError:
        names = []
    except OSError as error:
        said = f"The history cannot be listed: {plain_reason(error)}."
        return Told(troubles=(HistoryTrouble("unreadable", said, practice.history),))
    for name in names:
        path = practice.history / name
        match = NAME.fullmatch(name)
        if match is None:
            said = "This is a second copy of a history file, as sync programs make them. Its entries are counted in."
            troubles.append(HistoryTrouble("conflict copy", said, path))
        if match is not None and int(match[2]) > 1:
            said = (
                "A device went on in a new file here: its former one had been put back, cut, written to by others, or"
                " torn by a power loss."
            )
            troubles.append(HistoryTrouble("went on", said, path, match[1]))
        try:
            _gather(devices, path, match[1] if match else "")
        except OSError as error:
            troubles.append(HistoryTrouble("unreadable", f"It cannot be read: {plain_reason(error)}.", path))
    there = {hash_: entry for each in devices.values() for hash_, entry in each.entries.items()}
    waiting = 0
    if state is not None:
        waiting, put_back = _with_mirror(devices, practice, state, there)
        troubles += put_back
    for device, lines in sorted(devices.items()):
        troubles += _troubles_of(device, lines, practice)
    everything = {hash_: entry for each in devices.values() for hash_, entry in each.entries.items()}
    troubles += _unseen(everything, practice, {each.device for each in troubles if each.kind in ("cut", "put back")})
    ordered = _in_order(everything)
    return Told(ordered, tuple(_known(troubles, ordered)), waiting, frozenset(everything))


def _known(troubles: Iterable[HistoryTrouble], entries: Iterable[Entry]) -> Iterator[HistoryTrouble]:
    """The troubles, those that somebody accepted marked so."""
    events = {entry.event.why: entry.event for entry in entries if entry.event.action == "accept"}
    for each in troubles:
        by = events.get(why_of(each))
        yield replace(each, accepted=f"Accepted on {by.utc[:10]} by {by.actor}.") if by else each


def why_of(trouble: HistoryTrouble) -> str:
    """The word by which an entry says that this was accepted."""
    return f"history {trouble.kind} {trouble.mark}"


def _gather(devices: dict[str, _Lines], path: Path, device: str) -> None:
    for number, line in enumerate(read_whole(path).split(b"\n"), start=1):
        if not line:
            continue
        entry = entry_in(line)
        if entry is not None:
            devices[entry.device].entries[entry.hash] = entry
        elif not _is_torn(line):
            devices[device].unsound.append((path, number))


def _is_torn(line: bytes) -> bool:
    """Whether a kill or a power loss cut the line short: its entry is whole in the next one, or was never acknowledged.

    Only a whole line ends with a brace, because no value in it is an object; where a power loss left a zero in the
    place of the line's end alone, the rest is sound. What a missing entry leaves is a hole.
    """
    rest = line.strip(b"\0")
    if not rest or (rest != line and entry_in(rest) is not None):
        return True
    return rest.startswith(b"{") and not rest.endswith(b"}")


def _with_mirror(
    devices: dict[str, _Lines], practice: Practice, state: State, there: Mapping[str, Entry]
) -> tuple[int, list[HistoryTrouble]]:
    """This machine's own copy is counted in: how many entries wait, and whether some stood there once and are gone."""
    mirror = History(practice, state).mirror
    if mirror is None:
        return 0, []
    device = mirror.device
    waiting, newest = 0, 0
    gone: list[int] = []
    before = ""
    for number in mirror.numbers():
        at, (delivered, _) = 0, mirror.there(number)
        for line in mirror.data(number).split(b"\n"):
            at += len(line) + 1
            if known := there.get(hash_in(line)):
                newest = max(newest, known.seq)
                before = before if gone else known.event.utc
                continue
            entry = entry_in(line) if line else None
            if entry is None:
                continue
            devices[device].entries[entry.hash] = entry
            if at <= delivered:
                gone.append(entry.seq)
            else:
                waiting += 1
    if not gone:
        return waiting, []
    many = f"{len(gone)} of this computer's entries stood here once and {'is' if len(gone) == 1 else 'are'} gone"
    if newest > min(gone):
        kind, said = "damaged", f"{many} or changed, while later ones are here. This computer still holds them."
    else:
        kind = "put back"
        said = (
            f"{many}: the folder was put back to an older state, or the end of its history was cut. This computer"
            " still holds them."
        )
    return waiting, [HistoryTrouble(kind, said, practice.history, device, before)]


def _troubles_of(device: str, lines: _Lines, practice: Practice) -> list[HistoryTrouble]:
    path = practice.history / f"{device}.1.jsonl" if device else practice.history
    by_number: dict[int, list[Entry]] = defaultdict(list)
    for entry in lines.entries.values():
        by_number[entry.seq].append(entry)
    found = []
    most = max(by_number, default=0)
    lacking = most - len(by_number)  # never counted through: a made-up entry may have any number
    if lacking:
        first = next(at for at, seq in enumerate(sorted(by_number), start=1) if at != seq)
        before = by_number.get(first - 1)
        said = f"{lacking} of {most} entries of this device lack, the first is number {first}."
        since = before[0].event.utc if before else ""
        found.append(HistoryTrouble("cut", said, path, device, since, f"{first} {lacking}"))
    for seq, same in sorted(by_number.items()):
        if len(same) > 1:
            said = f"Two entries have the number {seq}: two copies of one machine wrote here, or one was made up."
            found.append(HistoryTrouble("forked", said, path, device, same[0].event.utc, f"{seq} {len(same)}"))
            break
    own = lines.entries
    for entry in own.values():
        if entry.seq > 1 and not lacking and not any(parent in own for parent in entry.parents):
            said = f"Entry {entry.seq} does not follow from the one before it."
            found.append(HistoryTrouble("damaged", said, path, device, entry.event.utc, entry.hash))
            break
    if went := _clock_back(by_number):
        found.append(HistoryTrouble("clock", went, path, device))
    if lines.unsound:
        where, number = lines.unsound[0]
        said = f"Line {number} is not as it was written{_and_more(len(lines.unsound) - 1)}."
        which = " ".join(f"{each.name} {line}" for each, line in lines.unsound)
        found.append(HistoryTrouble("damaged", said, where, device, which=which))
    return found


def _clock_back(by_number: Mapping[int, list[Entry]]) -> str:
    """That the clock of a device went back, the last time it did; a signature has its own time, not the entry's."""
    last, said = "", ""
    for seq in sorted(by_number):
        event = by_number[seq][0].event
        if event.action in FINISHES:
            continue
        if last and _minutes(last, event.utc) > _SLACK:
            said = f"The clock of this device went back, from {last[:16]} to {event.utc[:16]} (UTC), at entry {seq}."
        last = event.utc
    return said


def _minutes(one: str, other: str) -> float:
    """How many minutes the first moment is later; 0 where one of them is none."""
    if one <= other:
        return 0
    try:
        return (datetime.fromisoformat(one) - datetime.fromisoformat(other)).total_seconds() / 60
    except (ValueError, TypeError):
        return 0


def _and_more(number: int) -> str:
    return f", and {number} more" if number else ""


def _unseen(entries: dict[str, Entry], practice: Practice, told: set[str]) -> list[HistoryTrouble]:
    """Heads that an entry followed and that are nowhere: another device's last ones were cut, or are on their way."""
    following = [each for each in entries.values() if any(parent not in entries for parent in each.parents)]
    for entry in sorted(following, key=lambda each: each.event.utc):
        if entry.device not in told:
            said = (
                "An entry follows others that are not here: the history of another device was cut, or has not been"
                " synced yet."
            )
            lost = sorted({parent for each in following for parent in each.parents if parent not in entries})
            return [HistoryTrouble("cut", said, practice.history, entry.device, entry.event.utc, " ".join(lost))]
    return []


def _in_order(entries: dict[str, Entry]) -> tuple[Entry, ...]:
    """Parents first; among what does not follow from one another, by the machine's time, device and number."""
    children: dict[str, list[str]] = defaultdict(list)
    open_parents = {}
    for hash_, entry in entries.items():
        known = [parent for parent in entry.parents if parent in entries]
        open_parents[hash_] = len(known)
        for parent in known:
            children[parent].append(hash_)
    ready = [_rank(entries[hash_]) for hash_, number in open_parents.items() if not number]
    heapq.heapify(ready)
    ordered = []
    while ready:
        hash_ = heapq.heappop(ready)[-1]
        ordered.append(entries[hash_])
        for child in children[hash_]:
            open_parents[child] -= 1
            if not open_parents[child]:
                heapq.heappush(ready, _rank(entries[child]))
    return tuple(ordered)


def _rank(entry: Entry) -> tuple[str, str, int, str]:
    return entry.event.utc, entry.device, entry.seq, entry.hash
