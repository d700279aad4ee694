"""An entry of the history is durable: first in the private state folder, then in the practice folder.

`<state>/history/<device>/<n>.jsonl` is the mirror, `<practice>/.notewizard/history/<device>.<n>.jsonl` the file that
others read. The second is always a beginning of the first: what could not be written there is caught up with the next
entry. Where it is not (put back to an older state, cut, written to by a copy of this machine) it is left as it is, and
everything it lacks goes on in a new file, `<n + 1>`.
"""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.durable import (
    APPEND,
    create,
    make_folder,
    or_not_kept,
    plain_reason,
    private_folder,
    read_whole,
    remove_quietly,
    sync_folder,
    write_all,
)
from notewizard.records.history.entry import SIGNS, Entry, Event, code_of, entry_in, line_of
from notewizard.records.lock import take_lock
from notewizard.records.practice import DOT, Practice
from notewizard.records.state import State

NAME = re.compile(r"([0-9a-f]{12})\.([1-9][0-9]{0,3})\.jsonl")
"""What a history file in the practice folder is called: device and number."""
_WAIT = 10.0
"""Seconds that one program waits for another one on this machine to write its entry."""


@dataclass(frozen=True)
class Written:
    """An entry that is durable on this machine."""

    entry: Entry
    owed: str = ""
    """Why it is not in the practice folder yet, as a sentence; empty when it is. The next entry catches up."""


@dataclass(frozen=True)
class History:
    """The history of one practice, as this machine writes it."""

    practice: Practice
    state: State

    def append(self, event: Event) -> Written:
        """The event is in the history. `NotKept` when it is not even durable on this machine."""
        with or_not_kept("The history cannot be kept", self.state.history):
            self.state.ready(self.state.history)
        device = self._device()
        lock = take_lock(self.state.history / f"{device}.lock", "The history", wait=_WAIT)
        try:
            with or_not_kept("The history cannot be kept", self._mirror(device)):
                entry = self._add(device, event)
            return Written(entry, self._bring(device))
        finally:
            lock.release()

    def begin(self, event: Event) -> Written:
        """The first entry of a practice that is set up now: what stood in this folder before was another one's."""
        former = self._known_device()
        if former:
            with or_not_kept("The history cannot be kept", self._mirror(former)):
                create(self._mirror(former) / "ended", b"")
                sync_folder(self._mirror(former))
        return self.append(event)

    def heads(self) -> tuple[str, ...]:
        """The hash of the newest entry of every device, as far as it can be seen from here; sorted."""
        device = self._known_device()
        own = _last(self._mirror_bytes(device, self._number(device))) if device else None
        return tuple(sorted({own.hash, *self._others(device)} if own else self._others(device)))

    def code(self) -> str:
        """The code that a signature block prints now; empty while there is no history."""
        heads = self.heads()
        return code_of(heads) if heads else ""

    def holds(self, note: str, sha256: str) -> bool:
        """Whether this machine wrote down that this note, with these bytes, was signed."""
        device = self._known_device()
        wanted = f'"note":"{note}"'.encode("ascii")
        for number in self._numbers(device) if device else ():
            for line in self._mirror_bytes(device, number).split(b"\n"):
                entry = entry_in(line) if wanted in line else None
                if entry and entry.event.action in SIGNS and entry.event.sha256 == sha256:
                    return True
        return False

    def catch_up(self) -> str:
        """Brings to the practice folder what is owed to it; why not, as a sentence, or nothing."""
        device = self._known_device()
        return self._bring(device) if device else ""

    @property
    def device(self) -> str:
        """This machine's id in this practice's history; empty before its first entry."""
        return self._known_device()

    def mirrored(self, device: str) -> tuple[tuple[bytes, int], ...]:
        """What this machine holds of its own entries, file by file, and how much of each stood in the folder once."""
        return tuple(
            (self._mirror_bytes(device, number), self._delivered(device, number)) for number in self._numbers(device)
        )

    # The mirror

    def _mirror(self, device: str) -> Path:
        return self.state.history / device

    def _numbers(self, device: str) -> list[int]:
        try:
            names = os.listdir(self._mirror(device))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise NotKept(
                f"The history cannot be read: {plain_reason(error)}.", where=str(self._mirror(device))
            ) from error
        return sorted(int(name[:-6]) for name in names if re.fullmatch(r"[1-9][0-9]{0,3}\.jsonl", name))

    def _number(self, device: str) -> int:
        return max(self._numbers(device), default=1)

    def _mirror_bytes(self, device: str, number: int) -> bytes:
        try:
            return read_whole(self._mirror(device) / f"{number}.jsonl")
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise NotKept(
                f"The history cannot be read: {plain_reason(error)}.", where=str(self._mirror(device))
            ) from error

    def _add(self, device: str, event: Event) -> Entry:
        private_folder(self._mirror(device))
        number = self._number(device)
        before = self._mirror_bytes(device, number)
        own = self._newest(device, before)
        parents = {*self._others(device), *((own.hash,) if own else ())}
        line, digest = line_of(device, own.seq + 1 if own else 1, parents, event)
        _extend(self._mirror(device) / f"{number}.jsonl", before, line)
        return Entry(device, own.seq + 1 if own else 1, tuple(sorted(parents)), event, digest)

    def _newest(self, device: str, mirror: bytes) -> Entry | None:
        """The device's own newest entry: in the mirror, or in the practice folder where an older mirror came back."""
        found = [_last(mirror), *(_last(data) for name, data in self._there().items() if name[0] == device)]
        return max((each for each in found if each is not None), key=lambda each: each.seq, default=None)

    # The practice folder

    def _place(self, device: str, number: int) -> Path:
        return self.practice.history / f"{device}.{number}.jsonl"

    def _there(self) -> dict[tuple[str, int], bytes]:
        """The history files in the practice folder; none while it is away."""
        found = {}
        try:
            for name in sorted(os.listdir(self.practice.history)):
                if match := NAME.fullmatch(name):
                    found[match[1], int(match[2])] = read_whole(self.practice.history / name)
        except OSError:
            return found
        return found

    def _others(self, device: str) -> set[str]:
        newest: dict[str, Entry] = {}
        for (other, _), data in self._there().items():
            entry = _last(data) if other != device else None
            if entry and (other not in newest or newest[other].seq < entry.seq):
                newest[other] = entry
        return {entry.hash for entry in newest.values()}

    def _bring(self, device: str) -> str:
        """The practice folder holds all that the mirror does; why not, as a sentence."""
        try:
            if not self.practice.dot.is_dir():
                return "The practice folder is not there: its history is kept on this computer until it is."
            make_folder(self.practice.history, parents=False)
            number = self._number(device)
            here, there = self._mirror_bytes(device, number), _read(self._place(device, number))
            if not here.startswith(there or b"") or len(there or b"") < self._delivered(device, number):
                number, here, there = self._begin_anew(device, here)
            if number > 1:
                here = self._with_lost(device, number, here)
            place = self._place(device, number)
            if there is None:
                create(place, here)
            elif len(there) < len(here):
                _extend(place, b"", here[len(there) :])
            sync_folder(self.practice.history)
            self._note_delivered(device, number, len(here))
        except OSError as error:
            reason = plain_reason(error)
            return f"The history in the practice folder cannot be written now ({reason}): it is kept on this computer."
        return ""

    def _begin_anew(self, device: str, here: bytes) -> tuple[int, bytes, None]:
        """The next number, with every line of the mirror that the practice folder lacks."""
        there = self._there()
        seen = {line for (other, _), data in there.items() if other == device for line in data.split(b"\n")}
        number = max([self._number(device), *(n for other, n in there if other == device)]) + 1
        lost = [line + b"\n" for line in here.split(b"\n") if line and line not in seen]
        data = b"".join(lost)
        create(self._mirror(device) / f"{number}.jsonl", data)
        sync_folder(self._mirror(device))
        return number, data, None

    def _with_lost(self, device: str, number: int, here: bytes) -> bytes:
        """`here`, and behind it what earlier files held and is nowhere now: a sync program may take one back twice.

        The newest line stands again at the end: it says where the count goes on.
        """
        own = [data for (other, _), data in self._there().items() if other == device]
        seen = {line for data in (*own, here) for line in data.split(b"\n")}
        before = (
            line for n in self._numbers(device) if n < number for line in self._mirror_bytes(device, n).split(b"\n")
        )
        lost = [line for line in before if line not in seen and entry_in(line) is not None]
        newest = _last_line(here)
        if not lost or not newest:
            return here
        more = b"".join(line + b"\n" for line in (*lost, newest))
        _extend(self._mirror(device) / f"{number}.jsonl", here, more)
        return self._mirror_bytes(device, number)

    def _delivered(self, device: str, number: int) -> int:
        """How many bytes are known to have stood in the practice folder once: fewer now, and it was put back."""
        said = _read(self._mirror(device) / f"{number}.there") or b""
        return int(said) if said.isdigit() else 0

    def _note_delivered(self, device: str, number: int, size: int) -> None:
        path = self._mirror(device) / f"{number}.there"
        staged = path.with_suffix(".tmp")
        remove_quietly(staged)
        create(staged, str(size).encode("ascii"))
        os.replace(staged, path)

    # Which device this is

    def _known_device(self) -> str:
        try:
            mine = sorted(name for name in os.listdir(self.state.history) if re.fullmatch("[0-9a-f]{12}", name))
        except OSError:
            return ""
        mine = [device for device in mine if not (self._mirror(device) / "ended").exists()]
        root = str(self.practice.root)
        folders = {device: _text(self._mirror(device) / "folder") for device in mine}
        for device in mine:
            if folders[device] == root:
                return device
        there = {device for device, _ in self._there()}
        for device in mine:
            # The practice moved, unless its former folder is there as well: then this one is a copy.
            if device in there and not (Path(folders[device]) / DOT / "history" / f"{device}.1.jsonl").exists():
                return device
        return ""

    def _device(self) -> str:
        known = self._known_device()
        if known:
            return known
        device = secrets.token_hex(6)
        with or_not_kept("The history cannot be kept", self._mirror(device)):
            private_folder(self._mirror(device))
            create(self._mirror(device) / "folder", str(self.practice.root).encode("utf-8", "surrogateescape"))
            sync_folder(self._mirror(device))
        return device


def _extend(path: Path, before: bytes, more: bytes) -> None:
    """`more` stands durably at the end of the file; a last line that a kill cut short is ended first."""
    data = b"\n" + more if before and not before.endswith(b"\n") else more
    try:
        descriptor = os.open(path, APPEND)
    except FileNotFoundError:
        create(path, data)
        sync_folder(path.parent)
        return
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _last(data: bytes) -> Entry | None:
    return entry_in(_last_line(data))


def _last_line(data: bytes) -> bytes:
    """The last sound line; empty where there is none."""
    return next((line for line in reversed(data.split(b"\n")) if line and entry_in(line) is not None), b"")


def _read(path: Path) -> bytes | None:
    try:
        return read_whole(path)
    except FileNotFoundError:
        return None


def _text(path: Path) -> str:
    try:
        return read_whole(path).decode("utf-8", "surrogateescape")
    except OSError:
        return ""
