"""Element 1: the session that the note is about: when, how, where, who."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from notewizard.note.answer import Answer, ClockTime, Day, Piece, Stamp, Words
from notewizard.note.people import Line

SessionType = Literal[
    "intake", "ongoing", "crisis", "discharge", "no-show", "late-cancellation", "collateral", "contact"
]
Delivery = Literal["in-person", "video", "audio"]
Participants = Literal["individual", "couple", "family", "group"]


def _zone(name: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError('is not a time zone|an IANA name such as "America/New_York"') from None
    return name


TimeZone = Annotated[Line, AfterValidator(_zone)]


class Telehealth(Piece):
    """What a remote session must say besides."""

    client_location: Answer[Line] | None = None
    """Where the client was, for the place of service and in an emergency: "home, Albany, NY"."""
    clinician_location: Answer[Line] | None = None
    """Where the clinician worked from."""
    consent: Answer[Line] | None = None
    """Consent to telehealth: on file since when, reaffirmed or given today."""
    platform: Answer[Line] | None = None
    """What was used to connect."""
    emergency_contact: Answer[Line] | None = None
    """Who can be reached near the client."""
    audio_reason: Answer[Words] | None = None
    """Why the session was by audio only."""
    identity: Answer[Line] | None = None
    """How it was made sure that it is the client."""
    privacy: Answer[Line] | None = None
    """Who else was there or could hear, at the client's end."""
    emergency_plan: Answer[Line] | None = None
    """What is done in an emergency where the client is: local number, who is sent."""
    continuity: Answer[Line] | None = None
    """What is done when the connection fails."""
    suitability: Answer[Words] | None = None
    """Why a remote session was clinically appropriate."""


class Interruption(Piece):
    """A gap in the session; its minutes are taken off."""

    start: ClockTime
    end: ClockTime
    reason: Line


class Attendee(Piece):
    """One person who was there."""

    role: Line
    """client, spouse, mother, interpreter …"""
    name: Line | None = None
    """Only where the record needs it."""


class Group(Piece):
    """The group session this member's note belongs to."""

    id: Line
    """The same in every member's note of one group session."""
    topic: Line
    size: int = Field(ge=2, le=200, strict=True)
    facilitators: tuple[Line, ...] = ()
    shared: Words | None = None
    """The one paragraph that members' notes may have in common; it names nobody."""
    families: Annotated[bool, Field(strict=True)] | None = None
    """Several clients came, each with their family: a multiple-family group (90849)."""


class Outreach(Piece):
    """One attempt to reach a client who did not come."""

    at: Stamp
    method: Line
    outcome: Line


class Encounter(Piece):
    """The session: day, times, delivery, setting, people, type. Minutes and service code are derived, never given."""

    date: Day | None = None
    """The day it started."""
    start: ClockTime | None = None
    """When it started."""
    end: ClockTime | None = None
    """When it ended."""
    overnight: Annotated[bool, Field(strict=True)] | None = None
    """True when it ended on the next day."""
    time_zone: TimeZone | None = None
    """IANA name of the zone that the times are in."""
    delivery: Delivery | None = None
    """How the session was held."""
    setting: Line | None = None
    """Where the clinician works from: office, school, home …"""
    participants: Participants | None = None
    """Whom the session was for."""
    attended: tuple[Attendee, ...] | None = None
    """Who was there, when it was not the client alone."""
    session_type: SessionType | None = None
    """What kind of session it was; it decides what is asked."""
    session_number: Annotated[int, Field(ge=1, le=9999, strict=True)] | None = None
    """Running number of the session with this client."""
    length_reason: Words | None = None
    """Why the session needed 53 minutes or more."""
    interruptions: tuple[Interruption, ...] | None = None
    """Gaps, taken off the minutes."""
    complexity: Line | None = None
    """The factor behind interactive complexity (90785)."""
    crisis_reason: Words | None = None
    """Crisis: why it was life-threatening, or complex with high distress."""
    release: Answer[Line] | None = None
    """Couple, family, collateral: release or consent of those who came, and what was agreed about secrets."""
    consents: tuple[Line, ...] | None = None
    """Intake: consents given and notices discussed: treatment, privacy, telehealth, fees, limits of confidentiality."""
    group: Group | None = None
    """For one member's note of a group session."""
    telehealth: Telehealth | None = None
    """Required when the session was by video or audio."""
    scheduled: ClockTime | None = None
    """No-show and late cancellation: the appointment's time, instead of start and end."""
    notice: Line | None = None
    """Late cancellation: how and when it was canceled."""
    outreach: tuple[Outreach, ...] | None = None
    """No-show and late cancellation: attempts to reach the client."""
    no_outreach: Words | None = None
    """No-show: why nobody tried to reach the client."""
