"""An entry of the history is durable: first in the private state folder, then in the practice folder.

`<state>/history/<device>/<n>.jsonl` is the mirror, `<practice>/.notewizard/history/<device>.<n>.jsonl` the file that
others read. The second is always a beginning of the first: what could not be written there is caught up with the next
entry. Where it is not (put back to an older state, cut, written to by a copy of this machine) it is left as it is, and
everything it lacks goes on in a new file, `<n + 1>`.

An entry costs no more after ten years: a file that looks as this machine left it is read at its end alone.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.durable import (
    create,
    make_folder,
    or_not_kept,
    plain_reason,
    read_whole,
    remove_quietly,
    sync_folder,
)
from notewizard.records.history.entry import FINISHES, Entry, Event, code_of, entry_in, line_of
from notewizard.records.history.lines import extend, last_entry, or_none, same_ends
from notewizard.records.history.mirror import Mirror
from notewizard.records.history.whose import mirror_of, new_mirror
from notewizard.records.identity import another, give_id, ids_of
from notewizard.records.lock import take_lock
from notewizard.records.practice import Practice
from notewizard.records.state import State

NAME = re.compile(r"([0-9a-f]{12})\.([1-9][0-9]{0,3})\.jsonl")
"""What a history file in the practice folder is called: device and number."""
_WAIT = 10.0
"""Seconds that one program waits for another one on this machine to write its entry."""


class _Another(OSError):
    """Another practice has come into the folder meanwhile."""


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

    def append(self, event: Event, ids: frozenset[str] = frozenset()) -> Written:
        """The event is in the history. `NotKept` when it is not even durable on this machine.

        `ids`: what the practice is known by that it is about, where the caller knows them; `NotKept` as well where
        another one is in the folder by now.
        """
        with or_not_kept("The history cannot be kept", self.state.history):
            self.state.ready(self.state.history)
        mirror = self._bound(ids)
        lock = take_lock(self.state.history / f"{mirror.device}.lock", "The history", wait=_WAIT)
        try:
            with or_not_kept("The history cannot be kept", mirror.folder):
                entry = self._add(mirror, event)
            # Whoever verifies reads every byte: then what was changed in the middle is found and made good as well.
            return Written(entry, self._bring(mirror, trust=event.action != "verify"))
        finally:
            lock.release()

    def begin(self, event: Event) -> Written:
        """The first entry of a practice that is set up now: what stood in this folder before was another one's."""
        if (former := self.mirror) and ids_of(self.practice) == frozenset():
            former.end()
        return self.append(event)

    def identify(self) -> frozenset[str]:
        """The ids that the practice is known by; one without any gets one now, where it can be written."""
        with suppress(NotKept):
            return self._identified()[1]
        return frozenset()

    def known_by(self) -> frozenset[str]:
        """The ids that the practice in this folder is known by, there or on this machine; nothing is written."""
        mirror = self.mirror
        return (ids_of(self.practice) or frozenset()) | (mirror.practices if mirror else frozenset())

    def heads(self) -> tuple[str, ...]:
        """The hash of the newest entry of every device, as far as it can be seen from here; sorted."""
        mirror = self.mirror
        own = mirror.newest() if mirror else None
        return tuple(sorted({*self._others(mirror.device if mirror else ""), *((own.hash,) if own else ())}))

    def code(self) -> str:
        """The code that a signature block prints now; empty while there is no history."""
        heads = self.heads()
        return code_of(heads) if heads else ""

    def holds(self, note: str, sha256: str) -> bool:
        """Whether this machine wrote down that this note, with these bytes, was signed."""
        mirror = self.mirror
        wanted = f'"note":"{note}"'.encode("ascii")
        for number in mirror.numbers() if mirror else ():
            data = mirror.data(number) if mirror else b""
            at = data.find(wanted)
            while at >= 0:
                end = data.find(b"\n", at)
                entry = entry_in(data[data.rfind(b"\n", 0, at) + 1 : end if end >= 0 else None])
                if entry and entry.event.action in FINISHES and entry.event.sha256 == sha256:
                    return True
                at = data.find(wanted, at + 1)
        return False

    def last_about(self, place: str) -> Event | None:
        """The newest event about the file of this place, by the machines' own time, as far as it can be seen here."""
        mirror = self.mirror
        wanted = f'"place":"{place}"'.encode("ascii")
        texts = [mirror.data(number) for number in reversed(mirror.numbers())] if mirror else []
        with or_not_kept("The history cannot be read", self.practice.history):
            texts += [or_none(self._place(*name)) or b"" for name in self._files()]
        found = (_last_with(wanted, text) for text in texts)
        return max((each for each in found if each is not None), key=lambda each: each.utc, default=None)

    def catch_up(self) -> str:
        """Brings to the practice folder what is owed to it; why not, as a sentence, or nothing."""
        mirror = self.mirror
        return self._bring(mirror, trust=True) if mirror else ""

    @property
    def mirror(self) -> Mirror | None:
        """What this machine wrote of it; None before its first entry."""
        with or_not_kept("The history cannot be read", self.state.history):
            return mirror_of(self.state, self.practice, {device for device, _ in self._files()})

    @property
    def device(self) -> str:
        """This machine's id in this practice's history; empty before its first entry."""
        mirror = self.mirror
        return mirror.device if mirror else ""

    def _bound(self, wanted: frozenset[str]) -> Mirror:
        """This machine's mirror, made where there is none, and practice and mirror know one another.

        `NotKept` where it is not the `wanted` practice that is there.
        """
        mirror, ids = self._identified()
        known = ids | (mirror.practices if mirror else frozenset())
        if wanted and known and known.isdisjoint(wanted):
            raise another(self.practice)
        return mirror or new_mirror(self.state, self.practice, ids)

    def _identified(self) -> tuple[Mirror | None, frozenset[str]]:
        mirror = self.mirror  # asked for first: an older one is known by its place, and no longer once there is an id
        ids = give_id(self.state, self.practice, mirror.practices if mirror else ())
        if mirror is not None:
            if not self._is_of(mirror):
                raise another(self.practice)
            mirror.learn(ids)
        return mirror, ids

    def _is_of(self, mirror: Mirror) -> bool:
        """Whether the folder still is the practice of this mirror: disks may be exchanged between two steps."""
        ids = ids_of(self.practice)
        return not ids or not mirror.practices or not mirror.practices.isdisjoint(ids) or self.mirror == mirror

    def _add(self, mirror: Mirror, event: Event) -> Entry:
        number = mirror.number
        own = self._newest(mirror)
        others = self._others(mirror.device)
        if not self._is_of(mirror):
            raise another(self.practice)
        parents = {*others, *((own.hash,) if own else ())}
        seq = own.seq + 1 if own else 1
        line, digest = line_of(mirror.device, seq, parents, event)
        mirror.add(number, line)
        return Entry(mirror.device, seq, tuple(sorted(parents)), event, digest)

    def _newest(self, mirror: Mirror) -> Entry | None:
        """The device's own newest entry: in the mirror, or in the practice folder where an older mirror came back."""
        found = [mirror.newest(), *(self._last(*name) for name in self._files() if name[0] == mirror.device)]
        return max((each for each in found if each is not None), key=lambda each: each.seq, default=None)

    # The practice folder

    def _place(self, device: str, number: int) -> Path:
        return self.practice.history / f"{device}.{number}.jsonl"

    def _files(self) -> list[tuple[str, int]]:
        """Device and number of each history file in the practice folder; none while it is away."""
        try:
            names = sorted(os.listdir(self.practice.history))
        except OSError:
            return []
        return [(match[1], int(match[2])) for name in names if (match := NAME.fullmatch(name))]

    def _last(self, device: str, number: int) -> Entry | None:
        """The last entry of a file there; None where it cannot be read, which `verify` says."""
        try:
            return last_entry(self._place(device, number))
        except OSError:
            return None

    def _others(self, device: str) -> set[str]:
        newest: dict[str, Entry] = {}
        for other, number in self._files():
            entry = self._last(other, number) if other != device else None
            if entry and (other not in newest or newest[other].seq < entry.seq):
                newest[other] = entry
        return {entry.hash for entry in newest.values()}

    def _bring(self, mirror: Mirror, trust: bool) -> str:
        """The practice folder holds all that the mirror does; why not, as a sentence.

        With `trust` its files are taken to be as this machine left them where they look so from outside.
        """
        try:
            if not self.practice.dot.is_dir():
                return "The practice folder is not there: its history is kept on this computer until it is."
            devices = {device for device, _ in self._files()}
            self._must_be_of(mirror)
            make_folder(self.practice.history, parents=False)
            mirror.meet(devices)
            number = mirror.number
            size, looks = mirror.there(number)
            if trust and looks and looks == self._looks(mirror.device) and self._ends_so(mirror, number, size):
                extend(self._place(mirror.device, number), mirror.data(number, size), new=False)
                size = os.stat(mirror.path(number)).st_size
            else:
                number, size = self._bring_whole(mirror, number, size)
            sync_folder(self.practice.history)
            mirror.note_there(number, size, self._looks(mirror.device))
        except _Another:
            return "Another practice is in its place: the history is kept on this computer until it is back."
        except OSError as error:
            reason = plain_reason(error)
            return f"The history in the practice folder cannot be written now ({reason}): it is kept on this computer."
        return ""

    def _must_be_of(self, mirror: Mirror) -> None:
        if not self._is_of(mirror):
            raise _Another

    def _looks(self, device: str) -> str:
        """What this device's files in the practice folder look like from outside: names, sizes, times of change."""
        own = [self._place(*name) for name in self._files() if name[0] == device]
        said = [(path.name, status.st_size, status.st_mtime_ns) for path in own for status in [os.stat(path)]]
        return sha256(repr(said).encode("ascii")).hexdigest()[:16] if said else ""

    def _ends_so(self, mirror: Mirror, number: int, size: int) -> bool:
        place = self._place(mirror.device, number)
        return os.stat(place).st_size == size and same_ends(place, mirror.path(number), size)

    def _bring_whole(self, mirror: Mirror, number: int, delivered: int) -> tuple[int, int]:
        """The same, every byte compared: the number that is written to now, and how many bytes of it stand there."""
        here, there = mirror.data(number), or_none(self._place(mirror.device, number))
        if not here.startswith(there or b"") or len(there or b"") < delivered:
            self._must_be_of(mirror)
            number, here, there = self._begin_anew(mirror, here)
        if number > 1:
            here = self._with_lost(mirror, number, here)
        place = self._place(mirror.device, number)
        self._must_be_of(mirror)
        if there is None:
            create(place, here)
            # By the ids alone: in another practice this very file would speak for us.
            if (ids := ids_of(self.practice)) and mirror.practices and mirror.practices.isdisjoint(ids):
                remove_quietly(place)
                raise _Another
        elif len(there) < len(here):
            extend(place, here[len(there) :], new=False)
        return number, len(here)

    def _own(self, device: str) -> list[bytes]:
        return [read_whole(self._place(*name)) for name in self._files() if name[0] == device]

    def _begin_anew(self, mirror: Mirror, here: bytes) -> tuple[int, bytes, None]:
        """The next number, with every line of the mirror that the practice folder lacks."""
        seen = {line for data in self._own(mirror.device) for line in data.split(b"\n")}
        number = max([mirror.number, *(n for other, n in self._files() if other == mirror.device)]) + 1
        data = b"".join(line + b"\n" for line in here.split(b"\n") if line and line not in seen)
        create(mirror.path(number), data)
        sync_folder(mirror.folder)
        return number, data, None

    def _with_lost(self, mirror: Mirror, number: int, here: bytes) -> bytes:
        """`here`, and behind it what earlier files held and is nowhere now: a sync program may take one back twice.

        The newest line stands again at the end: it says where the count goes on.
        """
        seen = {line for data in (*self._own(mirror.device), here) for line in data.split(b"\n")}
        before = (line for n in mirror.numbers() if n < number for line in mirror.data(n).split(b"\n"))
        lost = [line for line in before if line not in seen and entry_in(line) is not None]
        newest = next((line for line in reversed(here.split(b"\n")) if entry_in(line) is not None), b"")
        if not lost or not newest:
            return here
        mirror.add(number, b"".join(line + b"\n" for line in (*lost, newest)))
        return mirror.data(number)


def _last_with(wanted: bytes, data: bytes) -> Event | None:
    """The event of the last sound line that holds these bytes."""
    at = data.rfind(wanted)
    while at >= 0:
        end = data.find(b"\n", at)
        entry = entry_in(data[data.rfind(b"\n", 0, at) + 1 : end if end >= 0 else None])
        if entry is not None:
            return entry.event
        at = data.rfind(wanted, 0, at)
    return None
