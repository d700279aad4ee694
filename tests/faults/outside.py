"""What can happen to a practice folder outside of this program, each with the name that `verify` must give it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from random import Random

from faults.stories import BODY, signed

from notewizard.records.accepted import Acceptance, keep_acceptance
from notewizard.records.clients import Client
from notewizard.records.finish import SignedNote, keep_note
from notewizard.records.front_matter import FrontMatter, with_front_matter
from notewizard.records.history.entry import Event, line_of, place_of, text_hash
from notewizard.records.history.reading import read_history
from notewizard.records.history.writing import History
from notewizard.records.practice import Practice
from notewizard.records.settings import Author, Settings
from notewizard.records.state import State

WORDS = (
    "sleep",
    "diary",
    "worry",
    "work",
    "garden",
    "walk",
    "letter",
    "sister",
    "Tuesday",
    "breath",
    "supper",
    "quiet",
)


@dataclass
class Office:
    """A practice with signed notes, as this machine and another one hold it."""

    root: Path
    chance: Random

    @property
    def practice(self) -> Practice:
        return Practice(self.root / "practice")

    @property
    def state(self) -> State:
        return State(self.root / "state")

    @property
    def history(self) -> Path:
        """The history file of this machine."""
        return self.practice.history / f"{History(self.practice, self.state).device}.1.jsonl"

    def note(self, number: int) -> Path:
        return self.practice.root / self.file(number)

    def file(self, number: int) -> str:
        return f"Ashgrove/2026-10-{number + 1:02}.md"

    def id(self, number: int) -> str:
        return f"{number + 1:016x}"

    def prepare(self, notes: int) -> None:
        (self.practice.root / "Ashgrove").mkdir(parents=True)
        self.practice.keep_settings(Settings(author=Author("Ann Bell", "LPC")))
        self.practice.clients.add(Client("c-1", "Ashgrove", folder="Ashgrove"))
        self.practice.clients.add(Client("c-9", "Birchwater", folder="Birchwater"))
        for number in range(notes):
            self.sign(number)

    def sign(self, number: int) -> None:
        """One more note, through the same call as the program's."""
        history = History(self.practice, self.state)
        said = " ".join(self.chance.choices(WORDS, k=40))
        code = f" History code {history.code()}." if history.code() else ""
        body = f"{BODY}\n{said}.\n\n**Plan.** {said[:60]}.\n\nElectronically signed by Ann Bell, LPC.{code}\n"
        front = FrontMatter(self.id(number), "c-1", f"2026-10-{number + 1:02}", "Ann Bell, LPC", "soap", "1")
        record = replace(
            signed(front.id).record,
            date=front.date,
            format={"id": front.format, "version": front.version},
            clock={"utc": f"{front.date}T17:00:00+00:00", "offset": "-05:00", "zone": "America/New_York"},
            elements={"client": {"id": "c-1"}, "plan": {"homework": ["Sleep diary."]}},
            anchor=history.heads(),
        )
        draft = self.state.drafts.begin("c-1", "soap", "2026-10-01T10:00")
        note = SignedNote(record, self.file(number), with_front_matter(body.encode(), front).decode())
        try:
            keep_note(self.state, draft, self.practice, note)
        finally:
            draft.close()

    def accept(self, number: int, file: str) -> None:
        """What lies in this file may stay as the note of that number."""
        data = (self.practice.root / file).read_bytes()
        digest, why, utc = sha256(data).hexdigest(), "outside edit", "2026-11-20T17:00:00+00:00"
        said = Acceptance(self.id(number), why, file, digest, utc, "Ann Bell, LPC", "Mended by hand.")
        event = Event("accept", said.author, utc, note=said.note, place=place_of(file), sha256=digest, size=len(data))
        event = replace(event, why=why, text_sha256=text_hash(data), record=keep_acceptance(self.practice, said))
        History(self.practice, self.state).append(event)


@dataclass(frozen=True)
class Change:
    """One thing that somebody or something does to note `number`, and what is then said."""

    name: str
    do: Callable[[Office, int], None]
    kinds: tuple[str, ...] = ("intact",)
    """What is said of the note, and of the files that came beside it."""
    history: tuple[str, ...] = ()
    """What is said of the history."""
    other: tuple[str, ...] = ("intact",)
    """What is said of the next note, where something is done to that one as well."""
    all: bool = False
    """The whole folder is touched: other notes need not be intact."""


def _bytes(office: Office, number: int, change: Callable[[bytes], bytes]) -> None:
    path = office.note(number)
    data = change(path.read_bytes())
    path.write_bytes(data)


def _letter(office: Office, number: int) -> None:
    def change(data: bytes) -> bytes:
        at = office.chance.choice([at for at in range(250, len(data)) if chr(data[at]).islower()])
        return data[:at] + (b"x" if data[at : at + 1] != b"x" else b"y") + data[at + 1 :]

    _bytes(office, number, change)


def _lines(office: Office, number: int, change: Callable[[list[bytes], int], None]) -> None:
    def changed(data: bytes) -> bytes:
        lines = data.split(b"\n")
        change(lines, office.chance.randrange(12, len(lines) - 2))
        return b"\n".join(lines)

    _bytes(office, number, changed)


def _insert(lines: list[bytes], at: int) -> None:
    lines.insert(at, b"Risk was reviewed at length.")


def _delete(lines: list[bytes], at: int) -> None:
    while not lines[at].strip():
        at -= 1
    del lines[at]


def _beside(name: Callable[[str], str], *, same: bool) -> Callable[[Office, int], None]:
    def do(office: Office, number: int) -> None:
        path = office.note(number)
        data = path.read_bytes()
        path.with_name(name(path.stem) + path.suffix).write_bytes(data if same else data + b"Another last line.\n")

    return do


def _move(office: Office, number: int, target: str) -> None:
    path = office.practice.root / target
    path.parent.mkdir(parents=True, exist_ok=True)
    office.note(number).rename(path)


def _move_and_change(office: Office, number: int) -> None:
    _letter(office, number)
    _move(office, number, "Ashgrove/old/renamed.md")


def _copy_away(office: Office, number: int) -> None:
    path = office.practice.root / "Birchwater" / "copy.md"
    path.parent.mkdir()
    shutil.copyfile(office.note(number), path)


def _copy_crlf(office: Office, number: int) -> None:
    path = office.note(number)
    path.with_name(f"for the lawyer {path.name}").write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def _swap(office: Office, number: int) -> None:
    one, other = office.note(number), office.note((number + 1) % 3)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def _over_the_next(office: Office, number: int) -> None:
    """The note lies in the place of another one, whose own file that was."""
    os.replace(office.note(number), office.note((number + 1) % 3))


def _swap_names(office: Office, number: int) -> None:
    one, other, aside = office.note(number), office.note((number + 1) % 3), office.root / "aside.md"
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def _record(office: Office, number: int, change: Callable[[bytes], bytes]) -> None:
    path = office.practice.records / f"{office.id(number)}.json"
    path.write_bytes(change(path.read_bytes()))


def _says(before: bytes, after: bytes) -> Callable[[Office, int], None]:
    """Its record says this in place of that."""
    return lambda office, number: _record(office, number, lambda data: data.replace(before, after))


def _forged_copy(office: Office, number: int) -> None:
    """Another text that the record of a changed note names as what was signed."""
    forged = office.practice.root / "Ashgrove" / "found in backup.md"
    forged.write_bytes(b"Nothing of note.\n")
    signed = sha256(office.note(number).read_bytes()).hexdigest().encode()
    _record(office, number, lambda data: data.replace(signed, sha256(forged.read_bytes()).hexdigest().encode()))
    _letter(office, number)


def _put_back_in_its_place(office: Office, number: int) -> None:
    """What was signed, after another text was accepted in another place and changed again."""
    signed, place = office.note(number).read_bytes(), "Old/n.md"
    _letter(office, number)
    _move(office, number, place)
    moved = office.practice.root / place
    office.accept(number, place)
    moved.write_bytes(moved.read_bytes() + b"More.\n")
    moved.unlink()
    office.note(number).write_bytes(signed)


def _history(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Office, int], None]:
    def do(office: Office, number: int) -> None:
        lines = office.history.read_bytes().splitlines(keepends=True)
        office.history.write_bytes(b"".join(change(lines)))

    return do


def _signed_by_another(office: Office, number: int) -> None:
    """A history file of a computer that nobody has, with a signature of the note."""
    signed = next(x for x in read_history(office.practice).entries if x.event.note == office.id(number))
    line, _ = line_of("0123456789ab", 1, [], replace(signed.event, actor="Eve Cole, LPC"))
    (office.practice.history / "0123456789ab.1.jsonl").write_bytes(line)


def _history_copy(office: Office, number: int) -> None:
    path = office.history
    path.with_name(f"{path.stem} (conflicted copy).jsonl").write_bytes(path.read_bytes())


def _put_back(office: Office, number: int) -> None:
    """A backup from before the last note comes back over everything."""
    backup = office.root / "backup"
    shutil.copytree(office.practice.root, backup)
    office.sign(20)
    shutil.rmtree(office.practice.root)
    backup.rename(office.practice.root)


def _link(office: Office, number: int) -> None:
    path = office.note(number)
    path.rename(office.root / "elsewhere.md")
    path.symlink_to(office.root / "elsewhere.md")


def _folder(office: Office, number: int) -> None:
    office.note(number).unlink()
    office.note(number).mkdir()


CHANGES = (
    Change("nothing", lambda office, number: None),
    Change("read and touched", lambda office, number: os.utime(office.note(number))),
    Change("CRLF", lambda o, n: _bytes(o, n, lambda data: data.replace(b"\n", b"\r\n")), ("line ends",)),
    Change("BOM", lambda o, n: _bytes(o, n, lambda data: b"\xef\xbb\xbf" + data), ("line ends",)),
    Change("UTF-16", lambda o, n: _bytes(o, n, lambda data: data.decode().encode("utf-16")), ("line ends",)),
    Change("last line break gone", lambda o, n: _bytes(o, n, lambda data: data.rstrip(b"\n")), ("line ends",)),
    Change("renamed", lambda o, n: _move(o, n, "Ashgrove/session.md"), ("moved",)),
    Change("sorted by year", lambda o, n: _move(o, n, f"Ashgrove/2026/{n}.md"), ("moved",)),
    Change("in another chart", lambda o, n: _move(o, n, f"Birchwater/2026/{n}.md"), ("wrong chart",)),
    Change("a copy in another chart", _copy_away, ("intact", "wrong chart")),
    Change("a letter changed", _letter, ("changed",)),
    Change("a line added", lambda o, n: _lines(o, n, _insert), ("changed",)),
    Change("a line taken out", lambda o, n: _lines(o, n, _delete), ("changed",)),
    Change("words added at the end", lambda o, n: _bytes(o, n, lambda data: data + b"PS.\n"), ("changed",)),
    Change("put back after another text was accepted elsewhere", _put_back_in_its_place),
    Change("signer changed", lambda o, n: _bytes(o, n, lambda d: d.replace(b"by Ann", b"by Eve")), ("changed",)),
    Change("moved and changed", _move_and_change, ("changed",)),
    Change("two notes exchanged", _swap, ("moved",), other=("moved",)),
    Change("two notes swapped", _swap_names, ("moved",), other=("moved",)),
    Change("another note in the place", _over_the_next, ("moved",), other=("missing",)),
    Change("cut short", lambda o, n: _bytes(o, n, lambda d: d[: o.chance.randrange(40, len(d) // 2)]), ("truncated",)),
    Change("emptied", lambda o, n: _bytes(o, n, lambda data: b""), ("truncated",)),
    Change("zeroed by a crash", lambda o, n: _bytes(o, n, lambda data: b"\0" * len(data)), ("truncated",)),
    Change("deleted", lambda o, n: o.note(n).unlink(), ("missing",)),
    Change("a link in its place", _link, ("missing",)),
    Change("a folder in its place", _folder, ("missing",)),
    Change(
        "Dropbox, the same",
        _beside(lambda stem: f"{stem} (Ann's conflicted copy 2026-11-20)", same=True),
        ("intact", "conflict copy"),
    ),
    Change(
        "Dropbox, another version",
        _beside(lambda stem: f"{stem} (Ann's conflicted copy 2026-11-20)", same=False),
        ("intact", "conflict copy"),
    ),
    Change(
        "Syncthing",
        _beside(lambda stem: f"{stem}.sync-conflict-20261120-101500-ABCDEFG", same=False),
        ("intact", "conflict copy"),
    ),
    Change("OneDrive", _beside(lambda stem: f"{stem}-LAPTOP-7Q2", same=False), ("intact", "conflict copy")),
    Change("Nextcloud", _beside(lambda s: f"{s}_conflict-20261120-101500", same=False), ("intact", "conflict copy")),
    Change("Finder", _beside(lambda stem: f"{stem} copy", same=True), ("intact", "conflict copy")),
    Change("a download again", _beside(lambda stem: f"{stem} (1)", same=False), ("intact", "conflict copy")),
    Change("kept twice", _beside(lambda stem: f"for the lawyer {stem}", same=True), ("intact", "duplicate")),
    Change("kept twice with other line ends", _copy_crlf, ("intact", "duplicate")),
    Change("another version", _beside(lambda stem: f"draft of {stem}", same=False), ("intact", "conflict copy")),
    Change(
        "a file of another program", lambda o, n: (o.note(n).parent / "intake.docx").write_bytes(b"PK"), ("intact",)
    ),
    Change(
        "record deleted",
        lambda o, n: (o.practice.records / f"{o.id(n)}.json").unlink(),
        ("intact", "no record"),
    ),
    Change("record changed", _says(b"Sleep diary.", b"Sleep plan.."), ("intact", "record changed")),
    Change(
        "record damaged", lambda o, n: _record(o, n, lambda data: data[:100]), ("intact", "no record", "unreadable")
    ),
    *(
        Change(f"record says {what}", _says(before, after), ("intact", "record untrusted"))
        for what, before, after in (
            ("another signer", b'"author": "Ann Bell', b'"author": "Eve Bell'),
            ("another day", b'"date": "2026', b'"date": "2020'),
            ("another format", b'"id": "soap"', b'"id": "dap"'),
            ("another client", b'"c-1"', b'"c-2"'),
            ("that it is a mark", b'"progress note"', b'"entered in error"'),
        )
    ),
    Change("a copy that its record alone calls signed", _forged_copy, ("changed", "record untrusted")),
    Change("a signature made up", _signed_by_another, ("intact", "signed twice")),
    Change("practice.id deleted", lambda o, n: (o.practice.dot / "practice.id").unlink()),
    Change("practice.id of another", lambda o, n: (o.practice.dot / "practice.id").write_bytes(b"f" * 32)),
    Change("history's end cut", _history(lambda lines: lines[:-1]), history=("put back",), all=True),
    Change(
        "history changed", _history(lambda x: [x[0].replace(b"Ann", b"Eve"), *x[1:]]), history=("damaged",), all=True
    ),
    Change("history copied by a sync program", _history_copy, history=("conflict copy",)),
    Change("a backup put back", _put_back, history=("put back",), all=True),
)
