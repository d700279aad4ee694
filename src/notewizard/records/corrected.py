"""A note's answers as its corrections leave them: `corrects` in a correction's record says which, and what holds now.

The note's own record stays as it was signed; this is what whoever compares, counts or carries on reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from notewizard.records.record import Record

KEY = "corrects"
"""Of a correction's elements: a list of `path`, `was`, `value` and `said`."""


@dataclass(frozen=True)
class Correct:
    """One answer that a correction changes."""

    path: tuple[str | int, ...]
    """Where it stands in the note: ("safety", "risk", "acute")."""
    value: Any
    """What holds now, as a plain JSON value."""
    said: str
    """The same as the correction's page prints it: "Acute risk: moderate"."""

    @property
    def key(self) -> str:
        """The path without the numbers of rows: `safety.contacts.due`."""
        return ".".join(part for part in self.path if isinstance(part, str))


def corrects_in(correction: Record) -> Iterator[Correct]:
    """What a correction says of single answers; nothing for one in words alone, or that is not shaped as one."""
    rows = correction.elements.get(KEY)
    for row in rows if isinstance(rows, list | tuple) else ():
        path = row.get("path") if isinstance(row, Mapping) else None
        if isinstance(path, list | tuple) and path and all(_is_part(part) for part in path) and "value" in row:
            yield Correct(tuple(path), row["value"], str(row.get("said", "")))


def with_corrections(note: Record, corrections: Iterable[Record]) -> Record:
    """The note with what these corrections, in their order, put in place of its answers; its day as well."""
    answers: dict[str, Any] = deepcopy(dict(note.elements))
    for each in corrections:
        for correct in corrects_in(each):
            _put(answers, correct.path, correct.value)
    encounter = answers.get("encounter")
    day = encounter.get("date") if isinstance(encounter, Mapping) else None
    return replace(note, elements=answers, date=day if isinstance(day, str) else note.date)


def _is_part(part: object) -> bool:
    return isinstance(part, str) or (isinstance(part, int) and not isinstance(part, bool) and part >= 0)


def _put(held: Any, path: tuple[str | int, ...], value: Any) -> None:
    """`value` in place of the answer at `path`; nothing where the note has no such answer."""
    for part in path[:-1]:
        if not _has(held, part):
            return
        held = held[part]
    if _has(held, path[-1]):
        held[path[-1]] = deepcopy(value)


def _has(held: Any, part: str | int) -> bool:
    if isinstance(part, int):
        return isinstance(held, list) and part < len(held)
    return isinstance(held, dict) and part in held
