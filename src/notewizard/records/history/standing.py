"""Which file is a note's now, and how that file stands: as it was signed, as it was accepted since, or otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from notewizard.errors import Failure
from notewizard.records.clients import Client, charts_of, in_anothers
from notewizard.records.history.acceptances import OF_FILE, Accepted
from notewizard.records.history.changed_lines import what_changed
from notewizard.records.history.entry import Event, line_hashes, text_hash
from notewizard.records.history.folder import Folder
from notewizard.records.history.in_chart import head_of
from notewizard.records.history.verdicts import Verdict, belongs_in
from notewizard.records.practice import Practice

BACK = "A change that was accepted was taken back."
IN_ITS_PLACE = (
    "In its place lies another note: move that one first, nothing may be put over it, it may be the only copy."
)
_TEXTS = (".md", ".txt")
"""Endings of files that a note of ours may have come to have: read once more where their bytes are not known."""


@dataclass(frozen=True)
class Standing:
    """The practice folder, held against what was signed and what was accepted since."""

    folder: Folder
    accepted: Accepted
    """The changes made outside that somebody knows of."""
    signed: Mapping[str, Event]
    """By note id, how the history says that it was signed."""

    def file(self, signed: Event) -> Verdict:
        """The file of this note: as it was signed, or where a change was accepted since, as it was accepted."""
        found, place = self._file(signed), self.folder.by_place.get(signed.place, "")
        if place in self.folder.digests and not self.may_be(signed.note, place):
            return replace(found, said=f"{found.said} {IN_ITS_PLACE}")
        return found

    def _file(self, signed: Event) -> Verdict:
        folder, note = self.folder, signed.note
        event = self.accepted.files.get(note, signed)
        # Of a note that the history does not know an acceptance is the first that it knows.
        as_it_was = event is signed or (event.why == OF_FILE["not in history"] and _same_file(event, signed))
        accepted = "" if as_it_was else self.accepted.sentence(event)
        kind = "accepted" if accepted else "intact"
        was = folder.records[note][0].file if note in folder.records else ""
        first, home = self._at(signed.place, note), self._at(event.place, note)
        if first and folder.digests.get(first) == signed.sha256:
            if _same_file(event, signed):
                return Verdict(kind, first, note, accepted, signed.sha256)
            return Verdict("intact", first, note, BACK if event.sha256 else "", signed.sha256)
        if home and home in folder.unreadable:
            return Verdict("unreadable", home, note, f"It cannot be read: {folder.unreadable[home]}.")
        for each in (home, first):
            if each and folder.digests.get(each) == event.sha256:
                return Verdict(kind, each, note, accepted, event.sha256)
        if event is not signed and first in folder.digests and text_hash(folder.data(first)) == signed.text_sha256:
            return self._changed(signed, first, signed)
        if home:
            return self._changed(event, home, signed)
        # Something accepted as missing that came back is told as what it is.
        wanted = event if event.sha256 else signed
        if moved := self._moved(wanted, signed):
            return moved if moved.file == first else self._elsewhere(moved, was)
        if first and first in folder.unreadable:
            return Verdict("unreadable", first, note, f"It cannot be read: {folder.unreadable[first]}.")
        if first and first not in self.homes and folder.ids.get(first, note) == note:
            return self._changed(wanted, first, signed)
        if accepted and not event.sha256:
            return Verdict("accepted", was, note, accepted)
        if was and (why := folder.closed(was)):
            return Verdict("unreadable", was, note, f"Its folder cannot be read: {why}.")
        return Verdict("missing", was, note, "The file that was signed is not in the folder, under any name.")

    def _at(self, place: str, note: str) -> str:
        """The file in this place, where it may be this note; empty where none is, or another note lies there."""
        file = self.folder.by_place.get(place, "")
        return file if file and self.may_be(note, file) else ""

    def may_be(self, note: str, file: str) -> bool:
        """Whether neither the bytes of this file, nor its head, nor its text say that it is another note of ours."""
        digest = self.folder.digests.get(file, "")
        if owners := self.known.get(digest):
            return note in owners
        head = self.folder.ids.get(file, "")
        if head in self.signed or head in self.folder.records:
            return head == note
        owners = self.texts.get(self._text_of(file))
        return owners is None or note in owners

    def _text_of(self, file: str) -> str:
        """`text_hash` of a text file; empty of every other one."""
        if file not in self._read:
            self._read[file] = ""
            if file in self.folder.digests and file.lower().endswith(_TEXTS):
                with suppress(OSError):
                    self._read[file] = text_hash(self.folder.data(file))
        return self._read[file]

    def _moved(self, wanted: Event, signed: Event) -> Verdict | None:
        """The file of this note under another name, as `wanted` (signed, or accepted) has it, else as it was signed.

        First one with the same bytes, then one with the same text, then one whose head names the note.
        """
        folder, note = self.folder, signed.note
        for one in (wanted, signed):
            if found := self._own(folder.by_digest.get(one.sha256, ()), note):
                said = "Not a letter of it changed." if one.sha256 == signed.sha256 else "It is as it was accepted."
                return Verdict("line ends", found, note, said, one.sha256)
        for one in (wanted, signed):
            if found := self._own(self.by_text.get(one.text_sha256, ()), note):
                return self._changed(one, found, signed)
        found = self._own((path for path, id_ in folder.ids.items() if id_ == note), note)
        return self._changed(wanted, found, signed) if found else None

    def _own(self, paths: Iterable[str], note: str) -> str:
        """Of these the file that is this note, which moved: the one in its own client's folder; else the first."""
        found = [path for path in paths if path not in self.homes and self.may_be(note, path)]
        return next((path for path in found if not self.chart(note, path)), found[0] if found else "")

    def _elsewhere(self, found: Verdict, was: str) -> Verdict:
        """The same of a file that stands where the note was not signed; first of all, whether it is in its chart."""
        said = f"It was {was or 'somewhere else'} when it was signed. {found.said}"
        if chart := self.chart(found.note, found.file):
            return replace(found, kind="wrong chart", said=f"{belongs_in(chart)} {said}", chart=chart)
        return replace(found, kind="moved" if found.kind == "line ends" else found.kind, said=said)

    def _changed(self, event: Event, file: str, signed: Event) -> Verdict:
        """What became of this file since `event`, which signed or accepted it."""
        folder, note = self.folder, event.note
        data, digest = folder.data(file), folder.digests[file]
        if text_hash(data) == event.text_sha256:
            said = "Its text is what was signed; only line ends or encoding differ, as sync programs change them."
            return Verdict("line ends", file, note, said, digest)
        copy = self._own(folder.by_digest.get(signed.sha256, ()), note)
        beside = f" What was signed stands in {copy}." if copy else ""
        recorded = folder.records[note][0] if note in folder.records else None
        was = recorded.lines if recorded is not None and recorded.sha256 == event.sha256 else ()
        now = line_hashes(data)
        if not data.strip(b"\0\r\n \t"):
            return Verdict("truncated", file, note, f"The file is empty.{beside}", digest)
        if len(data) < event.size and 1 < len(now) <= len(was) and now[:-1] == was[: len(now) - 1]:
            return Verdict("truncated", file, note, f"It ends in line {len(now)} of {len(was)}.{beside}", digest)
        return Verdict("changed", file, note, f"{what_changed(was, now)}{beside}", digest)

    def chart(self, note: str, file: str) -> str:
        """Of a file that stands in another client's folder, the folder that it belongs in; empty of every other.

        Whose note it is says its record; where there is none, or another one than was kept, the head of the file.
        """
        record, digest = self.folder.records.get(note, (None, ""))
        kept = self.signed[note].record if note in self.signed else ""
        try:
            sound = record is not None and (not kept or digest in ("", kept))
            front = None if sound else head_of(self.folder.data(file))
        except (OSError, Failure):
            front = None
        client = front.client if front is not None else record.client if record is not None else ""
        if not client or not in_anothers(self.charts, {client}, file):
            return ""
        mine = next((one for one in self.clients if one.id == client), None)
        where = mine.folder if mine is not None else record.file.rpartition("/")[0] if record is not None else ""
        return where or ("the practice folder itself" if mine is not None else "the folder of its own client")

    @cached_property
    def charts(self) -> Mapping[str, frozenset[str]]:
        """By folder, the ids of the clients whose chart it is."""
        return charts_of(self.clients)

    @cached_property
    def clients(self) -> tuple[Client, ...]:
        """Whoever has a chart here; nobody where the list cannot be read, which `doctor` says."""
        try:
            return tuple(Practice(self.folder.root).clients.all())
        except (OSError, Failure):
            return ()

    @cached_property
    def homes(self) -> frozenset[str]:
        """Files that stand where a note was signed or accepted, and may be it: none of them is another that moved."""
        found = {self._at(self.accepted.files.get(note, event).place, note) for note, event in self.signed.items()}
        as_signed = ((self._at(event.place, note), event.sha256) for note, event in self.signed.items())
        return frozenset(found | {path for path, wanted in as_signed if self.folder.digests.get(path) == wanted}) - {""}

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """By the sha256 of bytes that were signed or accepted, whose note they are: a record's word comes last."""
        return _owners(
            ((event.sha256, note) for note, event in self.signed.items()),
            ((digest, note) for (note, _, digest), event in self.accepted.newest.items() if event.size),
            ((record.sha256, note) for note, (record, _) in self.folder.records.items()),
        )

    @cached_property
    def texts(self) -> Mapping[str, frozenset[str]]:
        """The same by `text_hash`."""
        return _owners(
            ((event.text_sha256, note) for note, event in self.signed.items()),
            ((event.text_sha256, note) for (note, _, _), event in self.accepted.newest.items() if event.size),
            ((record.text_sha256, note) for note, (record, _) in self.folder.records.items()),
        )

    @cached_property
    def by_text(self) -> Mapping[str, list[str]]:
        """By `text_hash`, the text files that nobody knows by their bytes, or by where they stand."""
        found: dict[str, list[str]] = defaultdict(list)
        for path, digest in self.folder.digests.items():
            if digest not in self.known and path not in self.homes and (text := self._text_of(path)):
                found[text].append(path)
        return found

    @cached_property
    def _read(self) -> dict[str, str]:
        return {}


def _owners(*sources: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """Of pairs of a hash and a note, the notes by hash; of each hash what the first source says that knows it."""
    found: dict[str, frozenset[str]] = {}
    for source in sources:
        here: dict[str, set[str]] = defaultdict(set)
        for hash_, note in source:
            if hash_ and note and hash_ not in found:
                here[hash_].add(note)
        found |= {hash_: frozenset(notes) for hash_, notes in here.items()}
    return found


def _same_file(one: Event, other: Event) -> bool:
    return (one.sha256, one.place) == (other.sha256, other.place)
