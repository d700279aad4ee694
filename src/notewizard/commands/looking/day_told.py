"""The day of the session that a file is the note of, as far as the file itself tells it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from notewizard.checks.elements.dates import day_named
from notewizard.commands.glance import practice_near
from notewizard.documents import Document
from notewizard.errors import NotKept
from notewizard.interview.clock import NotRead, read_day
from notewizard.records.front_matter import split_note
from notewizard.records.later import LATER
from notewizard.records.practice import find_practice
from notewizard.records.stem import day_in


def day_told(path: Path, document: Document) -> date | None:
    """The day by the head of a note of ours, else by the file's name, else by the first lines of the note.

    None where nothing tells it in one way only, and for what was written to a note later: its day is the note's.
    """
    try:
        front = split_note(document.text.encode("utf-8", "replace"), str(path)).front
    except NotKept:
        return None
    if front is not None:
        return None if front.format in LATER else _iso(front.date)
    return _in_name(path) or _read(day_named(document.text[document.body_start :]))


def _in_name(path: Path) -> date | None:
    if practice_near(str(path.parent)) and (practice := find_practice(path.parent)) is not None:
        try:
            said = practice.settings().naming.read_path(path.absolute().relative_to(practice.root))
        except (NotKept, ValueError):
            said = None
        if said is not None and said.date is not None:
            return said.date
    return day_in(path.stem)


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _read(words: str) -> date | None:
    """The day that `words`, with a year, name in one way only."""
    try:
        return read_day(words, date.min) if words else None
    except NotRead:
        return None
