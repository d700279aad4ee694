"""How one signed note stands: the history against the file, the record and the code in its signature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from notewizard.errors import Failure
from notewizard.records.clients import Client, charts_of, in_anothers
from notewizard.records.front_matter import FrontMatter
from notewizard.records.history.acceptances import OF_FILE, OF_RECORD, Accepted
from notewizard.records.history.changed_lines import what_changed
from notewizard.records.history.entry import Event, code_of, line_hashes, place_of, text_hash
from notewizard.records.history.folder import Folder
from notewizard.records.history.in_chart import head_of, not_in_chart
from notewizard.records.history.verdicts import HANDED_OVER, Verdict, belongs_in
from notewizard.records.later import IN_ERROR, NOTE
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.records.right_chart import check_one_client, check_place

_OF_NOTES = frozenset({"sign", "create"})
"""The actions that finish a note of a session; every other one finished something about a note."""
_ABOUT_NOTHING = "To which note it belongs stands nowhere else."


@dataclass(frozen=True)
class Judge:
    """What every note is judged by."""

    folder: Folder
    hashes: frozenset[str]
    """Of every entry of the history."""
    accepted: Accepted
    """The changes made outside that somebody knows of."""
    homes: frozenset[str] = field(default=frozenset())
    """Files that stand where a note was signed: none of them is another note that moved."""

    def verdicts(self, event: Event) -> Iterator[Verdict]:
        """The note that `event` signed: its file first, then what is wrong with its record or its code."""
        file = self.file(event)
        yield file
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
        yield from self.code(file, record)

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
        """A record of which the history knows nothing: from before there was one, or the history was cut."""
        digest = self.folder.digests.get(record.file, "")
        now = self.accepted.files.get(record.id)
        if doubt := self._of_another(record):
            said = f"The history does not know of its record. {doubt}"
            yield Verdict("record untrusted", record.file, record.id, said, digest)
            return
        if now is not None and (now.sha256 or not digest):  # accepted as missing and there again, it is looked at
            yield self.file(now)
            return
        if digest == record.sha256:
            said = "It is as its record says, and the history does not know of it."
            file = Verdict("not in history", record.file, record.id, said, digest)
        elif record.file in self.folder.unreadable or self.folder.closed(record.file):
            why = self.folder.unreadable.get(record.file) or self.folder.closed(record.file)
            file = Verdict("unreadable", record.file, record.id, f"It cannot be read: {why}.")
        elif not digest:
            file = Verdict("missing", record.file, record.id, "Its record is there, the file is not.")
        else:
            file = Verdict("changed", record.file, record.id, "It is not what its record says was kept.", digest)
        yield file
        yield from self.code(file, record)

    def _of_another(self, record: Record) -> str:
        """Why a record that the history does not know cannot be that of its file, as a sentence."""
        if record.file in self.homes:
            return "The history says that another note was signed in this file."
        if record.file not in self.folder.digests:
            return ""
        try:
            data = self.folder.data(record.file)
        except OSError:
            return ""
        return not_in_chart(self._clients, record.id, record, record.file, data)

    def chart(self, note: str, file: str) -> str:
        """Of a file that stands in another client's folder, the folder that it belongs in; empty of every other.

        Whose note it is says its record; where there is none, the head of the file.
        """
        record = self.folder.records[note][0] if note in self.folder.records else None
        try:
            front = head_of(self.folder.data(file)) if record is None else None
        except (OSError, Failure):
            return ""
        client = record.client if record is not None else front.client if front is not None else ""
        if not client or not in_anothers(self._charts, {client}, file):
            return ""
        mine = next((one for one in self._clients if one.id == client), None)
        where = mine.folder if mine is not None else record.file.rpartition("/")[0] if record is not None else ""
        return where or ("the practice folder itself" if mine is not None else "the folder of its own client")

    def handed_over(self, file: Verdict, client: str) -> Iterator[Verdict]:
        """That clients.toml gives the folder of this client's file to somebody else by now, where it does.

        Not of a client who is not in that list any more, under this id: then nobody can tell.
        """
        if file.kind == "wrong chart" or not in_anothers(self._charts, {client}, file.file):
            return
        if file.sha256 and any(one.id == client for one in self._clients):
            yield Verdict("wrong folder", file.file, file.note, HANDED_OVER, file.sha256)

    @cached_property
    def _charts(self) -> Mapping[str, frozenset[str]]:
        return charts_of(self._clients)

    @cached_property
    def _clients(self) -> tuple[Client, ...]:
        """Whoever has a chart here; nobody where the list cannot be read, which `doctor` says."""
        try:
            return tuple(Practice(self.folder.root).clients.all())
        except (OSError, Failure):
            return ()

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
        if not code or verdict.kind in ("changed", "truncated"):
            return
        if (record.id, OF_FILE["code unknown"]) in self.accepted.ever:
            return
        if not record.anchor or code_of(record.anchor) != code or not self.hashes.issuperset(record.anchor):
            said = (
                f"The history that its code {code} stands for is not here: it was cut, written anew, or not synced yet."
            )
            yield Verdict("code unknown", verdict.file, record.id, said, verdict.sha256)

    def file(self, signed: Event) -> Verdict:
        """The file of this note: as it was signed, or where a change was accepted since, as it was accepted."""
        folder, note = self.folder, signed.note
        event = self.accepted.files.get(note, signed)
        # Of a note that the history does not know an acceptance is the first that it knows.
        as_it_was = event is signed and event.why in ("", OF_FILE["not in history"])
        accepted = "" if as_it_was else self.accepted.sentence(event)
        was = folder.records[note][0].file if note in folder.records else ""
        home = folder.by_place.get(event.place, "")
        if home in folder.unreadable:
            return Verdict("unreadable", home, note, f"It cannot be read: {folder.unreadable[home]}.")
        if home and folder.digests[home] == event.sha256:
            return Verdict("accepted" if accepted else "intact", home, note, accepted, event.sha256)
        if home and folder.digests[home] == signed.sha256:
            return Verdict("intact", home, note, "A change that was accepted was taken back.", signed.sha256)
        # Something accepted as missing that came back is told as what it is.
        wanted = event if event.sha256 else signed
        moves = [path for path in folder.by_digest.get(wanted.sha256, ()) if path not in self.homes]
        # Of two copies the one in its own client's folder is the note; the other is told beside it.
        moved = next((path for path in moves if not self.chart(note, path)), moves[0] if moves else "")
        if home:
            return self._changed(event, home, moved)
        if moved and folder.by_place.get(signed.place) == moved:
            if wanted.sha256 == signed.sha256:
                return Verdict("intact", moved, note, sha256=wanted.sha256)
            return Verdict("accepted", moved, note, accepted, wanted.sha256)
        if moved:
            return self._elsewhere(Verdict("line ends", moved, note, "Not a letter of it changed.", wanted.sha256), was)
        same = [path for path, id_ in folder.ids.items() if id_ == note and path not in self.homes]
        if same:
            file = next((path for path in same if not self.chart(note, path)), same[0])
            found = self._changed(wanted, file, "")
            return found if folder.by_place.get(signed.place) == file else self._elsewhere(found, was)
        if accepted and not event.sha256:
            return Verdict("accepted", was, note, accepted)
        if was and (why := folder.closed(was)):
            return Verdict("unreadable", was, note, f"Its folder cannot be read: {why}.")
        return Verdict("missing", was, note, "The file that was signed is not in the folder, under any name.")

    def _elsewhere(self, found: Verdict, was: str) -> Verdict:
        """The same of a file that stands where the note was not signed; first of all, whether it is in its chart."""
        said = f"It was {was or 'somewhere else'} when it was signed. {found.said}"
        if chart := self.chart(found.note, found.file):
            return replace(found, kind="wrong chart", said=f"{belongs_in(chart)} {said}", chart=chart)
        return replace(found, kind="moved" if found.kind == "line ends" else found.kind, said=said)

    def _changed(self, event: Event, file: str, moved: str) -> Verdict:
        folder, note = self.folder, event.note
        data, digest = folder.data(file), folder.digests[file]
        if text_hash(data) == event.text_sha256:
            said = "Its text is what was signed; only line ends or encoding differ, as sync programs change them."
            return Verdict("line ends", file, note, said, digest)
        beside = f" What was signed stands in {moved}." if moved else ""
        recorded = folder.records[note][0] if note in folder.records else None
        was = recorded.lines if recorded is not None and recorded.sha256 == event.sha256 else ()
        now = line_hashes(data)
        if not data.strip(b"\0\r\n \t"):
            return Verdict("truncated", file, note, f"The file is empty.{beside}", digest)
        if len(data) < event.size and was and len(now) <= len(was) and now[:-1] == was[: len(now) - 1]:
            return Verdict("truncated", file, note, f"It ends in line {len(now)} of {len(was)}.{beside}", digest)
        return Verdict("changed", file, note, f"{what_changed(was, now)}{beside}", digest)


def _said_of(event: Event) -> str:
    return "co-signature" if event.action == "co-sign" else event.action if event.action != IN_ERROR else "mark"


def _says_as(record: Record, front: FrontMatter) -> bool:
    """Whether a record has the day and the format that the head of its note's file has."""
    said = record.date, record.format.get("id"), record.format.get("version")
    return said == (front.date, front.format, front.version)
