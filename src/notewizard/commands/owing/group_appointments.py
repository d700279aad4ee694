"""Which group session an appointment is that names no one client: by the group's id in its title, or by its time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from notewizard.commands.owing.whose_appointment import says
from notewizard.documents.calendar import Appointment
from notewizard.note.derived import safe_span
from notewizard.note.migrations import migrated
from notewizard.note.note import Note
from notewizard.note.span import Span
from notewizard.records.later import OnRecord
from notewizard.records.record import Record

_A_GROUP = re.compile(r"\b(?:group|grp)\b", re.IGNORECASE)


@dataclass(frozen=True)
class GroupHeld:
    """One session of a group, by the notes of its members."""

    id: str
    day: str
    """YYYY-MM-DD."""
    size: int
    """How many members were there, as their notes say."""
    clients: frozenset[str]
    """Those with a note of it."""
    spans: tuple[Span, ...]

    @property
    def is_written(self) -> bool:
        """Whether every member who was there has a note."""
        return len(self.clients) >= self.size

    def is_named_in(self, appointment: Appointment) -> bool:
        """Whether the appointment is of that day and its title says the group's id."""
        return appointment.begins.date().isoformat() == self.day and says(self.id, appointment.title)

    def is_at(self, appointment: Appointment, could_be: Iterable[str]) -> bool:
        """Whether the appointment is this session by its time; `could_be` are the clients that its title may name.

        One that says it is a group's may begin earlier than the session did, any other not.
        """
        if not self.clients.issuperset(could_be):
            return False
        begins, ends = appointment.begins.timestamp(), appointment.ends.timestamp()
        named = bool(_A_GROUP.search(appointment.title))
        return any(
            each.begins.timestamp() == begins
            or (named and each.begins.timestamp() < ends and each.ends.timestamp() > begins)
            for each in self.spans
        )


def groups_held(records: Iterable[Record]) -> tuple[GroupHeld, ...]:
    """The group sessions of which notes that hold are on record."""
    found: dict[tuple[str, str], list[tuple[str, int, Span | None]]] = {}
    for record in OnRecord.of(records).notes():
        try:
            note = Note.model_validate({"encounter": migrated(record.elements).get("encounter")})
        except (TypeError, ValueError):
            continue  # of another version, or damaged: `doctor` says so
        encounter = note.encounter
        if encounter is not None and encounter.participants == "group" and encounter.group is not None:
            one = record.client, encounter.group.size, safe_span(note)
            found.setdefault((encounter.group.id, record.date), []).append(one)
    return tuple(
        GroupHeld(
            id_,
            day,
            max(size for _, size, _ in notes),
            frozenset(client for client, _, _ in notes),
            tuple(span for _, _, span in notes if span),
        )
        for (id_, day), notes in found.items()
    )


def groups_of(
    appointments: Sequence[tuple[Appointment, tuple[str, ...]]], groups: Iterable[GroupHeld]
) -> dict[Appointment, GroupHeld]:
    """The appointments that are a group session, each with the one: by its id, and of those left by its time.

    `appointments`: each with the clients that its title may name. A session is that of one appointment.
    """
    left, found = list(groups), dict[Appointment, GroupHeld]()

    def find(fits: Callable[[GroupHeld, Appointment, tuple[str, ...]], bool]) -> None:
        for appointment, could_be in appointments:
            here = [each for each in left if appointment not in found and fits(each, appointment, could_be)]
            if len(here) == 1:
                found[appointment] = here[0]
                left.remove(here[0])

    find(lambda group, appointment, _: group.is_named_in(appointment))
    find(GroupHeld.is_at)
    return found
