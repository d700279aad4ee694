"""The texts that a note is compared with: the client's other notes, and the practice's other clients' notes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from notewizard.documents import read_document
from notewizard.errors import NotKept
from notewizard.reuse import SourceText

if TYPE_CHECKING:
    from notewizard.records.practice import Practice
    from notewizard.reuse import Index

READ = (".md", ".txt", ".docx", ".pdf")
"""The kinds of file that can be compared now."""


@dataclass(frozen=True)
class Sources:
    """What a note is compared with, read once."""

    own: tuple[SourceText, ...] = ()
    """The same client's notes; their ids are paths."""
    others: tuple[SourceText, ...] = ()
    """One text a client: all notes of one other client together (R9: for comparison only)."""
    days: tuple[tuple[str, date], ...] = ()
    """The session's day of each of the client's notes, where it is known, by id."""
    unreadable: tuple[str, ...] = ()
    """One sentence for each file that could not be read."""
    newest: str = ""
    """The text of the client's last note; empty where there is none."""

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

    def index(self, between: Callable[[], None]) -> None:
        """Make both indexes ready, a client at a time; `between` is called after each, for whoever else has work."""
        from notewizard.reuse import Index

        index = Index()
        for text in self.others:
            index = index.extended([text])
            between()
        self.__dict__["others_index"] = index if self.others else None
        _ = self.own_index

    def by_day(self) -> dict[date, list[str]]:
        """The client's texts by the day of their session."""
        texts = {source.id: source.text for source in self.own}
        out: dict[date, list[str]] = {}
        for id_, day in self.days:
            out.setdefault(day, []).append(texts.get(id_, ""))
        return out

    def with_prior(self, paths: Iterable[Path]) -> Sources:
        """These sources and the files (or all notes in the folders) at `paths`, as the same client's."""
        own, troubles = list(self.own), list(self.unreadable)
        known = {source.id for source in own}
        for path in files_at(paths):
            if str(path) not in known:
                text = _read(path, troubles)
                own += [SourceText(str(path), text)] if text else []
        return Sources(tuple(own), self.others, self.days, tuple(troubles), self.newest)


def files_at(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and the notes in the folders named, sorted; a path that is not there is a refusal."""
    for path in paths:
        # os.path and not Path: a name that no system holds is a file that is not there, and no error of another kind.
        if os.path.isdir(path):
            yield from _inside(path)
        elif os.path.exists(path):
            yield path
        else:
            raise NotKept("There is no such file or folder.", where=str(path), not_done="Nothing was compared.")


def _inside(folder: Path) -> list[Path]:
    """The notes below `folder`; what cannot be looked into stands among them, so that reading it says so (R8)."""
    closed: list[OSError] = []
    found: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if name != ".notewizard"]
        found += [Path(here, name) for name in names if Path(name).suffix.lower() in READ]
    return sorted([*found, *(Path(error.filename) for error in closed)])


def practice_sources(practice: Practice, client: str, between: Callable[[], None] = lambda: None) -> Sources:
    """What the practice folder holds, seen from one client; `between` is called after each note that is read."""
    from notewizard.records.earlier import earlier_notes

    notes = earlier_notes(practice, client)
    troubles = [f"{each.path.name}: {each.why}." for each in notes.unreadable]
    own: list[SourceText] = []
    days: list[tuple[str, date]] = []
    for note in notes.own:
        text = _read(note.path, troubles) if note.path.suffix.lower() in READ else ""
        between()
        if text:
            own.append(SourceText(str(note.path), text))
            days += [(str(note.path), note.date)] if note.date else []
    by_client: dict[str, list[str]] = {}
    for note in notes.others:
        text = _read(note.path, troubles) if note.path.suffix.lower() in READ else ""
        between()
        by_client.setdefault(note.client, []).append(text)
    others = tuple(SourceText(id_, "\n\n".join(texts)) for id_, texts in sorted(by_client.items()))
    newest = own[0].text if own else ""
    # Oldest first: of several notes that hold a passage, the comparison names the one given last.
    return Sources(tuple(reversed(own)), others, tuple(days), tuple(troubles), newest)


def _read(path: Path, troubles: list[str]) -> str:
    """The note's text without its front matter; "" and a line in `troubles` where it cannot be read."""
    try:
        document = read_document(path)
    except NotKept as trouble:
        troubles.append(f"{path.name} was not compared. {trouble.what}")
        return ""
    return document.text[document.body_start :]
