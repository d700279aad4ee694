"""Safety: what was asked and answered, the level of risk with its reasons, and what was done."""

from __future__ import annotations

import re

from notewizard.note.answer import NotAssessed
from notewizard.note.safety import (
    BEHAVIOR_IN_WORDS,
    IN_WORDS,
    Report,
    Risk,
    Safety,
    SafetyContact,
    SelfInjury,
    Suicide,
    Violence,
)
from notewizard.rendering import speaks_for_itself, when
from notewizard.rendering.matter import Matter, Piece, Value, reason, told, words
from notewizard.rendering.wording import (
    capitalized,
    fragment,
    going_on,
    listed,
    lowered,
    sentence,
    sentences,
    with_article,
)

_TOPICS = {
    "suicidal_ideation": "suicidal ideation",
    "self_harm": "self-harm",
    "harm_to_others": "thoughts of harming others",
}
_BEHAVIOR = "suicidal behavior"
_DIRECTLY = re.compile(
    r"direct(?: inquiry| questions?|ly)|(?:i )?asked(?: (?:him|her|them|the client|client))? directly", re.IGNORECASE
)
_NAMED = ("screener", "scale", "questionnaire", "interview", "protocol", "form")
_CAPITALS = re.compile(r"[A-Z]{3}")
_WAYS = ("by ", "via ", "through ", "in person", "over ", "on ", "at ", "in ", "from ", "with ")
_NONE = frozenset({"none", "no", "none.", "no."})
_REPORTS = {
    "child": "Child protection report",
    "elder": "Elder protection report",
    "dependent-adult": "Dependent adult protection report",
    "other": "Report",
}


def _safety(matter: Matter) -> Safety:
    return matter.note.safety or Safety()


def safety(matter: Matter) -> tuple[Piece, ...]:
    """One piece for each that is positive, with its path; then one for what was denied or not asked.

    Suicidal behavior stands on the path of ideation, and for itself where there is none.
    """
    said = _safety(matter)
    alone = _behavior_alone(said)
    found = {name: IN_WORDS[name].get(str(getattr(said, name)), "") for name in _TOPICS}
    found = {"behavior": BEHAVIOR_IN_WORDS.get(str(alone), ""), **found}
    positive = [name for name in found if found[name]]
    denied = [topic for name, topic in _TOPICS.items() if getattr(said, name) == "denied"]
    if alone == "none":
        denied.insert(said.suicidal_ideation == "denied", _BEHAVIOR)
    how = words(said.asked_by)
    directly = bool(_DIRECTLY.fullmatch(how))
    pieces = [
        _finding(said, name, found[name], _asked(how, directly, leads=position == 0), first=position == 0)
        for position, name in enumerate(positive)
    ]
    values = _asked(how, directly, leads=bool(denied) and not positive)
    values |= {
        "denied": listed(denied),
        "abuse": said.abuse or "",
        "abuse_facts": told("What was said or seen", said.abuse_facts),
        "not_assessed": _unknown(said),
    }
    return (*pieces, Piece("safety", values))


def _behavior_alone(said: Safety) -> str | NotAssessed | None:
    """Suicidal behavior where no path of ideation tells it."""
    on_path = said.suicidal_ideation in IN_WORDS["suicidal_ideation"]
    return said.suicide.behavior if said.suicide and not on_path else None


def _asked(how: str, directly: bool, *, leads: bool) -> dict[str, Value]:
    """How safety was asked, for the one sentence that says it."""
    how = how if leads and not directly else ""
    told_how = speaks_for_itself.asked(how)
    told_as = capitalized(sentence(how)) if told_how else ""
    how = "" if told_how else how
    named = any(each in how.lower() for each in _NAMED)
    return {
        "directly": directly and leads,
        "asked": told_as,
        "asked_by": how,
        "screener": capitalized(how),
        "screened": how if how.lower().endswith("screener") else "",
        "instrument": f"the {how}" if named and not how.startswith("the ") else how if _CAPITALS.search(how) else "",
    }


def _unknown(said: Safety) -> str:
    """What was not assessed, each reason once."""
    reasons: dict[str, list[str]] = {}
    answers = [(getattr(said, name), topic) for name, topic in _TOPICS.items()]
    for answer, topic in (answers[0], (_behavior_alone(said), _BEHAVIOR), *answers[1:]):
        why = reason(answer)
        if why:
            reasons.setdefault(why, []).append(topic)
    parts = [f"{capitalized(listed(topics))} not assessed: {why}" for why, topics in reasons.items()]
    if reason(said.asked_by):
        parts.append(f"How safety was asked is not known: {reason(said.asked_by)}")
    return " ".join(parts)


def _not_assessed(answer: object) -> NotAssessed | None:
    return answer if isinstance(answer, NotAssessed) else None


def _finding(said: Safety, name: str, finding: str, asked: dict[str, Value], *, first: bool) -> Piece:
    path: dict[str, Value] = asked | {
        "first": first,
        "finding": finding,
        "suicide": name in ("suicidal_ideation", "behavior"),
        "self_injury": name == "self_harm",
        "violence": name == "harm_to_others",
    }
    if name == "suicidal_ideation":
        path |= _suicide(said.suicide or Suicide())
    elif name == "behavior":
        path |= _behavior(said.suicide or Suicide())
    elif name == "self_harm":
        path |= _self_injury(said.self_injury or SelfInjury())
    else:
        path |= _violence(said.violence or Violence())
    return Piece("safety_finding", path)


def _suicide(path: Suicide) -> dict[str, Value]:
    behavior, unknown = path.behavior, _not_assessed(path.behavior)
    happened = sentence(capitalized(BEHAVIOR_IN_WORDS.get(str(behavior), "")))
    absent = (("method", path.method), ("intent", path.intent), ("suicide plan", path.plan))
    return _path(
        path.detail,
        _given(("Method", path.method), ("Intent", path.intent), ("Suicide plan", path.plan)),
        _absent(*absent, (_BEHAVIOR, behavior)),
        path.means,
        " ".join(
            filter(None, (happened or told("Suicidal behavior", unknown), told("What was done", path.behavior_detail)))
        ),
    )


def _behavior(path: Suicide) -> dict[str, Value]:
    return _path(path.behavior_detail, [], [], path.means, "")


def _self_injury(path: SelfInjury) -> dict[str, Value]:
    needed = words(path.medical_care).lower() not in ("none needed", "not needed", "none", "no")
    return _path(
        path.detail,
        _given(("Method", path.method), ("Intent to die", path.intent)),
        _absent(("intent to die", path.intent)),
        path.means,
        " ".join(_given(("Medical care", path.medical_care))) if needed else "No medical care needed.",
    )


def _violence(path: Violence) -> dict[str, Value]:
    return _path(
        path.detail,
        _given(("Target", path.target), ("Intent", path.intent), ("Plan to harm", path.plan)),
        _absent(("identified target", path.target), ("intent", path.intent), ("plan to harm", path.plan)),
        path.means,
        "",
    )


def _path(
    detail: str | NotAssessed | None, given: list[str], absent: list[str], means: str | NotAssessed | None, history: str
) -> dict[str, Value]:
    without_means = isinstance(means, str) and means.lower() in _NONE
    return {
        "detail": told("Detail", detail),
        "given": " ".join(given),
        "absent": listed([*absent, "access to means"] if without_means else absent, "or"),
        "history": history,
        "means": "" if without_means else told("Access to means", means),
        "says_means": not isinstance(means, str) or speaks_for_itself.means(means),
    }


def _given(*answers: tuple[str, str | NotAssessed | None]) -> list[str]:
    """`Method: …` for each that was answered with something, `Intent not assessed: …` for each that was not."""
    out = []
    for name, answer in answers:
        if isinstance(answer, NotAssessed):
            out.append(told(name, answer))
        elif answer and answer.lower() not in _NONE:
            out.append(f"{name}: {sentence(answer)}")
    return out


def _absent(*answers: tuple[str, object]) -> list[str]:
    return [name for name, answer in answers if isinstance(answer, str) and answer.lower() in _NONE]


def risk(matter: Matter) -> tuple[Piece, ...]:
    """The level of risk, and what it rests on."""
    judged = _safety(matter).risk or Risk()
    acute, chronic = judged.acute, judged.chronic
    protective = [fragment(each) for each in judged.protective_factors or ()]
    factors = [fragment(each) for each in judged.risk_factors or ()]
    does = any(map(speaks_for_itself.is_deed, protective))
    unknown = (told("Acute risk", _not_assessed(acute)), told("Chronic risk", _not_assessed(chronic)))
    return (
        Piece(
            "risk",
            {
                "acute": acute if isinstance(acute, str) else "",
                "chronic": chronic if isinstance(chronic, str) else "",
                "rationale": sentence(judged.rationale or ""),
                "rationale_on": going_on(judged.rationale or ""),
                "higher_care": told("Why no higher level of care", judged.higher_care),
                "says_care": speaks_for_itself.level_of_care(words(judged.higher_care)),
                "changed": sentence(judged.changed or ""),
                "says_changed": speaks_for_itself.changed(judged.changed or ""),
                "risk_factors": "; ".join(factors),
                "one_risk_factor": len(factors) == 1,
                "protective": "; ".join(protective),
                "Protective": capitalized("; ".join(protective)),
                "protective_things": "" if does else listed([with_article(each) for each in protective]),
                "one_protective": len(protective) == 1,
                "protective_with": len(protective) == 1 and " with " in protective[0],
                "says_protective": speaks_for_itself.protective(protective),
                "not_assessed": " ".join(filter(None, unknown)),
            },
        ),
    )


def safety_actions(matter: Matter) -> tuple[Piece, ...]:
    """What was done, who was consulted, contacts promised and kept, reports made."""
    said = _safety(matter)
    judged = said.risk or Risk()
    done = Piece(
        "safety_actions",
        {
            "follow_up": sentence(said.follow_up or ""),
            "actions": sentences(judged.actions),
            "duty": told("Duty to protect", said.violence.duty if said.violence else None),
            "no_report_reason": sentence(said.no_report_reason or ""),
            "consultation": sentence(judged.consultation or ""),
            "says_consultation": speaks_for_itself.consultation(judged.consultation or ""),
        },
    )
    contacts = (Piece("contact", _contact(each, matter)) for each in said.contacts or ())
    reports = (Piece("report", _report(each, matter)) for each in said.reports or ())
    return (done, *contacts, *reports)


def _contact(contact: SafetyContact, matter: Matter) -> dict[str, Value]:
    who, _, how = fragment(contact.with_).partition(", ")
    done = matter.here(contact.done) if contact.done else None
    written = matter.note.timing.written if matter.note.timing else None
    outcome = lowered(sentence(contact.outcome or ""))
    itself = speaks_for_itself.contact(fragment(contact.with_))
    by = fragment(contact.with_) if contact.with_.startswith(("by ", "via ", "through ")) else ""
    return {
        "with_whom": by or ("" if itself else f"with {_whom(who, how)}"),
        "itself": sentence(contact.with_) if itself else "",
        "told": sentence(contact.outcome or "") if itself else "",
        "reached": how if who == "client" and re.match(rf"{matter.client.subject}\b", outcome) else "",
        "whom": _whom(who, how),
        "done": f"{when.weekday(done, matter.day)}, {when.clock(done)}" if done else "",
        "on_time": bool(done and done.date() <= contact.due),
        "due": when.weekday(contact.due) if done is None else when.weekday(contact.due, matter.day),
        "past_due": bool(written and matter.here(written).date() > contact.due),
        "done_at": f"{when.weekday(done, matter.day)}, at {when.clock(done)}" if done else "",
        "outcome": outcome,
    }


def _whom(who: str, how: str) -> str:
    """`the client by phone`; `Dr. Lind, Mercy ED`: what is no way to reach somebody keeps its comma."""
    way = " " if how.lower().startswith(_WAYS) else ", "
    return way.join(filter(None, (f"the {who}" if who.islower() and who.isalpha() else who, how)))


def _report(report: Report, matter: Matter) -> dict[str, Value]:
    at = matter.here(report.at)
    agency = fragment(report.agency)
    return {
        "kind_of_report": _REPORTS[report.kind],
        "agency": f"the {agency}" if agency[:1].islower() and not agency.startswith("the ") else agency,
        "at": f"{when.weekday(at, matter.day)}, {when.clock(at)}",
        "reference": words(report.reference),
    }
