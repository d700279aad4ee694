"""What can be wrong among the entries of a history: judged from the entries alone, and never made to agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from notewizard.records.history.entry import FINISHES, Entry

BROKEN = ("damaged", "cut", "forked", "put back", "unreadable")
"""The history cannot be trusted as it is."""
TRACES = ("went on", "clock", "conflict copy", "other practice")
"""No fault now, but the trace of something that a person should know of."""
STAYS = ("damaged", "cut", "forked", *TRACES)
"""What can stay so for good, and be accepted. What was put back comes again by itself; what cannot be read may be
anything."""
_SLACK = 2
"""Minutes that a clock may be set back without a word, as time servers do."""


@dataclass(frozen=True)
class HistoryTrouble:
    """One thing that is wrong with the history."""

    kind: str
    """One of BROKEN or TRACES."""
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
    """Who said when and why that it is known and stays, as sentences; empty where nobody did."""

    @property
    def mark(self) -> str:
        """What an acceptance of it names: 16 hex digits, the same for as long as nothing more is wrong."""
        return sha256("\0".join((self.kind, self.path.name, self.device, self.which)).encode()).hexdigest()[:16]

    @property
    def why(self) -> str:
        """The word by which an entry says that this was accepted."""
        return f"history {self.kind} {self.mark}"

    @property
    def is_serious(self) -> bool:
        """Whether the history cannot be trusted as it is, and nobody has said that this is known."""
        return self.kind in BROKEN and not self.accepted


@dataclass
class Lines:
    """The lines of one device, gathered from its files."""

    entries: dict[str, Entry] = field(default_factory=dict)
    unsound: list[tuple[Path, int]] = field(default_factory=list)
    """Lines that do not check out and are no torn ones: the file, and the line's number in it."""


def troubles_of(device: str, lines: Lines, history: Path) -> list[HistoryTrouble]:
    """What is wrong with the entries of one device: a hole in the count, a fork, a changed line, a clock."""
    path = history / f"{device}.1.jsonl" if device else history
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
    if forks := [(seq, same) for seq, same in sorted(by_number.items()) if len(same) > 1]:
        seq, same = forks[0]
        said = f"Two entries have the number {seq}: two copies of one machine wrote here, or one was made up."
        which = " ".join(f"{number} {len(some)}" for number, some in forks)
        found.append(HistoryTrouble("forked", said, path, device, same[0].event.utc, which))
    own = () if lacking else lines.entries.values()
    if loose := [each for each in own if each.seq > 1 and not any(one in lines.entries for one in each.parents)]:
        said = f"Entry {loose[0].seq} does not follow from the one before it."
        which = " ".join(each.hash for each in loose)
        found.append(HistoryTrouble("damaged", said, path, device, loose[0].event.utc, which))
    if went := _clock_back(by_number):
        said, which = went
        found.append(HistoryTrouble("clock", said, path, device, which=which))
    if lines.unsound:
        where, number = lines.unsound[0]
        said = f"Line {number} is not as it was written{_and_more(len(lines.unsound) - 1)}."
        which = " ".join(f"{each.name} {line}" for each, line in lines.unsound)
        found.append(HistoryTrouble("damaged", said, where, device, which=which))
    return found


def unseen(entries: Mapping[str, Entry], history: Path, told: set[str]) -> list[HistoryTrouble]:
    """Heads that an entry followed and that are nowhere: another device's last ones were cut, or are on their way.

    `told`: the devices of which it is said already that entries of theirs lack.
    """
    following = [each for each in entries.values() if any(parent not in entries for parent in each.parents)]
    for entry in sorted(following, key=lambda each: each.event.utc):
        if entry.device not in told:
            said = (
                "An entry follows others that are not here: the history of another device was cut, or has not been"
                " synced yet."
            )
            lost = sorted({parent for each in following for parent in each.parents if parent not in entries})
            return [HistoryTrouble("cut", said, history, entry.device, entry.event.utc, " ".join(lost))]
    return []


def _clock_back(by_number: Mapping[int, list[Entry]]) -> tuple[str, str] | None:
    """That the clock of a device went back, the last time it did, and at which entry.

    A signature has its own time, not the entry's.
    """
    last, found = "", None
    for seq in sorted(by_number):
        event = by_number[seq][0].event
        if event.action in FINISHES:
            continue
        if last and _minutes(last, event.utc) > _SLACK:
            said = f"The clock of this device went back, from {last[:16]} to {event.utc[:16]} (UTC), at entry {seq}."
            found = said, by_number[seq][0].hash
        last = event.utc
    return found


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
