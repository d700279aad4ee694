"""A note is not signed before what it tells of has taken place."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from notewizard.interview.clock import say_moment
from notewizard.note.derived import safe_span
from notewizard.note.note import Note
from notewizard.note.span import UnclearTime, moment


def still_to_come(note: Note, now: datetime) -> str:
    """Why a note cannot be signed at `now`: its session has not ended, or a no-show's hour has not come. Else empty."""
    found = _over_at(note)
    if found is None or found[1].astimezone(UTC) <= now.astimezone(UTC):
        return ""
    what, at = found
    there = now.astimezone(at.tzinfo)
    return (
        f"The note says that {what} {say_moment(at)}, and it is {say_moment(there)}: it can be signed from then on. "
        "If the time is wrong, r changes it."
    )


def _over_at(note: Note) -> tuple[str, datetime] | None:
    """What has to be past, in words, and when it is."""
    encounter = note.encounter
    if encounter is None:
        return None
    if span := safe_span(note):
        return "the session ends on", span.ends
    if encounter.session_type != "no-show" or encounter.scheduled is None:
        return None
    if not (encounter.date and encounter.time_zone):
        return None
    try:
        zone = ZoneInfo(encounter.time_zone)
        return "the appointment is on", moment(encounter.date, encounter.scheduled, zone, "encounter.scheduled")
    except UnclearTime:
        return None
