"""A practice folder as `verify` sees it: every file that may be a note, read once, and every record."""

from __future__ import annotations

import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.durable import plain_reason, read_whole
from notewizard.records.file_kinds import NOTE_EXTENSIONS
from notewizard.records.front_matter import split_note
from notewizard.records.history.entry import place_of
from notewizard.records.ids import composed
from notewizard.records.practice import Practice, note_files
from notewizard.records.record import Record, Unreadable, record_in, record_names, record_path

_CODE = re.compile(rb"History code ([A-Z2-7]{5}-[A-Z2-7]{5})\.")
_MARK = b"\xef\xbb\xbf"
_END = 600
"""Bytes at the end of a note in which its signature stands."""


@dataclass
class Folder:
    """What lies in the practice folder now. Paths are relative to it, `/` between their parts."""

    root: Path
    digests: dict[str, str] = field(default_factory=dict)
    """Path to sha256."""
    codes: dict[str, str] = field(default_factory=dict)
    """Path to the history code in its signature."""
    ids: dict[str, str] = field(default_factory=dict)
    """Path to the note's id in its front matter."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """Path to why it cannot be read; folders that cannot be looked into among them."""
    records: dict[str, tuple[Record, str]] = field(default_factory=dict)
    """Note id to its record and the sha256 of the record's file."""
    broken_records: tuple[Unreadable, ...] = ()
    broken: dict[str, str] = field(default_factory=dict)
    """Note id to the sha256 of what stands in the place of its record; empty where not even that can be read."""

    @cached_property
    def by_place(self) -> dict[str, str]:
        """What stands for a path in the history, to the path."""
        return {place_of(path): path for path in (*self.digests, *self.unreadable)}

    @cached_property
    def by_digest(self) -> dict[str, list[str]]:
        """A sha256 to every file that holds exactly these bytes."""
        found: dict[str, list[str]] = defaultdict(list)
        for path, digest in self.digests.items():
            found[digest].append(path)
        return found

    def closed(self, path: str) -> str:
        """Why the folder that a file lies in cannot be looked into; empty where it can."""
        above = ("/".join(path.split("/")[:parts]) for parts in range(path.count("/") + 1))
        here = (self.by_place.get(place_of(each)) for each in above)
        return next((self.unreadable[each] for each in here if each is not None and each in self.unreadable), "")

    def data(self, path: str) -> bytes:
        """The bytes of one of the files."""
        return read_whole(self.root.joinpath(*path.split("/")))


def read_folder(practice: Practice) -> Folder:
    """Reads all of it; what cannot be read, a folder with all that is in it, is told in `unreadable`."""
    folder = Folder(practice.root)
    begins = len(str(practice.root / "_")) - 1

    def closed(trouble: NotKept) -> None:
        why = trouble.what.removeprefix("The folder cannot be read: ").rstrip(".")
        folder.unreadable[trouble.where[begins:].replace(os.sep, "/")] = why

    for path in note_files(practice.root, closed=closed):
        name = str(path)
        if os.path.splitext(name)[1].lower() in NOTE_EXTENSIONS:
            _take_in(folder, name[begins:].replace(os.sep, "/"), path)
    names, trouble = record_names(practice)
    broken, records = list(trouble), practice.records
    for name in names:
        path, data = records / name, None
        try:
            data = read_whole(path)
            record = record_in(data, path)
            folder.records[record.id] = record, sha256(data).hexdigest()
        except OSError as error:
            broken.append(Unreadable(path, f"It cannot be read: {plain_reason(error)}"))
        except NotKept as error:
            broken.append(Unreadable(path, error.what.rstrip(".")))
            folder.broken[path.stem] = sha256(data).hexdigest() if data is not None else ""
    folder.broken_records = tuple(broken)
    return folder


def read_files(practice: Practice, records: Iterable[Record], files: Iterable[str]) -> Folder:
    """Of the folder these records, and of these files those that are there: all that one note is judged by."""
    folder = Folder(practice.root, records={each.id: (each, _digest_of(practice, each)) for each in records})
    for file in dict.fromkeys(files):
        try:
            here = spelled_here(practice.root, file)
        except OSError as error:
            folder.unreadable[file.rpartition("/")[0]] = plain_reason(error)
            continue
        for each in here:
            _take_in(folder, each, practice.root.joinpath(*each.split("/")))
    return folder


def _digest_of(practice: Practice, record: Record) -> str:
    """Of the record's own file, as it is now; empty where it is away or cannot be read."""
    try:
        return sha256(read_whole(record_path(practice, record.id))).hexdigest()
    except OSError:
        return ""


def spelled_here(root: Path, file: str) -> tuple[str, ...]:
    """The regular files of this name, relative to `root` as well, as the disk spells them; none where none is there.

    A sync program may have put accented letters into another Unicode form. Links are not followed, as `verify` follows
    none. `OSError` where a folder on the way cannot be looked into: nobody knows then whether the file is there.
    """
    if _is_there(root, file):
        return (file,)
    *folders, last = composed(file).split("/")
    above = [""]
    for part in folders:
        above = [each for folder in above for each in _spelled(root, folder, part)]
    found = (each for folder in above for each in _spelled(root, folder, last))
    return tuple(each for each in found if _is_there(root, each))


def _is_there(root: Path, file: str) -> bool:
    *folders, last = file.split("/")
    try:
        for part in folders:
            root /= part
            if not stat.S_ISDIR(os.lstat(root).st_mode):
                return False
        return stat.S_ISREG(os.lstat(root / last).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _spelled(root: Path, folder: str, name: str) -> list[str]:
    try:
        if folder and not stat.S_ISDIR(os.lstat(root / folder).st_mode):
            return []
        names = os.listdir(root / folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    mine = sorted(each for each in names if composed(each) == name)
    return [f"{folder}/{each}" if folder else each for each in mine]


def _take_in(folder: Folder, name: str, path: Path) -> None:
    try:
        data = read_whole(path)
    except OSError as error:
        folder.unreadable[name] = plain_reason(error)
        return
    folder.digests[name] = sha256(data).hexdigest()
    if match := _CODE.search(data, max(0, len(data) - _END)):
        folder.codes[name] = match[1].decode("ascii")
    if data.startswith((b"---\n", b"---\r\n", _MARK + b"---")) and (id_ := _id_in(data)):
        folder.ids[name] = id_


def _id_in(data: bytes) -> str:
    try:
        front = split_note(data.removeprefix(_MARK).replace(b"\r\n", b"\n")).front
    except NotKept:
        return ""
    return front.id if front is not None else ""
