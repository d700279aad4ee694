"""What was brought and reported, the scores with their meaning, the group, and attempts to reach a client."""

from __future__ import annotations

from notewizard.note.encounter import Outreach
from notewizard.note.presenting import History, Presenting
from notewizard.rendering import speaks_for_itself, when
from notewizard.rendering.matter import Matter, Piece, Value, reason, said, told, words
from notewizard.rendering.wording import capitalized, counted, fragment, listed, sentence


def _presenting(matter: Matter) -> Presenting:
    return matter.note.presenting or Presenting()


def status(matter: Matter) -> tuple[Piece, ...]:
    """Concerns, symptoms and functioning."""
    given = _presenting(matter)
    return (
        Piece(
            "status",
            {
                "purpose": sentence(given.purpose or ""),
                "concerns": told("Concerns", given.concerns),
                "symptoms": told("Symptoms", given.symptoms),
                "functioning": told("Functioning", given.functioning),
            },
        ),
    )


_AREAS = {
    "referral": "Referral",
    "psychiatric": "Psychiatric history",
    "medical": "Medical history",
    "substance_use": "Substance use",
    "family": "Family history",
    "developmental": "Developmental history",
    "social": "Social history",
    "trauma": "Trauma history",
    "legal": "Legal history",
    "strengths": "Strengths",
    "culture": "Culture",
}


def history(matter: Matter) -> tuple[Piece, ...]:
    """One piece for each area of an intake's history that was asked about."""
    given = _presenting(matter).history or History()
    answers = [(topic, getattr(given, area)) for area, topic in _AREAS.items()]
    return tuple(
        Piece("history", {"topic": topic, "history": said(answer), "not_assessed": reason(answer)})
        for topic, answer in answers
        if answer is not None
    )


def since_last(matter: Matter) -> tuple[Piece, ...]:
    """What became of last time."""
    answer = _presenting(matter).since_last
    text = said(answer)
    says_since = _mentions(text[:60], "since", "last session", "last week", "last time")
    return (Piece("since_last", {"since_last": text, "says_since": says_since, "not_assessed": reason(answer)}),)


def medications(matter: Matter) -> tuple[Piece, ...]:
    """Medication as reported."""
    answer = _presenting(matter).medications
    text = said(answer)
    says_it = speaks_for_itself.medication(text)
    return (Piece("medications", {"medications": text, "says_medication": says_it, "not_assessed": reason(answer)}),)


def _mentions(text: str, *words_: str) -> bool:
    return any(each in text.lower() for each in words_)


def group(matter: Matter) -> tuple[Piece, ...]:
    """The group session, and the one paragraph its members' notes share."""
    group = matter.encounter.group
    if group is None:
        return ()
    return (
        Piece(
            "group",
            {
                "topic": fragment(group.topic),
                "members": counted(group.size, "member", "members"),
                "facilitators": listed(group.facilitators),
                "shared": sentence(group.shared or ""),
            },
        ),
    )


def outreach(matter: Matter) -> tuple[Piece, ...]:
    """One piece for each attempt to reach the client; the reason why nobody tried."""
    attempts = tuple(Piece("outreach", _attempt(each, matter)) for each in matter.encounter.outreach or ())
    none = fragment(matter.encounter.no_outreach or "")
    return (*attempts, Piece("no_outreach", {"none_because": none})) if none else attempts


def _attempt(attempt: Outreach, matter: Matter) -> dict[str, Value]:
    at = matter.here(attempt.at)
    same_day = at.date() == matter.day
    return {
        "method": capitalized(words(attempt.method)),
        "at": when.clock(at) if same_day else f"{when.weekday(at, matter.day)}, {when.clock(at)}",
        "same_day": same_day,
        "outcome": words(attempt.outcome),
    }
