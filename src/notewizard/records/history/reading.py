"""Every entry of a practice's history, in the order of what each device could see, with what is wrong and what of it
somebody knows. Read-only.
"""

from __future__ import annotations

import heapq
import os
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.accepted import said_beside
from notewizard.records.durable import or_not_kept, plain_reason, read_whole
from notewizard.records.history.acceptances import Accepted
from notewizard.records.history.entry import Entry, entry_in, hash_in
from notewizard.records.history.mirror import Mirror
from notewizard.records.history.troubles import HistoryTrouble, Lines, troubles_of, unseen
from notewizard.records.history.whose import others_here
from notewizard.records.history.writing import NAME, History
from notewizard.records.identity import NAME as ID
from notewizard.records.practice import Practice
from notewizard.records.state import State


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
    accepted: Accepted = field(default=Accepted(), repr=False)


def read_history(practice: Practice, state: State | None = None) -> Told:
    """The history in the practice folder; with the state folder also what this machine wrote itself."""
    try:
        names = sorted(name for name in os.listdir(practice.history) if name.endswith(".jsonl"))
    except FileNotFoundError:
        names = []
    except OSError as error:
        said = f"The history cannot be listed: {plain_reason(error)}."
        return Told(troubles=(HistoryTrouble("unreadable", said, practice.history),))
    devices, troubles = _gathered([practice.history / name for name in names])
    there = {hash_: entry for each in devices.values() for hash_, entry in each.entries.items()}
    waiting = 0
    if state is not None:
        mirror = History(practice, state).mirror
        waiting, put_back = _with_mirror(devices, mirror, practice, there) if mirror else (0, [])
        with or_not_kept("The history cannot be read", state.history):
            others = others_here(state, practice, mirror)
        troubles += [*put_back, *map(partial(_other, practice), others)]
    for device, lines in sorted(devices.items()):
        troubles += troubles_of(device, lines, practice.history)
    everything = {hash_: entry for each in devices.values() for hash_, entry in each.entries.items()}
    said_of = {each.device for each in troubles if each.kind in ("cut", "put back")}
    troubles += unseen(everything, practice.history, said_of)
    ordered = _in_order(everything)
    accepted = Accepted.of(ordered, said_beside(practice))
    marked = tuple(replace(each, accepted=accepted.said("", each.why)) for each in troubles)
    return Told(ordered, marked, waiting, frozenset(everything), accepted)


def _gathered(paths: list[Path]) -> tuple[dict[str, Lines], list[HistoryTrouble]]:
    """The lines of every device in these files, and what is to be said of the files themselves."""
    devices: dict[str, Lines] = defaultdict(Lines)
    troubles: list[HistoryTrouble] = []
    for path in paths:
        match = NAME.fullmatch(path.name)
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
    return devices, troubles


def _gather(devices: dict[str, Lines], path: Path, device: str) -> None:
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
    devices: dict[str, Lines], mirror: Mirror, practice: Practice, there: Mapping[str, Entry]
) -> tuple[int, list[HistoryTrouble]]:
    """This machine's own copy is counted in: how many entries wait, and whether some stood there once and are gone."""
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
    which = f"{min(gone)} {len(gone)}"
    return waiting, [HistoryTrouble(kind, said, practice.history, device, before, which)]


def _other(practice: Practice, mirror: Mirror) -> HistoryTrouble:
    """This machine knows another practice in this place: a disk that takes turns with another, or one exchanged."""
    newest = None
    with suppress(NotKept):
        newest = mirror.newest()
    many = f"{newest.seq} {'entry' if newest.seq == 1 else 'entries'}" if newest else ""
    until = f" of {many}, the last from {newest.event.utc[:10]}," if newest else ""
    said = (
        f"Another practice stood in this place. Its history{until} is kept apart on this computer, and goes on there."
    )
    return HistoryTrouble("other practice", said, practice.dot / ID, mirror.device)


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
