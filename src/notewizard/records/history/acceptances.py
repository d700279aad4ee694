"""What people said that they know of, and why it stays: as the history holds it, with what is kept beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from notewizard.records.history.entry import Entry, Event

OF_FILE = {
    "moved": "moved",
    "changed": "outside edit",
    "truncated": "cut short",
    "missing": "missing",
    "line ends": "other line ends",
    "not in history": "from before the history",
    "parent changed": "parent changed",
    "code unknown": "code unknown",
}
"""By class: the word of an acceptance after which a note's file stands as it was accepted."""
OF_RECORD = {"record changed": "record changed", "no record": "no record"}
"""Those after which its record stands so, and its file as the history says."""
UNPROVED = {"not known": "signed by nobody known"}
"""That of a file which says it is a note of ours: it may stay, and is no signed note."""
WHY = {**OF_FILE, **OF_RECORD, **UNPROVED}
"""Every class that can be accepted. The others never are: what cannot be read or was not the note's may be anything,
and what contradicts the signature would be one that nobody gave."""


@dataclass(frozen=True)
class Accepted:
    """All acceptances of a practice."""

    files: Mapping[str, Event] = field(default_factory=dict)
    """By note id, the newest one of how its file stands."""
    newest: Mapping[tuple[str, str, str], Event] = field(default_factory=dict)
    """By note id, word and the sha256 of what was accepted."""
    ever: frozenset[tuple[str, str]] = frozenset()
    """Note id and word of every acceptance there was, whatever the bytes were."""
    beside: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By the sha256 of the file that holds them: the reason, and which file was accepted."""

    @classmethod
    def of(cls, entries: Iterable[Entry], beside: Mapping[str, tuple[str, str]]) -> Accepted:
        """Those among these entries, which are in order."""
        events = [entry.event for entry in entries if entry.event.action == "accept"]
        words = set(OF_FILE.values())
        files = {event.note: event for event in events if event.note and event.why in words}
        newest = {(event.note, event.why, event.sha256): event for event in events}
        return cls(files, newest, frozenset((event.note, event.why) for event in events), beside)

    def said(self, note: str, why: str, sha256: str = "") -> str:
        """Who accepted exactly this, when and why, as sentences; empty where nobody did."""
        event = self.newest.get((note, why, sha256))
        return self.sentence(event) if event is not None else ""

    def file_of(self, note: str) -> str:
        """The file, relative to the practice folder, that was accepted as this note's.

        Empty where it was accepted as missing, and where the acceptance is not beside the history any more.
        """
        event = self.files.get(note)
        return self.beside.get(event.record, ("", ""))[1] if event is not None and event.sha256 else ""

    def sentence(self, event: Event) -> str:
        """ "Accepted as outside edit on 2026-11-29 by Ann Bell, LPC. Reason: Mended by hand." """
        what = f" as {event.why}" if event.note else ""
        reason, _ = self.beside.get(event.record, ("", ""))
        ends = "" if reason and reason[-1] in ".!?" else "."
        why = f"Reason: {reason}{ends}" if reason else "The reason that was given is not here any more."
        return f"Accepted{what} on {_day_of(event)} by {event.actor}. {why}"


def _day_of(event: Event) -> str:
    """The day where it was said: that of UTC may be the next one."""
    try:
        moment = datetime.fromisoformat(event.utc)
        zone = datetime.strptime(event.offset, "%z").tzinfo if event.offset else None
        return (moment.astimezone(zone) if zone else moment).date().isoformat()
    except (ValueError, OverflowError):
        return event.utc[:10]
