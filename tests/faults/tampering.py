"""Notes, records and history changed on purpose: is it found, with this machine's own history or with a note's code?

The anchor is either the machine's own copy of the history, or, where somebody has only the practice folder, the codes
in the signatures of the notes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

from faults.outside import Office

from notewizard.errors import NotKept
from notewizard.records.front_matter import split_note
from notewizard.records.history.entry import Entry, Event, line_of, text_hash
from notewizard.records.history.reading import read_history
from notewizard.records.history.verdicts import INFO
from notewizard.records.history.verifying import verify
from notewizard.records.record import read_record, record_path

NOTES = 4


def found(office: Office, *, mirror: bool) -> bool:
    """Whether `verify` says that something is not as it was."""
    answer = verify(office.practice, office.state if mirror else None)
    return any(each.level != INFO for each in answer.verdicts) or bool(answer.troubles)


def by_heads_alone(office: Office, *, mirror: bool) -> bool:
    """The same asked of a program that trusts the hash in a note's own head, and neither record nor history."""
    notes = [office.note(number) for number in range(NOTES)]
    try:
        return not all(path.is_file() and split_note(path.read_bytes(), "").intact for path in notes)
    except NotKept:  # a damaged head is seen
        return True


def rewritten(office: Office, change: Callable[[list[Entry]], list[tuple[Event, str]]]) -> None:
    """The whole history anew, every hash right, after `change`: what somebody with the program's source can do."""
    entries = list(read_history(office.practice).entries)
    path, parents = office.history, []
    lines = []
    for seq, (event, device) in enumerate(change(entries), start=1):
        line, digest = line_of(device, seq, parents, event)
        lines.append(line)
        parents = [digest]
    path.write_bytes(b"".join(lines))


def same(entries: list[Entry]) -> list[tuple[Event, str]]:
    return [(entry.event, entry.device) for entry in entries]


def forge_first(office: Office, chance: Random) -> None:
    """The first note is written anew, and its record and all of the history to fit."""
    path = office.note(0)
    data = path.read_bytes().replace(b"five hours", b"nine hours")
    path.write_bytes(data)
    digest = sha256(data).hexdigest()
    record = read_record(record_path(office.practice, office.id(0)))
    forged = replace(record, sha256=digest, size=len(data), text_sha256=text_hash(data)).to_bytes()
    record_path(office.practice, office.id(0)).write_bytes(forged)
    held = sha256(forged).hexdigest()

    def change(entries: list[Entry]) -> list[tuple[Event, str]]:
        return [
            (
                replace(event, sha256=digest, size=len(data), text_sha256=text_hash(data), record=held)
                if event.note == office.id(0)
                else event,
                device,
            )
            for event, device in same(entries)
        ]

    rewritten(office, change)


def drop_note(office: Office, chance: Random) -> None:
    """The first note never was: its file, its record and its entry go, and the history is written anew."""
    office.note(0).unlink()
    record_path(office.practice, office.id(0)).unlink()
    rewritten(office, lambda entries: [each for each in same(entries) if each[0].note != office.id(0)])


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def with_lines(change: Callable[[list[bytes], Random], list[bytes]]) -> Callable[[Office, Random], None]:
    def do(office: Office, chance: Random) -> None:
        office.history.write_bytes(b"".join(change(lines_of(office.history), chance)))

    return do


def swapped(lines: list[bytes], chance: Random) -> list[bytes]:
    """Two notes change places: each line keeps its number and hash, only what it says of a note is exchanged."""
    one, other = lines[0], lines[1]
    a, b = (line.split(b'"note":"')[1][:16] for line in (one, other))
    return [one.replace(a, b), other.replace(b, a), *lines[2:]]


def whole(event_of: Callable[[Event], Event]) -> Callable[[Office, Random], None]:
    def do(office: Office, chance: Random) -> None:
        rewritten(
            office,
            lambda entries: [(event_of(entries[0].event), entries[0].device), *same(entries)[1:]],
        )

    return do


def added(office: Office, chance: Random) -> None:
    forged = Event("view", "Eve Cole", "2026-10-01T00:00:00+00:00")
    rewritten(office, lambda entries: [(forged, entries[0].device), *same(entries)])


def signed_before(office: Office, chance: Random) -> None:
    """The first note is written anew, and a computer that nobody has says that it was signed so, and earlier."""
    signed = next(each.event for each in read_history(office.practice).entries if each.event.note == office.id(0))
    data = office.note(0).read_bytes().replace(b"five hours", b"nine hours")
    office.note(0).write_bytes(data)
    digest = sha256(data).hexdigest()
    forged = replace(signed, utc="2026-09-01T17:00:00+00:00", sha256=digest, size=len(data))
    line, _ = line_of("0123456789ab", 1, [], replace(forged, text_sha256=text_hash(data), record=""))
    (office.practice.history / "0123456789ab.1.jsonl").write_bytes(line)


def another_practice(office: Office, chance: Random) -> None:
    """All of the history anew, by another device and under another id of the practice, so that no copy is asked."""
    path = office.history
    rewritten(office, lambda entries: [(replace(event, actor="Eve Cole, LPC"), "0" * 12) for event, _ in same(entries)])
    path.rename(path.with_name("000000000000.1.jsonl"))
    (office.practice.dot / "practice.id").write_bytes(b"f" * 32)


ATTACKS: dict[str, Callable[[Office, Random], None]] = {
    "an entry taken out": with_lines(lambda lines, chance: [lines[0], *lines[2:]]),
    "two entries exchanged": with_lines(swapped),
    "the end cut": with_lines(lambda lines, chance: lines[: chance.randrange(0, len(lines))]),
    "an entry written twice with another word": with_lines(
        lambda lines, chance: [lines[0], lines[0].replace(b"Ann Bell", b"Eve Cole"), *lines[1:]]
    ),
    "written anew with another author": whole(lambda event: replace(event, actor="Eve Cole, LPC")),
    "written anew with another time": whole(lambda event: replace(event, utc="2026-09-01T17:00:00+00:00")),
    "written anew with an entry more": added,
    "written anew without an entry": lambda office, chance: rewritten(office, lambda e: same(e)[1:]),
    "a note, its record and all of the history": forge_first,
    "a note taken out of everything": drop_note,
    "a signature added before the note's own": signed_before,
    "all of the history as another practice's": another_practice,
}


def attacked(office: Office, name: str, chance: Random, finds: Callable[..., bool] = found) -> list[str]:
    """By which anchor the attack is not found."""
    ATTACKS[name](office, chance)
    # A cut end can only be seen by who knew it: this machine's own copy, another device, a later note's code.
    anchors = (True,) if name == "the end cut" else (True, False)
    missed = [mirror for mirror in anchors if not finds(office, mirror=mirror)]
    return [f"{name}: not found by {'its own copy' if mirror else 'codes alone'}" for mirror in missed]


def flips(office: Office, chance: Random, finds: Callable[..., bool] = found, bits: int = 50) -> list[str]:
    """What is not found of so many flipped bits anywhere in the folder, one after the other."""
    files = [office.note(number) for number in range(NOTES)]
    files += [record_path(office.practice, office.id(number)) for number in range(NOTES)]
    files.append(office.history)
    missed = []
    for _ in range(bits):
        path = chance.choice(files)
        data = path.read_bytes()
        at, bit = chance.randrange(len(data)), chance.randrange(8)
        path.write_bytes(data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :])
        if not finds(office, mirror=True):
            missed.append(f"bit {bit} of byte {at} in {path.name}: not found")
        path.write_bytes(data)
    return missed
