"""What follows from the answers and is therefore never asked: minutes, service code, lateness, what is positive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from notewizard.note.note import Note
from notewizard.note.profile import DEFAULT, Profile
from notewizard.note.service import service_codes
from notewizard.note.span import Span, UnclearTime, session_span


@dataclass(frozen=True)
class Derived:
    """Facts that conditions may name as `derived.…`."""

    minutes: int | None = None
    """Whole minutes of the session."""
    codes: tuple[str, ...] = ()
    """Service codes, main code first."""
    remote: bool = False
    """Held by video or audio."""
    company: bool = False
    """A couple, a family, or a talk with somebody else about the client: the record says who was there."""
    positive: bool = False
    """Ideation, self-harm or harm to others was not denied, an attempt or preparation was made in the past three
    months, or abuse was disclosed or suspected."""
    at_risk: bool = False
    """Something is positive, or the acute risk is moderate or high: the judgment needs its reason and an action."""
    hours_after: int | None = None
    """Whole hours from the session's end to the writing of the note."""
    late: bool = False
    """Written past the target of the profile, so that the reason is asked."""
    past_limit: bool = False
    """Written past the limit of the profile, so that the header says "late note"."""
    crossed_midnight: bool = False
    """The session ended on the next day."""

    def facts(self) -> dict[str, Any]:
        """As a plain mapping, for conditions."""
        return asdict(self)


def derive(note: Note, profile: Profile = DEFAULT) -> Derived:
    """What follows from `note` as far as it is answered; unclear times derive nothing.

    `profile` says when a note is late, and counts a long crisis.
    """
    span = safe_span(note)
    encounter = note.encounter
    minutes = span.minutes if span else None
    return Derived(
        minutes=minutes,
        codes=service_codes(encounter, minutes, profile.crisis_add_on_from) if encounter else (),
        remote=bool(encounter and encounter.delivery in ("video", "audio")),
        company=bool(
            encounter and (encounter.participants in ("couple", "family") or encounter.session_type == "collateral")
        ),
        positive=_positive(note),
        at_risk=_positive(note) or _level(note) in ("moderate", "high"),
        hours_after=_hours_after(note, span),
        late=_is_past(note, span, profile.target),
        past_limit=_is_past(note, span, profile.limit),
        crossed_midnight=bool(span and span.ends.date() > span.begins.date()),
    )


def safe_span(note: Note) -> Span | None:
    """The session's span, or None where it is unanswered or unclear."""
    try:
        return session_span(note.encounter) if note.encounter else None
    except UnclearTime:
        return None


def _is_past(note: Note, span: Span | None, moment: Callable[[str | None, datetime, datetime], datetime]) -> bool:
    written = note.timing.written if note.timing else None
    if span is None or written is None or note.encounter is None:
        return False
    return written.astimezone(UTC) >= moment(note.encounter.session_type, span.begins, span.ends).astimezone(UTC)


def _hours_after(note: Note, span: Span | None) -> int | None:
    written = note.timing.written if note.timing else None
    if span is None or written is None:
        return None
    return int((written.astimezone(UTC) - span.ends.astimezone(UTC)) / timedelta(hours=1))


def _level(note: Note) -> object:
    return note.safety.risk.acute if note.safety and note.safety.risk else None


def _positive(note: Note) -> bool:
    safety = note.safety
    if safety is None:
        return False
    return (
        safety.suicidal_ideation in ("passive", "active")
        or (safety.suicide is not None and safety.suicide.behavior == "past-3-months")
        or safety.self_harm in ("urges", "behavior")
        or safety.harm_to_others in ("ideation", "threat")
        or safety.abuse in ("disclosed", "suspected")
    )
