"""What this machine wrote of a practice's history: `<state>/history/<device>/<n>.jsonl`, durable before anything else.

Beside it `practice.<id>`, which practice it is of; `met.<device>`, who else wrote there; `folder`, where that was at
first; `<n>.there`, how much of a file once stood in the practice folder; `seen`, which states of `config.toml` and
`clients.toml`, and which newest versions of plans and facts, the history is known to hold; `ended`, where another
practice was set up in the same place since.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.durable import (
    create,
    or_not_kept,
    plain_reason,
    private_folder,
    read_whole,
    remove_quietly,
    sync_folder,
)
from notewizard.records.history.entry import Entry
from notewizard.records.history.lines import ends_short, extend, last_entry, or_none

_NUMBERED = re.compile(r"([1-9][0-9]{0,3})\.jsonl")
_OF_PRACTICE = re.compile(r"practice\.([0-9a-f]{32})")
_MET = re.compile(r"met\.([0-9a-f]{12})")


@dataclass(frozen=True)
class Mirror:
    """The folder of one device of this machine."""

    folder: Path

    @property
    def device(self) -> str:
        """Its id in the history."""
        return self.folder.name

    def path(self, number: int) -> Path:
        """The file that is a copy of `<device>.<number>.jsonl`, or is ahead of it."""
        return self.folder / f"{number}.jsonl"

    def numbers(self) -> list[int]:
        """The numbers of its files, in order."""
        try:
            names = os.listdir(self.folder)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise self._unreadable(error) from error
        return sorted(int(match[1]) for name in names if (match := _NUMBERED.fullmatch(name)))

    @property
    def number(self) -> int:
        """That of the file that is written to."""
        return max(self.numbers(), default=1)

    def data(self, number: int, start: int = 0) -> bytes:
        """The bytes of a file from `start` on; `NotKept` where it cannot be read."""
        try:
            return read_whole(self.path(number), start=start)
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise self._unreadable(error) from error

    def newest(self) -> Entry | None:
        """The last entry that is durable here."""
        try:
            return last_entry(self.path(self.number))
        except OSError as error:
            raise self._unreadable(error) from error

    def add(self, number: int, lines: bytes) -> None:
        """The lines are durable at the end of a file, which may be a new one; a line cut short is ended first."""
        private_folder(self.folder)
        extend(self.path(number), b"\n" + lines if ends_short(self.path(number)) else lines)

    def there(self, number: int) -> tuple[int, str]:
        """How many bytes of the file once stood in the practice folder, and how its files looked from outside then."""
        size, _, looks = (or_none(self.folder / f"{number}.there") or b"").partition(b" ")
        return int(size) if size.isdigit() else 0, looks.decode("ascii", "replace")

    def note_there(self, number: int, size: int, looks: str) -> None:
        """So many bytes stand in the practice folder."""
        self._note(f"{number}.there", f"{size} {looks}")

    def seen(self) -> dict[str, str]:
        """By name, the sha256 of the files that people edit, as they were when the history last held all edits.

        And by `plans/<client>` and `facts/<client>` the number of the newest version it was looked for.

        Raises `NotKept`.
        """
        with or_not_kept("The history cannot be read", self.folder):
            said = or_none(self.folder / "seen") or b""
        rows = (line.partition(" ") for line in said.decode("ascii", "replace").splitlines())
        return {name: digest for name, _, digest in rows}

    def note_seen(self, digests: Mapping[str, str]) -> None:
        """The history holds every edit up to these states."""
        with or_not_kept("The history cannot be kept", self.folder):
            self._note("seen", "".join(f"{name} {digest}\n" for name, digest in digests.items()))

    def _note(self, name: str, said: str) -> None:
        """A file that may be lost: what it says can be found out again."""
        staged = self.folder / f"{name.partition('.')[0]}.tmp"
        remove_quietly(staged)
        create(staged, said.encode("ascii"))
        os.replace(staged, self.folder / name)

    @property
    def practices(self) -> frozenset[str]:
        """The ids that its practice is known by; none where it had none yet."""
        return self._marked(_OF_PRACTICE)

    def learn(self, ids: Collection[str]) -> None:
        """Its practice is known by these as well."""
        with or_not_kept("The history cannot be kept", self.folder):
            self._mark("practice", frozenset(ids) - self.practices)

    @property
    def met(self) -> frozenset[str]:
        """The other devices that were seen to write in its practice: no other practice has one of them."""
        return self._marked(_MET)

    def meet(self, devices: Collection[str]) -> None:
        """These write in its practice as well."""
        self._mark("met", frozenset(devices) - self.met - {self.device})

    def _marked(self, mark: re.Pattern[str]) -> frozenset[str]:
        try:
            names = os.listdir(self.folder)
        except OSError:
            return frozenset()
        return frozenset(match[1] for name in names if (match := mark.fullmatch(name)))

    def _mark(self, word: str, new: Collection[str]) -> None:
        for each in sorted(new):
            with suppress(FileExistsError):  # another program was as quick
                create(self.folder / f"{word}.{each}", b"")
        if new:
            sync_folder(self.folder)

    @property
    def place(self) -> str:
        """Where the practice was at first; nothing where a power loss left zeros there, which must stop no one."""
        try:
            said = read_whole(self.folder / "folder").decode("utf-8", "surrogateescape")
        except OSError:
            return ""
        return "" if "\0" in said else said

    def was_there(self) -> bool:
        """Whether anything of it ever stood in the practice folder."""
        return any(self.there(number)[0] for number in self.numbers())

    def end(self) -> None:
        """Nothing is added any more: what stands in the practice's place now is another practice."""
        with or_not_kept("The history cannot be kept", self.folder):
            create(self.folder / "ended", b"")
            sync_folder(self.folder)

    def _unreadable(self, error: OSError) -> NotKept:
        return NotKept(f"The history cannot be read: {plain_reason(error)}.", where=str(self.folder))
