"""Element 5: safety. Each of suicidal ideation, self-harm and harm to others is asked on its own, never pre-filled."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from notewizard.note.answer import Answer, Day, Piece, Stamp, Words
from notewizard.note.people import Line

Ideation = Literal["denied", "passive", "active"]
SelfHarm = Literal["denied", "urges", "behavior"]
HarmToOthers = Literal["denied", "ideation", "threat"]
RiskLevel = Literal["low", "moderate", "high"]
SuicidalBehavior = Literal["none", "lifetime", "past-3-months"]
IN_WORDS = {
    "suicidal_ideation": {"passive": "passive suicidal ideation", "active": "active suicidal ideation"},
    "self_harm": {"urges": "urges to self-harm", "behavior": "self-harm"},
    "harm_to_others": {"ideation": "thoughts of harming others", "threat": "a threat to harm others"},
}
"""What each of the three is called where it was not denied, as a reader is told."""
BEHAVIOR_IN_WORDS = {
    "lifetime": "suicidal behavior earlier in life, not in the past three months",
    "past-3-months": "suicidal behavior in the past three months",
}
"""What suicidal behavior is called where there was any."""
NAMES_CARE = re.compile(
    r"level of care|hospital|admi(?:t|ssion)|inpatient|outpatient|emergency|\bERs?\b|crisis (?:team|unit|center)",
    re.IGNORECASE,
)
"""Words that name a level of care."""


class Suicide(Piece):
    """The whole path, when ideation is passive or active; behavior, its detail and means whatever was said of it."""

    detail: Answer[Words] | None = None
    """What was thought, how often, what keeps the client from acting."""
    method: Answer[Words] | None = None
    """ "none", or which."""
    intent: Answer[Words] | None = None
    """ "none", or what was said."""
    plan: Answer[Words] | None = None
    """ "none", or what was said."""
    behavior: Answer[SuicidalBehavior] | None = None
    """Attempts and preparation: none, lifetime, or in the past three months; also where ideation was denied."""
    behavior_detail: Answer[Words] | None = None
    """What was done, and when."""
    means: Answer[Words] | None = None
    """Access to means and what was done about it."""


class SelfInjury(Piece):
    """When self-harm is urges or behavior."""

    detail: Answer[Words] | None = None
    method: Answer[Words] | None = None
    intent: Answer[Words] | None = None
    means: Answer[Words] | None = None
    medical_care: Answer[Words] | None = None


class Violence(Piece):
    """When harm to others is ideation or threat."""

    target: Answer[Words] | None = None
    """Whether a person can be identified, and how far."""
    intent: Answer[Words] | None = None
    plan: Answer[Words] | None = None
    means: Answer[Words] | None = None
    detail: Answer[Words] | None = None
    duty: Answer[Words] | None = None
    """What was weighed and done for the person at risk: warned, notified, or why nothing. Duties differ by state."""


class Risk(Piece):
    """The clinician's judgment: level, factors, what changed, why, and what was done."""

    acute: Answer[RiskLevel] | None = None
    chronic: Answer[RiskLevel] | None = None
    risk_factors: tuple[Line, ...] | None = None
    protective_factors: tuple[Line, ...] | None = None
    changed: Words | None = None
    """What changed since last time."""
    rationale: Words | None = None
    """Why this level; required when anything is positive."""
    actions: tuple[Words, ...] | None = None
    """What was done."""
    consultation: Words | None = None
    """Who was consulted, or why nobody was."""
    higher_care: Answer[Words] | None = None
    """At moderate and high acute risk: why no higher level of care was arranged, or which one was."""


class SafetyContact(Piece):
    """A promised contact; `done` and `outcome` are answered once it is due."""

    due: Day
    """The day by which the contact was promised."""
    with_: Annotated[Line, Field(alias="with")]
    """Who was to be reached, and how: "client, by phone"."""
    done: Stamp | None = None
    outcome: Words | None = None


class Report(Piece):
    """A report to an agency."""

    kind: Literal["child", "elder", "dependent-adult", "other"]
    agency: Line
    at: Stamp
    reference: Line | None = None
    """The agency's own reference."""


class Safety(Piece):
    """What was asked, how, what was answered, what it means, and what was done."""

    asked_by: Answer[Line] | None = None
    """How it was asked: direct inquiry, a named screener."""
    suicidal_ideation: Answer[Ideation] | None = None
    self_harm: Answer[SelfHarm] | None = None
    harm_to_others: Answer[HarmToOthers] | None = None
    suicide: Suicide | None = None
    self_injury: SelfInjury | None = None
    violence: Violence | None = None
    abuse: Literal["none-disclosed", "disclosed", "suspected"] | None = None
    """Abuse or neglect; the last two need a report or the reason there is none."""
    abuse_facts: Answer[Words] | None = None
    """What was said or seen, in the words that were used; no conclusion of an investigation."""
    no_report_reason: Words | None = None
    """Why abuse that was disclosed or suspected was not reported."""
    risk: Risk | None = None
    contacts: tuple[SafetyContact, ...] | None = None
    """Contacts promised, and what came of them."""
    reports: tuple[Report, ...] | None = None
    follow_up: Words | None = None
    """No-show and late cancellation: the decision, given the last known risk."""
