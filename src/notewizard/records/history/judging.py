"""How one signed note stands: the history against the file, the record and the code in its signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from notewizard.errors import Failure
from notewizard.records.clients import in_anothers
from notewizard.records.front_matter import FrontMatter
from notewizard.records.history.acceptances import OF_FILE, OF_RECORD
from notewizard.records.history.entry import Event, code_of, place_of
from notewizard.records.history.in_chart import head_of, not_in_chart
from notewizard.records.history.standing import Standing
from notewizard.records.history.verdicts import HANDED_OVER, Verdict
from notewizard.records.later import IN_ERROR, NOTE
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.records.right_chart import check_one_client, check_place

_OF_NOTES = frozenset({"sign", "create"})
"""The actions that finish a note of a session; every other one finished something about a note."""
_ABOUT_NOTHING = "To which note it belongs stands nowhere else."


@dataclass(frozen=True)
class Judge(Standing):
    """What every note is judged by."""

    hashes: frozenset[str]
    """Of every entry of the history."""

    def verdicts(self, event: Event) -> Iterator[Verdict]:
        """The note that `event` signed: its file first, then what is wrong with its record or its code."""
        file = self.file(event)
        yield file
        yield from self.record(event, file)
        if event.note in self.folder.records:
            yield from self.code(file, self.folder.records[event.note][0])

    def record(self, event: Event, file: Verdict) -> Iterator[Verdict]:
        """What is wrong with the record of the note that `event` signed, and whose file is `file`."""
        if event.note not in self.folder.records:
            said = "Its record is not there: only its text can be read."
            digest = self.folder.broken.get(event.note, "")
            if event.action in _OF_NOTES:
                yield self._known(Verdict("no record", file.file, event.note, said, record=digest))
            else:
                said = f"The record of this {_said_of(event)} is not there. {_ABOUT_NOTHING}"
                yield Verdict("record untrusted", file.file, event.note, said, record=digest)
            return
        record, digest = self.folder.records[event.note]
        if event.record and digest != event.record:
            doubt = self._doubt(event, record, file)
            said = f"Its record is not the one that was kept. {doubt}".strip()
            kind = "record untrusted" if doubt else "record changed"
            yield self._known(Verdict(kind, file.file, event.note, said, record=digest))
        else:
            yield from self.handed_over(file, record.client)

    def _known(self, verdict: Verdict) -> Verdict:
        """The same of a record that somebody accepted as it is now."""
        why = OF_RECORD.get(verdict.kind, "")
        by = self.accepted.said(verdict.note, why, verdict.record) if why else ""
        return replace(verdict, kind="accepted", said=f"{verdict.said} {by}") if by else verdict

    def _doubt(self, event: Event, record: Record, file: Verdict) -> str:
        """Why a changed record may never stand, as a sentence: what the signature was, and whose note, must hold."""
        if event.action not in _OF_NOTES:
            return _ABOUT_NOTHING
        if record.kind != NOTE:
            return "It says otherwise than the history what was signed."
        signed = (event.actor, event.utc, event.sha256, event.place)
        if (record.author, str(record.clock.get("utc", "")), record.sha256, place_of(record.file)) != signed:
            return "It says otherwise than the history who signed the note, when, where, or which bytes."
        try:
            data = self.folder.data(file.file) if file.sha256 else b""
            text = data.decode("utf-8", "replace")
            check_one_client(record.client, record, text)
            check_place(Practice(self.folder.root), record, record.file, text)
            front = head_of(data)
        except (OSError, Failure):
            return "It does not name the client in whose chart the note stands."
        if front is not None and not _says_as(record, front):
            return "It says otherwise than the note's own head when the session was, or in which format it is."
        return ""

    def unwitnessed(self, record: Record) -> Iterator[Verdict]:
        """A record of which the history knows nothing: from before there was one, or the history was cut.

        What it says of its file takes the place of the signature, and is told as that.
        """
        if doubt := self._of_another(record):
            digest = self.folder.digests.get(self.folder.by_place.get(place_of(record.file), ""), "")
            said = f"The history does not know of its record. {doubt}"
            yield Verdict("record untrusted", record.file, record.id, said, digest)
            return
        file = self.file(_as_recorded(record))
        about = {(note, digest) for note, why, digest in self.accepted.newest if why in OF_FILE.values()}
        if file.kind == "accepted" or not about.isdisjoint({(record.id, record.sha256), (record.id, file.sha256)}):
            yield file
            return
        if file.kind in ("intact", "line ends"):
            ends = "" if file.kind == "intact" else " but for line ends or encoding"
            said = f"It is as its record says{ends}, and the history does not know of it."
            file = replace(file, kind="not in history", said=said)
        elif file.kind == "missing":
            file = replace(file, said="Its record is there, the file is not.")
        elif file.kind != "unreadable":
            file = replace(file, said=f"{file.said} The history does not know of it, only its record.")
        yield file
        yield from self.code(file, record)

    def _of_another(self, record: Record) -> str:
        """Why a record that the history does not know cannot be that of its file, as a sentence."""
        if record.id not in self.known.get(record.sha256, {record.id}):
            return "The history says that the bytes it names are another note."
        file = self.folder.by_place.get(place_of(record.file), "")
        if file in self._places:
            return "The history says that another note was signed in this file."
        if file not in self.folder.digests or not self.may_be(record.id, file):
            return ""  # where another note lies in its place, its own may have moved
        try:
            data = self.folder.data(file)
        except OSError:
            return ""
        return not_in_chart(self.clients, record.id, record, record.file, data)

    @cached_property
    def _places(self) -> frozenset[str]:
        """Files that stand where the history says that a note was signed or accepted."""
        there = self.folder.by_place
        found = {there.get(self.accepted.files.get(note, event).place, "") for note, event in self.signed.items()}
        as_signed = ((there.get(event.place, ""), event.sha256) for event in self.signed.values())
        return frozenset(found | {path for path, wanted in as_signed if self.folder.digests.get(path) == wanted}) - {""}

    def handed_over(self, file: Verdict, client: str) -> Iterator[Verdict]:
        """That clients.toml gives the folder of this client's file to somebody else by now, where it does.

        Not of a client who is not in that list any more, under this id: then nobody can tell.
        """
        if file.kind == "wrong chart" or not in_anothers(self.charts, {client}, file.file):
            return
        if file.sha256 and any(one.id == client for one in self.clients):
            yield Verdict("wrong folder", file.file, file.note, HANDED_OVER, file.sha256)

    def parent(self, record: Record) -> Iterator[Verdict]:
        """A later writing about a note of another program, which has no record: its bytes are all that is known."""
        wanted, file = str(record.parent.get("sha256") or ""), str(record.parent.get("file") or "")
        if not wanted or record.parent.get("id") or wanted in self.folder.by_digest:
            return
        if (record.id, OF_FILE["parent changed"]) in self.accepted.ever:
            return
        stands = next((each for each in self.folder.digests if each == file or each.endswith(f"/{file}")), "")
        now = "is not what it was then" if stands else "is not in the folder"
        said = f"It was written to {stands or file or 'a note of another program'}, and that {now}."
        yield Verdict("parent changed", record.file, record.id, said, self.folder.digests.get(record.file, ""))

    def code(self, verdict: Verdict, record: Record) -> Iterator[Verdict]:
        """The code in a signature stands for history that is not there, where it does."""
        code = self.folder.codes.get(verdict.file, "")
        if not code or verdict.kind in ("changed", "truncated", "missing"):
            return
        if (record.id, OF_FILE["code unknown"]) in self.accepted.ever:
            return
        if not record.anchor or code_of(record.anchor) != code or not self.hashes.issuperset(record.anchor):
            said = (
                f"The history that its code {code} stands for is not here: it was cut, written anew, or not synced yet."
            )
            yield Verdict("code unknown", verdict.file, record.id, said, verdict.sha256)


def _said_of(event: Event) -> str:
    return "co-signature" if event.action == "co-sign" else event.action if event.action != IN_ERROR else "mark"


def _says_as(record: Record, front: FrontMatter) -> bool:
    """Whether a record has the day and the format that the head of its note's file has."""
    said = record.date, record.format.get("id"), record.format.get("version")
    return said == (front.date, front.format, front.version)


def _as_recorded(record: Record) -> Event:
    """What a record says of its file, where no entry does: as if it were the signature."""
    return Event(
        action="",
        actor=record.author,
        utc=str(record.clock.get("utc", "")),
        note=record.id,
        place=place_of(record.file),
        sha256=record.sha256,
        size=record.size,
        text_sha256=record.text_sha256,
    )
