"""The texts that a note is compared with: the client's other notes, and the practice's other clients' notes."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from notewizard.commands.counting import counted
from notewizard.commands.filed.note_files import READ, files_at
from notewizard.documents import Document, read_document
from notewizard.errors import NotKept
from notewizard.reuse import SourceText, Verdict, Zone

if TYPE_CHECKING:
    from notewizard.checks.matter import Recurring
    from notewizard.commands.looking.note_words import NoteWords
    from notewizard.records.fingerprints import Fingerprints
    from notewizard.records.outbox import Waiting
    from notewizard.records.practice import Practice
    from notewizard.reuse import Index
    from notewizard.reuse.segment import Source

A_LINK = "It is a link or a device, and none is looked into."


@dataclass
class Sources:
    """What a note is compared with. Notes taken from fingerprints are read only when a passage is found in them."""

    own: tuple[Source, ...] = ()
    """The same client's notes; their ids are paths, of one that waits to get into its folder the one it will have."""
    others: tuple[Source, ...] = ()
    """Other clients' notes, called by the client: all notes of one count as one text (R9: for comparison only)."""
    days: tuple[tuple[str, date], ...] = ()
    """The session's day of each of the client's notes, where it is known, by id."""
    unreadable: tuple[str, ...] = ()
    """One sentence for each file that could not be read."""
    last: Path | None = None
    """The client's last note."""
    words: NoteWords | None = None
    """The notes by their words, where they may be kept."""

    def newest(self, until: date) -> Path | None:
        """The client's last note of that day or before; None where there is none.

        A note of which nothing says the day may be any: it is shown where no note has one.
        """
        dated = [(day, id_) for id_, day in self.days]
        last = max((each for each in dated if each[0] <= until), default=None)
        return Path(last[1]) if last else self.last if not dated else None

    def read(self, path: Path) -> str:
        """What this note says; empty where it cannot be read."""
        return self.text_of(str(path)) or _read(path, [])

    @cached_property
    def own_index(self) -> Index:
        """The client's notes, ready to be searched."""
        from notewizard.reuse import Index

        return Index.build(self.own)

    @cached_property
    def others_index(self) -> Index | None:
        """The other clients' notes, ready to be searched; None where there are none."""
        from notewizard.reuse import Index

        return Index.build(self.others) if self.others else None

    def keep(self) -> None:
        """What was new is among the fingerprints from now on. It writes: best when nobody waits for a verdict."""
        if self.words is not None:
            self.words.keep()

    @cached_property
    def recurring(self) -> Recurring:
        """What stands again and again in the client's notes."""
        from notewizard.checks.matter import Recurring

        return Recurring(self.text_of(each.id) for each in self.own)

    def index(self) -> None:
        """Make both indexes ready."""
        _ = self.own_index, self.others_index

    def verdict(self, text: str, *, zones: Sequence[Zone] = (), allowed: Sequence[str] = ()) -> Verdict:
        """What of `text` stands in these notes, as they are now: one that has changed is taken in anew."""
        from notewizard.reuse import Changed, find_reuse

        while True:
            try:
                return find_reuse(text, own=self.own_index, others=self.others_index, zones=zones, allowed=allowed)
            except Changed as changed:
                self._take_anew(changed.source)

    def text_of(self, id_: str) -> str:
        """The text of one of the client's notes, as it is now; empty where there is none."""
        from notewizard.reuse import Changed

        for source in self.own:
            if source.id == id_:
                try:
                    return source.text
                except Changed:
                    self._take_anew(source)
                    return self.text_of(id_)
        return ""

    def by_day(self, wanted: Container[date | None]) -> dict[date, list[str]]:
        """The client's texts of the `wanted` days of their sessions."""
        out: dict[date, list[str]] = {}
        for id_, day in self.days:
            if day in wanted:
                out.setdefault(day, []).append(self.text_of(id_))
        return out

    def _take_anew(self, changed: Source) -> None:
        """`changed` is what its file says now, for as long as these sources are used; left out if it says nothing."""
        troubles = list(self.unreadable)
        path = getattr(changed, "path", None)
        text = _read(path, troubles) if path else ""
        now = (SourceText(changed.id, text),) if text else ()

        def renewed(sources: tuple[Source, ...]) -> tuple[Source, ...]:
            return tuple(one for each in sources for one in (now if each is changed else (each,)))

        self.own, self.others, self.unreadable = renewed(self.own), renewed(self.others), tuple(troubles)
        for made in ("own_index", "others_index", "recurring"):
            self.__dict__.pop(made, None)

    def with_prior(self, paths: Iterable[Path]) -> Sources:
        """These sources and the files (or all notes in the folders) at `paths`, as the same client's."""
        return self.with_files(files_at(paths))

    def with_files(self, files: Iterable[Path]) -> Sources:
        """These sources and the `files`, as the same client's; one that cannot be read is named."""
        own, days, troubles = list(self.own), list(self.days), list(self.unreadable)
        known = {source.id for source in own}
        for path in files:
            if str(path) not in known:
                known.add(str(path))
                text, day = _read_dated(path, troubles)
                own += [SourceText(str(path), text)] if text else []
                days += [(str(path), day)] if text and day else []
        return Sources(tuple(own), self.others, tuple(days), tuple(troubles), self.last)

    def until(self, day: date) -> Sources:
        """These sources but for the client's notes of which it is known that they are of a later day."""
        later = {id_ for id_, its in self.days if its > day}
        own = tuple(each for each in self.own if each.id not in later)
        return Sources(own, self.others, self.days, self.unreadable, self.last) if later else self

    def alone(self, id_: str) -> Sources:
        """One of these sources, whosever it is, as if the client had no other notes and the practice no others."""
        return Sources(tuple(each for each in (*self.own, *self.others) if each.id == id_), days=self.days)

    def without(self, id_: str) -> Sources:
        """These sources but for one of the client's notes."""
        own = tuple(each for each in self.own if each.id != id_)
        return Sources(own, self.others, self.days, self.unreadable, self.last)


def practice_sources(
    practice: Practice,
    client: str,
    between: Callable[[], None] = lambda: None,
    fingerprints: Fingerprints | None = None,
    waits: Iterable[Waiting] = (),
) -> Sources:
    """What the practice folder holds and what `waits`, signed for this practice, seen from one client.

    `between` is called after each note that had to be read. With `fingerprints`, notes that these know are not read;
    `Sources.keep` adds what was new.
    """
    from notewizard.commands.looking.note_words import NoteWords, words_of
    from notewizard.records.earlier import day_of, earlier_notes
    from notewizard.records.later import NOTE
    from notewizard.records.special import special_files

    notes = earlier_notes(practice, client)
    home = _folder_of(practice, client)
    near = [each for each in notes.unreadable if home is not None and each.path.is_relative_to(home)]
    troubles = [f"{each.path.name}: {each.why}." for each in near]
    troubles += [f"{each.name} was not compared. {A_LINK}" for each in special_files(home)] if home else []
    elsewhere = len(notes.unreadable) - len(near)
    words = NoteWords(fingerprints, between)
    own: list[tuple[date, Source]] = []
    others: list[tuple[str, Source]] = []
    days: list[tuple[str, date]] = []
    for note in (*notes.own, *notes.others):
        if note.path.suffix.lower() not in READ or note.in_error:
            # What was entered in error may have to be written again, where it belongs.
            continue
        name = str(note.path) if note.client == client else note.client
        try:
            taken = words.take(str(note.path), name)
        except NotKept as trouble:
            if note.client == client:
                troubles.append(_not_compared(note.path, trouble))
            else:
                elsewhere += 1
            continue
        if not taken.empty:
            if note.client != client:
                others.append((note.client, taken))
                continue
            own.append((note.date or date.min, taken))
            days += [(name, note.date)] if note.date and note.is_note else []
    here, named = {note.id for note in (*notes.own, *notes.others)}, {taken.id for _, taken in own}
    for each in waits:
        if each.record is None or each.record.id in here:
            continue
        path = practice.root / each.file
        if each.client != client:
            try:
                others.append((each.client, SourceText(each.client, words_of(path, each.text.encode("utf-8")))))
            except NotKept:
                elsewhere += 1
            continue
        if str(path) in named:  # another file has taken the name meanwhile
            path = path.with_name(f"{path.stem} ({each.draft}){path.suffix}")
        day = day_of(each.date)
        try:
            own.append((day or date.min, SourceText(str(path), words_of(path, each.text.encode("utf-8")))))
        except NotKept as trouble:
            troubles.append(_not_compared(path, trouble))
            continue
        days += [(str(path), day)] if day and each.kind == NOTE else []
    own.sort(key=lambda each: each[0], reverse=True)
    if elsewhere:
        # R9: names and folders of other clients are shown only to who asks about the practice.
        files = counted(elsewhere, "file")
        troubles.append(f"{files} elsewhere in the practice could not be compared; notewizard doctor says which.")
    others.sort(key=lambda each: each[0])
    read = {taken.id for _, taken in own}
    # Oldest first: of several notes that hold a passage, the comparison names the one given last.
    return Sources(
        own=tuple(taken for _, taken in reversed(own)),
        others=tuple(taken for _, taken in others),
        days=tuple(days),
        unreadable=tuple(troubles),
        last=next((each.path for each in notes.own if each.is_note and str(each.path) in read), None),
        words=words,
    )


def _folder_of(practice: Practice, client: str) -> Path | None:
    """The client's own folder; None where notes of several clients lie together."""
    found = next((each for each in practice.clients.all() if each.id == client), None)
    return practice.root / found.folder if found is not None and found.folder else None


def _read(path: Path, troubles: list[str]) -> str:
    """The note's text without its front matter; "" and a line in `troubles` where it cannot be read."""
    document = _document(path, troubles)
    return document.text[document.body_start :] if document else ""


def _read_dated(path: Path, troubles: list[str]) -> tuple[str, date | None]:
    """The same with the day of the note, where the file tells it."""
    from notewizard.commands.looking.day_told import day_told

    document = _document(path, troubles)
    return (document.text[document.body_start :], day_told(path, document)) if document else ("", None)


def _document(path: Path, troubles: list[str]) -> Document | None:
    try:
        return read_document(path)
    except NotKept as trouble:
        troubles.append(_not_compared(path, trouble))
        return None


def _not_compared(path: Path, trouble: NotKept) -> str:
    return f"{path.name} was not compared. {trouble.what}"
