"""What happens next, a format's own questions, and the last line of the note."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from notewizard.definitions.questions import Question
from notewizard.note.note import AdditionalAnswer
from notewizard.note.people import Author
from notewizard.note.plan import Plan
from notewizard.rendering import speaks_for_itself, when
from notewizard.rendering.matter import Matter, Piece, Value, reason, told, words
from notewizard.rendering.wording import capitalized, figure, fragment, sentence, sentences, without_capital


@dataclass(frozen=True)
class Signature:
    """Who signed, when, and as what: printed name, date with time and zone, meaning (21 CFR 11.50; CMS MLN905364)."""

    name: str
    credential: str
    at: datetime
    """Aware; printed in the time zone of the session."""
    meaning: str = "author"
    elsewhere: bool = False
    """The practice signs in another system: the note is released for it, not signed here."""
    code: str = ""
    """What stands for all history of the practice up to here; printed where the note is signed into a practice."""


def _plan(matter: Matter) -> Plan:
    return matter.note.plan or Plan()


def homework(matter: Matter) -> tuple[Piece, ...]:
    """What the client does until next time."""
    text = sentences(_plan(matter).homework)
    return (Piece("homework", {"homework": text, "says_homework": "homework" in text.lower()}),)


def coordination(matter: Matter) -> tuple[Piece, ...]:
    """Where a crisis was left and who was reached in it; referrals and coordination with others; the fee policy."""
    plan = _plan(matter)
    return (
        Piece("disposition", {"disposition": told("Disposition", plan.disposition)}),
        Piece("contacted", {"contacted": sentences(plan.contacted)}),
        Piece("coordination", {"coordination": sentences(plan.referrals)}),
        Piece("fee", {"fee": sentence(plan.fee or "")}),
    )


def plan_changes(matter: Matter) -> tuple[Piece, ...]:
    """The goals of an intake, which has no progress to name them; what changes in the treatment plan; aftercare."""
    changes = Piece("plan_changes", {"plan_changes": sentence(_plan(matter).changes or "")})
    aftercare = Piece("aftercare", {"aftercare": sentence(_plan(matter).aftercare or "")})
    goals = _goals(matter) if matter.kind == "intake" and not matter.form.places("goals") else []
    one = len(goals) == 1
    text = capitalized(goals[0][1]) if one else "; ".join(f"({number}) {text}" for number, text in goals)
    named = (Piece("goals", {"goals": sentence(text), "one_goal": one}),) if goals else ()
    return (*named, changes, aftercare)


def _goals(matter: Matter) -> list[tuple[int, str]]:
    """Number and words of each goal of which the note tells no progress."""
    told_of = {row.goal for row in (matter.note.response.progress or ())} if matter.note.response else set()
    return [
        (number, without_capital(fragment(text), matter.names))
        for id_, (number, text) in matter.goals.items()
        if id_ not in told_of
    ]


def next_session(matter: Matter) -> tuple[Piece, ...]:
    """When, how often, and with what it starts; how often is that of the treatment plan unless the note says."""
    plan = _plan(matter)
    given = plan.next_session
    meets = isinstance(given, datetime) or (plan.next_focus is not None and matter.kind != "discharge")
    standing = matter.plan.frequency if matter.plan and meets else None
    often = fragment(plan.frequency or standing or "")
    frequencies = matter.library.vocabularies.get("frequencies")
    known = bool(often and frequencies and frequencies.find(often))
    at = matter.here(given) if isinstance(given, datetime) else None
    values: dict[str, Value] = {
        "often": often,
        "Often": "No fixed frequency" if often.lower() in ("none", "no") else capitalized(often),
        "often_is_known": known,
        "often_is_one_word": known and often.isalpha() and often.endswith("ly"),
        "at": f"{when.weekday(at)}, {when.moment(at)}" if at else "",
        "not_scheduled": reason(given),
        "focus": told("Focus", plan.next_focus),
        "says_focus": not isinstance(plan.next_focus, str) or speaks_for_itself.focus(plan.next_focus),
    }
    return (Piece("next_session", values),)


def additional(matter: Matter) -> tuple[Piece, ...]:
    """One piece for each of the format's own questions that was answered, in the format's order."""
    answers = matter.note.additional or {}
    return tuple(
        Piece("additional", {"question": fragment(question.ask.rstrip("?: ")), "answer": _plain(answers, question)})
        for question in matter.form.additional
        if question.id in answers
    )


def _plain(answers: Mapping[str, AdditionalAnswer], question: Question) -> str:
    answer = _dated(answers[question.id], question.kind)
    if isinstance(answer, bool):
        return "Yes." if answer else "No."
    if isinstance(answer, int | float):
        return f"{figure(answer)}."
    if isinstance(answer, datetime):
        return f"{when.weekday(answer)}, {when.moment(answer)}."
    if isinstance(answer, date):
        return f"{when.weekday(answer)}."
    if isinstance(answer, time):
        return f"{when.clock(answer)}."
    if isinstance(answer, tuple):
        return sentence("; ".join(fragment(each) for each in answer))
    return sentence(answer)


def _dated(answer: AdditionalAnswer, kind: str) -> AdditionalAnswer | datetime | time:
    """An answer kept as text, as the day or time that its question asked for."""
    kinds: dict[str, Callable[[str], date | datetime | time]] = {
        "date": date.fromisoformat,
        "moment": datetime.fromisoformat,
        "time": time.fromisoformat,
    }
    if not isinstance(answer, str) or kind not in kinds:
        return answer
    try:
        return kinds[kind](answer)
    except ValueError:
        return answer


def signature(matter: Matter, signed: Signature | None) -> Piece:
    """The last line: who wrote it and when, and the signature once there is one."""
    author = matter.note.author or Author()
    supervisor = author.supervisor
    written = matter.note.timing.written if matter.note.timing else None
    return Piece(
        "signature",
        {
            "author": _name(author.name, author.credential),
            "license": words(author.license),
            "supervisor": _name(supervisor.name, supervisor.credential) if supervisor else "",
            "written": _stamp(matter.here(written)) if written else "",
            "signed_by": _name(signed.name, signed.credential) if signed else "",
            "signed_at": _stamp(matter.here(signed.at)) if signed else "",
            "meaning": signed.meaning if signed else "",
            "elsewhere": bool(signed and signed.elsewhere),
            "code": signed.code if signed else "",
        },
    )


def _name(name: str | None, credential: str | None) -> str:
    return ", ".join(filter(None, (name, credential)))


def _stamp(stamp: datetime) -> str:
    return f"{when.day(stamp)}, {when.moment(stamp)}"
