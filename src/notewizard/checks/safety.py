"""Safety against the rest of the note, and whether a judgment of risk is whole. Never on the path being answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from notewizard.checks.against_text import against_the_text
from notewizard.checks.around import Around, about
from notewizard.checks.denied_in_text import COMPARED
from notewizard.checks.finding import Finding, Level
from notewizard.checks.late import late
from notewizard.note.columbia import columbia_tier, is_given
from notewizard.note.note import Note
from notewizard.note.safety import NAMES_CARE, Safety

_WRONG_ONE = "Correct the one that is wrong."
_AGREE = "Clinical reference, mental status, data rule (e): thought content and safety agree"
_CONTENT: tuple[tuple[str, str, Level, re.Pattern[str], str], ...] = (
    (
        "suicidal_ideation",
        "safety.ideation-denied",
        "must-resolve",
        late(r"suicid", re.IGNORECASE),
        "suicidal ideation",
    ),
    (
        "self_harm",
        "safety.self-harm-denied",
        "warning",
        late(r"self-harm|self-injur|cutting", re.IGNORECASE),
        "thoughts of self-harm",
    ),
    (
        "harm_to_others",
        "safety.harm-denied",
        "warning",
        late(r"homicid|harming others", re.IGNORECASE),
        "thoughts of harming others",
    ),
)
"""What is asked in safety and may also stand in the thought content: answer, rule, level, its words, its name."""
_DENIES = late(r"\b(?:no|denied|denies|without)\b", re.IGNORECASE)
_STEPS = {"low": 0, "moderate": 1, "high": 2}
_DENIED_IN_REASON = late(r"\b(?:no|without|denies|denied|nor)\b[^.;]*", re.IGNORECASE)
"""From the word that denies to the end of its clause."""
_SOON = timedelta(days=7)
_WENT = late(
    r"(?<!not )(?<!nor )\b(?:taken|brought|sent|transferred|transported|escorted|admitted|walked|went|drove|driven)\b"
    r"(?= (?:\w+ ){0,3}?(?:to|by|into)\b)",
    re.IGNORECASE,
)
"""A higher level of care that was reached is itself what was done."""
_SAFE_T = "SAFE-T pocket card, Suicide Prevention Resource Center: the intervention follows from the level of risk"


def safety(note: Note, around: Around) -> Iterator[Finding]:
    """Ideation stands in every place or in none; a raised risk has its care and its next contact; promises are kept."""
    block = note.safety
    if block is None:
        return
    yield from _against_thought_content(note, block)
    yield from against_the_text(note, block)
    yield from _against_its_path(block)
    yield from _raised(note, block)
    yield from _others(block)
    yield from _due(note, block)


def _against_thought_content(note: Note, block: Safety) -> Iterator[Finding]:
    content = note.mental_status.thought_content if note.mental_status else None
    for answer, rule, level, words, name in _CONTENT:
        seen = [each for each in content if words.search(each)] if isinstance(content, tuple) else []
        said = getattr(block, answer)
        if said == "denied" and any(not _DENIES.search(each) for each in seen):
            yield about(
                rule,
                "safety",
                level,
                f"safety.{answer}",
                f"Thought content names {name}, and safety says it was denied.",
                COMPARED,
                _WRONG_ONE,
                _AGREE,
            )
        elif isinstance(said, str) and said != "denied" and seen and all(_DENIES.search(each) for each in seen):
            yield about(
                "mental-status.against-safety",
                "mental_status",
                "warning",
                "mental_status.thought_content",
                f"Safety tells of {name}, and thought content says there were none.",
                COMPARED,
                _WRONG_ONE,
                _AGREE,
            )


def _against_its_path(block: Safety) -> Iterator[Finding]:
    """The level and its reason against the answers of the path: intent given, and "no intent" in the reason."""
    risk, path = block.risk, block.suicide
    tier = columbia_tier(block)
    if risk is None or tier is None:
        return
    if isinstance(risk.acute, str) and _STEPS[risk.acute] < _STEPS[tier.level] - 1:
        yield about(
            "safety.level-below-path",
            "safety",
            "warning",
            "safety.risk.acute",
            f"Acute risk is {risk.acute}; the Columbia screener gives {tier.level} for these answers: {tier.because}.",
            "The level is yours; a reader will ask why it is two steps lower.",
            "Say in the reason what makes it so, or give another level.",
            "C-SSRS screener with triage points, Columbia Lighthouse Project",
        )
    given = [name for name in ("method", "intent", "plan") if path and is_given(getattr(path, name))]
    given += ["behavior"] if path and path.behavior in ("lifetime", "past-3-months") else []
    denied = _DENIED_IN_REASON.search(risk.rationale or "")
    for name in given:
        if denied and name in denied[0].lower():
            yield about(
                "safety.reason-against-path",
                "safety",
                "warning",
                "safety.risk.rationale",
                f"The reason for the level says that there is no {name}, and the answers above give one.",
                COMPARED,
                _WRONG_ONE,
                "Clinical reference, risk: the level rests on what was answered",
            )
            return


def _raised(note: Note, block: Safety) -> Iterator[Finding]:
    risk = block.risk
    if risk is None or risk.acute not in ("moderate", "high"):
        return
    if not risk.actions and not (isinstance(risk.higher_care, str) and _WENT.search(risk.higher_care)):
        yield about(
            "safety.no-action",
            "safety",
            "warning",
            "safety.risk.actions",
            f"Acute risk is {risk.acute}, and nothing was done about it as far as the note says.",
            "A level without a consequence reads as if the risk had been seen and left.",
            "Say what was done: a safety plan written or reviewed, means made safe, who was told or called, where to.",
            _SAFE_T,
        )
    said = (risk.rationale, risk.consultation, risk.changed, *(risk.actions or ()))
    if risk.higher_care is None and not any(NAMES_CARE.search(each) for each in said if each):
        yield about(
            "safety.level-of-care",
            "safety",
            "warning",
            "safety.risk.higher_care",
            f"Acute risk is {risk.acute}, and nothing says why no higher level of care was arranged.",
            "A later reader asks why the client went home.",
            "Say what made that safe enough, or what was arranged.",
            _SAFE_T,
        )
    day = note.encounter.date if note.encounter else None
    following = note.plan.next_session if note.plan else None
    soon = day is not None and isinstance(following, datetime) and following.date() - day <= _SOON
    if not block.contacts and not soon:
        yield about(
            "safety.next-contact",
            "safety",
            "warning",
            "safety.contacts",
            f"Acute risk is {risk.acute}, and no contact within a week is planned.",
            "A raised risk is followed up soon, and the record shows when.",
            "Give the day of the next contact, with whom and how, or an earlier session.",
            _SAFE_T,
        )


def _others(block: Safety) -> Iterator[Finding]:
    violence = block.violence
    if block.harm_to_others in ("ideation", "threat") and not (violence and violence.duty):
        yield about(
            "safety.duty",
            "safety",
            "warning",
            "safety.violence.duty",
            "Harm to others is named, and nothing says what was weighed for the person at risk.",
            "Duties to warn or protect differ by state; that they were weighed must be seen.",
            "Say what you weighed, whom you reached and when, or why nobody.",
            "Johnson, Persad & Sisti 2014, J Am Acad Psychiatry Law 42:469",
        )
    if block.abuse in ("disclosed", "suspected") and block.abuse_facts is None:
        yield about(
            "safety.abuse-facts",
            "safety",
            "info",
            "safety.abuse_facts",
            "Abuse or neglect is named, and not what was said or seen.",
            "A report rests on facts, in the words that were used.",
            "Quote what you heard and describe what you saw.",
            "AutoNotes, documenting mandatory reporting",
        )


def _due(note: Note, block: Safety) -> Iterator[Finding]:
    written = note.timing.written if note.timing else None
    for position, contact in enumerate(block.contacts or ()):
        if written and contact.due <= written.date() and not (contact.done and contact.outcome):
            yield about(
                "safety.contact-due",
                "safety",
                "must-resolve",
                f"safety.contacts[{position}]",
                f"A contact was promised by {contact.due:%B} {contact.due.day} and has no outcome.",
                "What is not documented did not happen.",
                "Say when it took place and what came of it, or that it did not and why.",
                "Clinical reference, safety: next contact date and its follow-up",
            )
