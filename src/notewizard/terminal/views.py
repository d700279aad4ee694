"""A question of the interview → what a screen needs to show it: words, choices, offers, what stands there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from notewizard.definitions.completeness import Asked, answer_at
from notewizard.definitions.conditions import look_up
from notewizard.definitions.plans import ELEMENT as PLAN
from notewizard.definitions.questions import Question
from notewizard.interview.accept import Rejected, accept
from notewizard.interview.clock import say_day, say_moment, say_time
from notewizard.interview.rows import row_of, row_that_may_go, rows_of
from notewizard.interview.scores import items_scored, said_score
from notewizard.interview.state import Interview, minutes_of, needed_domains, place, wording
from notewizard.interview.suggestions import (
    all_on_file,
    contact_offered,
    day_of,
    last_time,
    said_contact,
    said_of_facts,
    suggestion,
)
from notewizard.interview.thread import BECAME_OF_LAST_TIME, items_asked, scores_due, stood
from notewizard.interview.writes import partial_note
from notewizard.note.clock import clock_time
from notewizard.note.columbia import columbia_tier
from notewizard.terminal.screen import Choice, Offer, Raw, View

CLOSED = {"deferred": "put off", "met": "met", "ended": "given up"}
"""What is said of a goal that the treatment plan does not work on now."""
SOONER_OR_LATER = "now or before you sign"
"""Behind a question that may be passed over, but without whose answer the note cannot be signed."""
ALSO_WHERE_DENIED = "An attempt or preparation is answered whatever is denied here: F3 or :review, Suicidal behavior."
"""Said where risk is what the author came for, or was raised last time."""
YES_NO = (Choice("yes", "yes", "y"), Choice("no", "no", "n"))


def view_of(asked: Asked, state: Interview, pending: Raw | None = None) -> View:
    """The question as it is shown now; `pending` is text that was being typed for it."""
    question = wording(asked, state)
    kind = question.kind if question.kind != "rows" else "line"
    choices = tuple(Choice(option.value, option.say, option.key or "") for option in question.options)
    suggested = suggestion(asked, state.answers, state.chart)
    if asked.path[-1] == "goal":
        kind, choices = "one", _goals(state)
    if kind == "yes_no":
        choices = YES_NO

    def judge(raw: Raw) -> str:
        found = accept(asked, raw, state.answers, state.library, state.chart)
        if isinstance(found, Rejected):
            return found.why
        left = needed_domains(asked, state.with_answer(found.writes)) if kind == "domains" else ()
        return f"Still to observe: {', '.join(left)}. Or :na and the reason." if left else ""

    def understood(raw: Raw) -> str:
        found = accept(asked, raw, state.answers, state.library, state.chart)
        before = last_time(asked, state.answers, state.chart)
        repeats = isinstance(raw, str) and raw.strip().lower() == "y" and bool(before)
        marks = asked.question.id == BECAME_OF_LAST_TIME
        if isinstance(found, Rejected):
            return ""
        after = state.with_answer(found.writes)
        if score := said_score(asked, after.answers, state.library):
            return score
        if len(found.writes) > 1 and asked.path[-1] == "name":  # "gad7 10" gave both
            row = answer_at(after.answers, asked.path[:-1])
            beside = replace(asked, path=(*asked.path[:-1], "score"))
            return f"{row['name']}, {said_score(beside, after.answers, state.library) or format(row['score'], 'g')}"
        if not (repeats or marks or kind in ("date", "time", "moment", "line")):
            return ""
        if len(found.writes) > 1 and (contact := contact_offered(asked, state.answers, state.chart)):
            return said_contact(contact)
        read = said(asked, after)
        if asked.key == "encounter.end" and (minutes := minutes_of(after)) is not None:
            return f"{read}, {minutes} minute{'' if minutes == 1 else 's'}"
        return read if isinstance(read, str) and read != raw else ""

    return View(
        key=asked.key,
        kind=kind,
        ask=question.ask,
        place=place(asked),
        note=_context(asked, state),
        why=question.why,
        example=question.example,
        suggestion=suggested,
        optional=not asked.required,
        passed=_passed(asked, state),
        passing=SOONER_OR_LATER if _departs(asked, state) else "optional",
        may_empty=row_that_may_go(asked, state.answers) is not None,
        value=_typed(question.kind, pending) if pending is not None else said(asked, state),
        stood=_stood(asked, state, choices),
        choices=choices,
        offers=_offers(asked, question, state),
        listed=kind == "line",
        own_terms=question.own_terms,
        confirms_own=_is_measure(asked),
        finding=kind == "domains" or asked.path[0] == "safety",
        labeled=asked.path[-1] == "techniques",
        leads=("back", "review", "save", *(() if state.chart.task else ("risk", "na"))),
        needs=needed_domains(asked, state) if kind == "domains" else (),
        judge=judge,
        understood=understood,
    )


def _stood(asked: Asked, state: Interview, choices: Sequence[Choice]) -> Raw | None:
    """What was given before, empty where the question was passed over; None where it was not answered yet."""
    value = answer_at(state.answers, asked.path)
    if value is None:
        return "" if asked.key in state.passed else None
    return value if value in [choice.value for choice in choices] else said(asked, state)


def _passed(asked: Asked, state: Interview) -> str:
    """What is said once the question was passed over: a row that is not there yet means none, or no more."""
    rows, row = rows_of(asked), row_of(asked)
    opens = rows is not None and row is not None and asked.question is rows.rows[0]
    if not opens or row is None or answer_at(state.answers, row) is not None:
        return "passed over"
    return "no more" if row[-1] else "none"


def _departs(asked: Asked, state: Interview) -> bool:
    """Whether the reason of a departure from the treatment plan is asked, and this session does depart from it."""
    return asked.question.id == "response.deviation" and bool(state.facts()["chart"]["off_plan"])


def _is_measure(asked: Asked) -> bool:
    """Whether the answer names an instrument: a name that is not known may well be a slip of the finger."""
    return asked.path[-1] == "measure" or (asked.path[0] == "presenting" and asked.path[-1] == "name")


def _candidates(asked: Asked, state: Interview) -> list[tuple[str, str]]:
    """The modalities that all techniques of the row can belong to, as (id, label)."""
    if asked.path[-1] != "modality":
        return []
    vocabulary = state.library.vocabularies["modalities"]
    row = answer_at(state.answers, asked.path[:-1]) or {}
    found = [{group.id for group, _ in vocabulary.find(term)} for term in row.get("techniques") or ()]
    common = set.intersection(*[ids for ids in found if ids]) if any(found) else set()
    return [(group.id, group.label) for group in vocabulary.groups if group.id in common]


def _typed(kind: str, pending: Raw) -> Raw:
    """Words that were being typed, in the form their question takes: the journal keeps lists as lines."""
    several = kind in ("many", "lines", "domains") and pending != ""
    return tuple(row for row in pending.split("\n") if row) if several and isinstance(pending, str) else pending


def _goals(state: Interview) -> tuple[Choice, ...]:
    goals = look_up(state.answers, "treatment.goals") or ()
    planned = state.chart.plan.goals if state.chart.plan else ()
    closed = {each.id: f" ({CLOSED[each.status]})" for each in planned if each.status in CLOSED}
    said = ((goal["id"], f"{goal['text']}{closed.get(goal['id'], '')}") for goal in goals)
    return tuple(Choice(id_, f"goal {n}: {text}", str(n)) for n, (id_, text) in enumerate(said, 1))


def _offers(asked: Asked, question: Question, state: Interview) -> tuple[Offer, ...]:
    if _is_measure(asked):
        own = state.chart.measures  # what the client is followed by is offered before the other instruments
        every = sorted(state.library.measures.values(), key=lambda each: not any(name in own for name in each.names))
        return tuple(Offer(each.name, also=(each.title, *each.also)) for each in every)
    held = _offers_on_file(asked, question, state)
    vocabulary = state.library.vocabularies.get(question.vocabulary or "")
    if vocabulary is None:
        return held
    first, fitting = state.chart.modalities, {id_ for id_, _ in _candidates(asked, state)}
    groups = sorted(vocabulary.groups, key=lambda group: (group.id not in fitting, group.id not in first))
    if asked.path[-1] in ("modality", "modalities"):
        return tuple(Offer(group.label, also=(group.name, *group.also)) for group in groups)
    grouped = question.kind in ("domains", "many") and len(groups) > 1
    offers = [
        Offer(term.term, group.label if grouped else "", term.also, group.also)
        for group in groups
        for term in group.terms
    ]
    if question.kind == "line" and isinstance(last := look_up(state.chart.last, question.id), str):
        # What was said last time is nearest to hand, and still has to be taken.
        known = next((offer for offer in offers if offer.term == last), Offer(last))
        offers = [known, *(offer for offer in offers if offer != known)]
    known_already = {each.term for each in held}
    return (*held, *(offer for offer in offers if offer.term not in known_already))


def _offers_on_file(asked: Asked, question: Question, state: Interview) -> tuple[Offer, ...]:
    """The standing facts of a question before its terms; where any number is picked, all of them as one row as well."""
    facts = state.chart.facts_at(question.id)
    if question.kind == "many":
        rows = [Offer(each.fact.text) for each in facts]
        return (Offer(all_on_file(asked, state.chart), also=("y",)), *rows) if rows else ()
    day = day_of(state.answers, state.chart)
    return tuple(Offer(each.as_confirmed(day)) for each in facts) if question.kind == "line" else ()


def _context(asked: Asked, state: Interview) -> str:
    """What helps to answer: what was left open, the words of the goal, last time's standing fact."""
    if asked.question.id == BECAME_OF_LAST_TIME:
        return items_asked(state.chart)
    if asked.path[:2] == ("response", "progress"):
        row = answer_at(state.answers, asked.path[:3]) or {}
        said = next((goal.say for goal in _goals(state) if goal.value == row.get("goal")), "")
        before = stood(str(row.get("goal")), state.chart)
        return "\n".join(filter(None, (said, f"Last noted: {before}" * bool(before))))
    if opening := _row_opening(asked, state):
        return opening
    if asked.path[-1] == "suicide_item":
        return _which_item(asked, state)
    if asked.path[-1] == "modality" and (names := [label for _, label in _candidates(asked, state)]):
        return f"These techniques belong to {' or '.join(names)}."
    if asked.question.id == "safety.suicidal_ideation":
        at_risk = state.risk_first or state.chart.risk_before
        return "\n".join(filter(None, (items_scored(state.answers, state.library), ALSO_WHERE_DENIED * at_risk)))
    if asked.question.id == "safety.follow_up":
        return _last_risk(state)
    if asked.question.id == "safety.risk.acute":
        return _tier(state)
    if asked.question.id == "safety.risk.changed":
        return f"Last time: {before}." if (before := state.chart.raised) else ""
    if asked.question.id == "response.deviation" and (planned := state.chart.modalities):
        groups = state.library.vocabularies["modalities"]
        names = [group.label if (group := groups.group(each)) else each for each in planned]
        return f"The treatment plan names {', '.join(names)}. The reason is printed in the note."
    if asked.element.element == PLAN:
        return _in_plan(asked, state)
    return said_of_facts(asked, state.answers, state.chart)


def _which_item(asked: Asked, state: Interview) -> str:
    row = answer_at(state.answers, asked.path[:-1]) or {}
    measure = state.library.measure(str(row.get("name", "")))
    return f"Item {measure.suicide_item.number} of the {measure.name}." if measure and measure.suicide_item else ""


def _in_plan(asked: Asked, state: Interview) -> str:
    """What helps to answer a question of the treatment plan: the goal it is about, the day of review on offer."""
    if offered := last_time(asked, state.answers, state.chart):
        return f"Offered: {offered} (y takes it)"
    row = answer_at(state.answers, asked.path[:3]) if len(asked.path) > 3 else None
    return str(row.get("text") or row.get("problem") or "") if isinstance(row, Mapping) else ""


def _row_opening(asked: Asked, state: Interview) -> str:
    """What a row is about, above its first question, which alone may be no more than "When"."""
    rows = rows_of(asked)
    if rows is None or asked.question is not rows.rows[0]:
        return ""
    count = next(part for part in asked.path if isinstance(part, int))
    if contact := contact_offered(asked, state.answers, state.chart):
        return (
            f"Promised in an earlier note: {said_contact(contact)}. No note tells its outcome.\n"
            "Enter or y takes its day and person; then say when it took place and what came of it."
        )
    ask = wording(replace(asked, question=rows, path=asked.path[: asked.path.index(count)]), state).ask
    head = f"{ask}, {rows.row_name or 'row'} {count + 1}" if count else ask
    if asked.path[:2] == ("presenting", "measures") and (due := scores_due(state.chart)):
        head = f"{head}. Due: {'; '.join(due)}"
    if row_that_may_go(asked, state.answers):
        return f"{head}. To take this {rows.row_name or 'row'} out, empty the line and press Enter."
    return head if asked.required else f"{head}. Enter alone: no {'more' if count else rows.row_name or 'more'}."


def _tier(state: Interview) -> str:
    """What the Columbia screener's triage makes of the answers, beside the level that is the clinician's to give."""
    safety = partial_note(state.answers).safety
    tier = columbia_tier(safety) if safety else None
    return f"Columbia screener, by these answers: {tier.level} ({tier.because}). The level is yours." if tier else ""


def _last_risk(state: Interview) -> str:
    """The risk as it was judged last time, for the decision after a missed session."""
    level = look_up(state.chart.held, "safety.risk.acute")
    day = look_up(state.chart.held, "encounter.date")
    return f"Last known acute risk: {level}, {say_day(date.fromisoformat(day))}." if level and day else ""


def said(asked: Asked, state: Interview) -> Raw:
    """The answer that stands there, in the form in which an author gives it; empty when there is none."""
    value = answer_at(state.answers, asked.path)
    kind = asked.question.kind
    if kind == "domains":
        return _domain_terms(asked, value if isinstance(value, Mapping) else {}, state)
    if value is None or (isinstance(value, Mapping) and "not_assessed" in value):
        return ""
    if asked.path[-1] == "techniques":
        return _techniques(asked, value, state)
    if asked.path[-1] == "modalities":
        groups = [state.library.vocabularies["modalities"].group(str(each)) for each in value]
        return tuple(group.label for group in groups if group)
    if isinstance(value, list | tuple):
        return _lines(value)
    return _text(kind, value, asked, state)


def said_goal(asked: Asked, state: Interview) -> str:
    """The goal that a row of progress is about, "goal 2"."""
    goal = (answer_at(state.answers, asked.path[:3]) or {}).get("goal")
    return next((f"goal {choice.key}" for choice in _goals(state) if choice.value == goal), str(goal))


def _techniques(asked: Asked, terms: Sequence[str], state: Interview) -> tuple[str, ...]:
    """Techniques under the modality that the row names, where it has them."""
    row = answer_at(state.answers, asked.path[:-1]) or {}
    group = state.library.vocabularies[asked.question.vocabulary or ""].group(str(row.get("modality")))
    known = {term.term for term in group.terms} if group else set()
    return tuple(f"{group.label}: {term}" if group and term in known else term for term in terms)


def _domain_terms(asked: Asked, status: Mapping[str, Any], state: Interview) -> tuple[str, ...]:
    vocabulary = state.library.vocabularies[asked.question.vocabulary or ""]
    found: list[str] = []
    for group in vocabulary.groups:
        terms = status.get(group.id)
        found += [f"{group.label}: {term}" for term in terms] if isinstance(terms, list | tuple) else []
    return tuple(found)


def _lines(values: Sequence[Any]) -> tuple[str, ...]:
    out = []
    for value in values:
        if isinstance(value, Mapping):
            out.append(f"{value['code']} {value['name']}" if "code" in value else str(value.get("text", "")))
        else:
            out.append(str(value))
    return tuple(out)


def _here(moment: datetime, state: Interview) -> datetime:
    """In the time zone of the session, as the note prints it and as a typed time is read."""
    zone = look_up(state.answers, "encounter.time_zone")
    return moment.astimezone(ZoneInfo(zone)) if moment.tzinfo and zone else moment


def _text(kind: str, value: Any, asked: Asked, state: Interview) -> str:
    if kind == "date":
        return say_day(date.fromisoformat(str(value)))
    if kind == "time":
        clock = clock_time(value)
        return clock.isoformat() if isinstance(clock, datetime) else say_time(clock)
    if kind == "moment":
        return say_moment(_here(datetime.fromisoformat(str(value)), state))
    if kind == "yes_no":
        return "yes" if value else "no"
    if kind == "one":
        return next((option.say for option in asked.question.options if option.value == value), str(value))
    if kind == "number":
        return f"{value:g}"
    if asked.path[-1] == "goal":
        return next((f"goal {choice.key}" for choice in _goals(state) if choice.value == value), str(value))
    if asked.path[-1] == "modality":
        group = state.library.vocabularies["modalities"].group(str(value))
        return group.label if group else str(value)
    return str(value)
