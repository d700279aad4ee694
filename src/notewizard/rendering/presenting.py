"""What was brought and reported, the scores with their meaning, the group, and attempts to reach a client."""

from __future__ import annotations

from notewizard.definitions.measures import Measure
from notewizard.note.encounter import Outreach
from notewizard.note.presenting import Presenting, Score
from notewizard.rendering import speaks_for_itself, when
from notewizard.rendering.matter import Matter, Piece, Value, reason, said, told, words
from notewizard.rendering.wording import capitalized, counted, figure, fragment, listed, sentence


def _presenting(matter: Matter) -> Presenting:
    return matter.note.presenting or Presenting()


def status(matter: Matter) -> tuple[Piece, ...]:
    """Concerns, symptoms and functioning."""
    given = _presenting(matter)
    return (
        Piece(
            "status",
            {
                "concerns": told("Concerns", given.concerns),
                "symptoms": told("Symptoms", given.symptoms),
                "functioning": told("Functioning", given.functioning),
            },
        ),
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


def measures(matter: Matter) -> tuple[Piece, ...]:
    """One piece for each score."""
    return tuple(
        Piece("measures", _score(score, matter.library.measure(score.name), matter))
        for score in _presenting(matter).measures or ()
    )


def _score(score: Score, measure: Measure | None, matter: Matter) -> dict[str, Value]:
    known = measure if measure and measure.in_range(score.score) else None
    before = score.previous_score
    judged = known if known and before is not None and known.in_range(before) else None
    return {
        "measure": measure.name if measure else score.name,
        "score": figure(score.score),
        "band": known.band(score.score) if known else "",
        "cut": _against_cut(known, score.score) if known else "",
        "on": when.day(score.date, matter.day) if score.date != matter.day else "",
        "before": "" if before is None else figure(before),
        "band_before": judged.band(before) if judged and before is not None else "",
        "before_on": when.day(score.previous_date, score.date) if score.previous_date else "",
        "same": before == score.score,
        "reliable": bool(judged and before is not None and judged.is_reliable(score.score, before)),
    }


def _against_cut(measure: Measure, score: float) -> str:
    if measure.bands or measure.cut is None:
        return ""
    low, high = measure.cut
    where = measure.against_cut(score)
    if low == high:
        return f"{'at' if where == 'within' else where} the cut of {figure(low)}"
    return f"{where} the {figure(low)}-{figure(high)} cut"


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
    """One piece for each attempt to reach the client."""
    return tuple(Piece("outreach", _attempt(each, matter)) for each in matter.encounter.outreach or ())


def _attempt(attempt: Outreach, matter: Matter) -> dict[str, Value]:
    at = matter.here(attempt.at)
    same_day = at.date() == matter.day
    return {
        "method": capitalized(words(attempt.method)),
        "at": when.clock(at) if same_day else f"{when.weekday(at, matter.day)}, {when.clock(at)}",
        "same_day": same_day,
        "outcome": words(attempt.outcome),
    }
