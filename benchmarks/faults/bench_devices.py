"""Devices that share a practice folder through a sync program: is every acknowledged entry of the history still there?

Each device has its own copy of the folder. A case mixes entries, synchronization in both directions, a sync program
that brings an older version of a file back, second copies it makes where two versions met, kills in the middle of a
line, a folder that is away, and a backup put back. At the end everybody is online once more.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from random import Random

from sharded import folder, main

from notewizard.records.history.entry import Event
from notewizard.records.history.reading import read_history
from notewizard.records.history.writing import History
from notewizard.records.identity import NAME
from notewizard.records.practice import Practice
from notewizard.records.state import State


class Device:
    """One machine with its copy of the practice folder."""

    def __init__(self, root: Path, name: str) -> None:
        self.practice = Practice(root / name / "practice")
        self.state = State(root / name / "state")
        self.practice.history.mkdir(parents=True)
        self.backup = root / name / "backup"
        self.written: list[str] = []

    def append(self, minute: int) -> None:
        event = Event(
            action="view", actor="Ann Bell, LPC", utc=f"2026-11-20T{minute // 60 % 24:02}:{minute % 60:02}:00+00:00"
        )
        self.written.append(History(self.practice, self.state).append(event).entry.hash)

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.practice.history.iterdir()}

    def put(self, name: str, data: bytes) -> None:
        (self.practice.history / name).write_bytes(data)

    @property
    def id(self) -> str:
        return History(self.practice, self.state).device


def sync(one: Device, other: Device, chance: Random) -> None:
    """Both folders hold the same files; of two versions the longer one wins, sometimes with a copy of the other."""
    here, there = one.files(), other.files()
    for name in sorted({*here, *there}):
        versions = sorted({data for data in (here.get(name), there.get(name)) if data is not None}, key=len)
        for device, had in ((one, here), (other, there)):
            if had.get(name) != versions[-1]:
                device.put(name, versions[-1])
        if (len(versions) > 1 and not versions[-1].startswith(versions[0])) or chance.random() < 0.02:
            for device in (one, other):
                device.put(name.replace(".jsonl", " (conflicted copy).jsonl"), versions[0])
    _sync_ids(one, other, chance)


def _sync_ids(one: Device, other: Device, chance: Random) -> None:
    """Of two ids that were drawn at once one wins; the other is lost, or kept as a second copy."""
    ids = [path for device in (one, other) if (path := device.practice.dot / NAME).exists()]
    if ids:
        win, lose = chance.choice(ids).read_bytes(), chance.choice(ids).read_bytes()
        for device in (one, other):
            (device.practice.dot / NAME).write_bytes(win)
            if win != lose and chance.random() < 0.5:
                (device.practice.dot / "practice (conflicted copy).id").write_bytes(lose)


def stale(device: Device, chance: Random) -> None:
    """The sync program brings an older version of a file back."""
    for name, data in device.files().items():
        if chance.random() < 0.5:
            device.put(name, b"".join(data.splitlines(keepends=True)[: chance.randrange(0, data.count(b"\n") + 1)]))


def torn(device: Device, chance: Random) -> None:
    """A kill while the last line was written in the practice folder: its end is not there."""
    path = device.practice.history / f"{device.id}.1.jsonl"
    if device.id and path.exists() and path.stat().st_size > 50:
        data = path.read_bytes()
        path.write_bytes(data[: -chance.randrange(1, 40)])
        there = device.state.history / device.id / "1.there"
        lines = data.rstrip(b"\n").rfind(b"\n") + 1
        there.write_text(str(lines), encoding="ascii")


def away(device: Device, minute: int) -> None:
    """An entry while the folder is not there."""
    hidden = device.practice.root.with_name("hidden")
    device.practice.root.rename(hidden)
    device.append(minute)
    hidden.rename(device.practice.root)


def set_up(devices: list[Device], chance: Random) -> None:
    """One of them sets the practice up, the others get it; sometimes by a version before practices had ids."""
    first, *others = devices
    first.append(0)
    for device in others:
        sync(first, device, chance)
    if chance.random() < 0.4:
        for path in (*first.state.history.glob("*/practice.*"), *(x.practice.dot / NAME for x in devices)):
            path.unlink(missing_ok=True)


def case(number: int) -> list[str]:
    chance = Random(number)
    with folder() as root:
        devices = [Device(root, name) for name in ("desk", "laptop", "office")[: chance.choice((2, 2, 3))]]
        set_up(devices, chance)
        honest = chance.random() < 0.3
        for minute in range(chance.randint(8, 30)):
            device = chance.choice(devices)
            roll = chance.random() * (0.78 if honest else 1)
            if roll < 0.55:
                device.append(minute)
            elif roll < 0.78:
                one, other = chance.sample(devices, 2)
                sync(one, other, chance)
            elif roll < 0.84:
                stale(device, chance)
            elif roll < 0.89:
                torn(device, chance)
            elif roll < 0.95:
                away(device, minute)
            elif not device.backup.exists():
                shutil.copytree(device.practice.root, device.backup)
            else:
                shutil.rmtree(device.practice.root)
                device.backup.rename(device.practice.root)
        for device in devices:
            device.append(59)
        for _ in range(2):
            for one in devices:
                for other in devices:
                    if one is not other:
                        sync(one, other, chance)
        wanted = {hash_ for device in devices for hash_ in device.written}
        found = []
        for device in devices:
            lost = wanted - read_history(device.practice).hashes
            if lost:
                found.append(f"{len(lost)} of {len(wanted)} entries lost")
            kinds = {each.kind for each in read_history(device.practice, device.state).troubles}
            if kinds & {"cut", "damaged", "forked", "put back"}:
                found.append(f"after everything came together the history looks {', '.join(sorted(kinds))}")
            if honest and kinds - {"conflict copy"}:
                found.append(f"nothing happened, and the history looks {', '.join(sorted(kinds))}")
        return found


def bad(number: int) -> list[str]:
    """One shared file for all devices, as a simple program has it."""
    chance = Random(number)
    files, written = {"desk": b"", "laptop": b""}, set()
    for minute in range(chance.randint(8, 30)):
        name = chance.choice(("desk", "laptop"))
        if chance.random() < 0.7:
            files[name] += f"{number} {name} {minute}\n".encode()
            written.add(f"{number} {name} {minute}")
        else:
            files["desk"] = files["laptop"] = max(files.values(), key=len)
    last = max(files.values(), key=len).decode().split("\n")
    return [f"{len(written - set(last))} entries lost"] if written - set(last) else []


if __name__ == "__main__":
    sys.exit(main("histories of several devices", case, 10_000, bad, size=100))
