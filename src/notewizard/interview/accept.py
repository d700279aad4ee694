"""Whether what an author gave can be taken as the answer to a question, and what it then writes into the note.

`accept` is the one gate: the walk, the accessible walk and the live check on a key all ask it. What it takes has been
through the note's own model, so that a draft never holds an answer that a finished note could not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from notewizard.definitions.completeness import Asked, answer_at
from notewizard.definitions.conditions import Answers, look_up
from notewizard.definitions.later import ELEMENT as LATER
from notewizard.definitions.library import Library
from notewizard.definitions.plans import ELEMENT as PLAN
from notewizard.interview.chart import Chart
from notewizard.interview.clock import NotRead, say_day
from notewizard.interview.corrected import in_the_note, is_fact, out_of_the_note
from notewizard.interview.lists import read_list
from notewizard.interview.plan_answers import plan_of
from notewizard.interview.rows import row_that_may_go
from notewizard.interview.suggestions import all_on_file, contact_offered, last_time, said_contact
from notewizard.interview.thread import BECAME_OF_LAST_TIME, marked
from notewizard.interview.values import read_value
from notewizard.interview.writes import Writes, only_whole_rows, written
from notewizard.note.later import LaterWriting
from notewizard.note.note import Note
from notewizard.note.span import UnclearTime, session_span
from notewizard.note.text import clean

Raw = str | tuple[str, ...]
WHICH_DAY = {
    "encounter.end": "That is not after the start. If it ended on the next day: "
    "F3 or :review, “Did it end on the next day?”.",
    "encounter.overnight": "That is after the start, but it is said to have ended on the next day. "
    "F3 or :review changes either.",
}
"""What is said at the end of the session, by the answer that does not fit the clock."""
A_LIFE = 100
"""Years after which nobody signs a note of their own session: an older day is a slip of the pen."""
TAKEN_OUT = "Empty the line, then Enter takes this row out."


@dataclass(frozen=True)
class Accepted:
    """The answer can be taken; `writes` are the places in the note it fills, as plain JSON values."""

    writes: Writes


@dataclass(frozen=True)
class Rejected:
    """It cannot, and why: one sentence for the author. Nothing was changed."""

    why: str


def accept(asked: Asked, raw: Raw, answers: Answers, library: Library, chart: Chart) -> Accepted | Rejected:
    """What `raw` writes as the answer to `asked`, or why it cannot be taken."""
    if is_fact(asked):
        there, note = in_the_note(asked, answers)
        found = accept(there, raw, note, library, chart)
        if isinstance(found, Accepted) and (why := _after_the_note(there, found.writes, answers)):
            return Rejected(why)
        return _back(found)
    try:
        writes = _read(asked, raw, answers, library, chart)
    except NotRead as error:
        return Rejected(str(error))
    return _through_the_model(asked, writes, answers, chart)


def not_assessed(asked: Asked, reason: str, answers: Answers, chart: Chart) -> Accepted | Rejected:
    """The answer could not be had, for `reason`: taken wherever the note allows it."""
    if not clean(reason).strip():
        return Rejected("Give the reason: :na the call ended before it could be asked")
    if is_fact(asked):
        there, note = in_the_note(asked, answers)
        return _back(not_assessed(there, reason, note, chart))
    if asked.question.kind == "domains":
        return _through_the_model(asked, (((*asked.path, "not_assessed"), reason.strip()),), answers, chart)
    found = _through_the_model(asked, ((asked.path, {"not_assessed": reason.strip()}),), answers, chart)
    if isinstance(found, Rejected):
        way = "Enter passes over it." if not asked.required else "An answer is needed."
        way = TAKEN_OUT if row_that_may_go(asked, answers) else way
        return Rejected(f"This question takes no reason in place of an answer. {way}")
    return found


def _back(found: Accepted | Rejected) -> Accepted | Rejected:
    return Accepted(out_of_the_note(found.writes)) if isinstance(found, Accepted) else found


def _after_the_note(asked: Asked, writes: Writes, answers: Answers) -> str:
    """Why a corrected day of the session cannot be: the note was written before it. Empty where that is not so."""
    written_on = str(look_up(answers, f"{LATER}.note_day") or "")
    if asked.question.id != "encounter.date" or not written_on or str(writes[-1][1]) <= written_on:
        return ""
    return f"That day is after the note was written, on {say_day(date.fromisoformat(written_on))}."


def _read(asked: Asked, raw: Raw, answers: Answers, library: Library, chart: Chart) -> Writes:
    kind = asked.question.kind
    if kind in ("many", "domains", "lines"):
        terms = (raw,) if isinstance(raw, str) else raw
        terms = tuple(words for each in terms if (words := clean(each).strip()))
        terms = _with_those_on_file(asked, terms, chart)
        return read_list(asked, terms, answers, library)
    text = clean(raw if isinstance(raw, str) else " ".join(raw)).strip()
    if not text:
        if row_that_may_go(asked, answers):
            raise NotRead(TAKEN_OUT)
        raise NotRead(_needed(asked, answers, chart) if asked.required else "Nothing was typed.")
    if text.lower() == "y" and (before := last_time(asked, answers, chart)):
        text = before
    elif text.lower() == "y" and (asked.question.again or asked.question.worked_out):
        raise NotRead("There is nothing here that y takes. Write the answer.")
    if asked.question.id == BECAME_OF_LAST_TIME:
        text = marked(text, chart)
    if (contact := contact_offered(asked, answers, chart)) and text.lower() in ("y", said_contact(contact).lower()):
        # Its day and its person, which an earlier note gives; when it was done and what came of it are asked.
        row = asked.path[:-1]
        return (((*row, "due"), contact.due.isoformat()), ((*row, "with"), contact.with_))
    if both := _name_and_score(asked, text, library):
        return both
    return ((asked.path, read_value(asked, text, answers, library, chart)),)


def _needed(asked: Asked, answers: Answers, chart: Chart) -> str:
    """What is said of a question that was left empty: with the way out, where the note takes a reason instead."""
    may_be_missing = isinstance(not_assessed(asked, "-", answers, chart), Accepted)
    return "An answer is needed here." + (" Or :na and the reason why there is none." if may_be_missing else "")


def _with_those_on_file(asked: Asked, terms: tuple[str, ...], chart: Chart) -> tuple[str, ...]:
    """The terms, with each fact on file in place of the row that takes them all."""
    everything = all_on_file(asked, chart)
    if not everything or everything not in terms:
        return terms
    held = [each.fact.text for each in chart.facts_at(asked.question.id)]
    return tuple(each for term in terms for each in (held if term == everything else [term]))


def _name_and_score(asked: Asked, text: str, library: Library) -> Writes:
    """ "gad7 9" at the name of a measure gives its score as well."""
    if asked.path[:2] != ("presenting", "measures") or asked.path[-1] != "name":
        return ()
    name, _, number = text.rpartition(" ")
    measure = library.measure(name)
    if measure is None or not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,2})?", number):
        return ()
    score = float(number)
    if not measure.in_range(score):
        raise NotRead(f"A score of the {measure.name} is {measure.least:g} to {measure.most:g}.")
    row = asked.path[:-1]
    return (((*row, "name"), measure.name), ((*row, "score"), int(score) if score == int(score) else score))


def _through_the_model(asked: Asked, writes: Writes, answers: Answers, chart: Chart) -> Accepted | Rejected:
    trial = written(answers, writes)
    try:
        if asked.element.element == PLAN:
            plan_of(trial, "client", chart.today)
            return Accepted(writes)
        if asked.element.element == LATER:
            LaterWriting.model_validate(trial[LATER])
            return Accepted(writes)
        note = Note.model_validate(only_whole_rows(trial))
    except ValidationError as error:
        return Rejected(_sentence(error))
    if why := _impossible(asked, note, chart):
        return Rejected(why)
    if why := _misdated(asked, trial):
        return Rejected(why)
    return Accepted(writes)


def _misdated(asked: Asked, trial: Answers) -> str:
    """Why a score cannot be of that day: it was filled in by the session, and after the score before it."""
    if asked.path[:2] != ("presenting", "measures") or asked.path[-1] not in ("date", "previous_date"):
        return ""
    row = answer_at(trial, asked.path[:-1])
    session, day, before = look_up(trial, "encounter.date"), row.get("date"), row.get("previous_date")
    if asked.path[-1] == "date" and session and day and day > session:
        return "That day is after the session."
    return "The score before that is from an earlier day." if day and before and before >= day else ""


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    message = str(first.get("ctx", {}).get("error", first["msg"]))
    said, _, allowed = message.partition("|")
    return f"This {said}{f': {allowed}' if allowed else ''}."


def _impossible(asked: Asked, note: Note, chart: Chart) -> str:
    """What cannot be, judged on what is answered so far; empty when nothing speaks against it."""
    encounter = note.encounter
    if encounter is None:
        return ""
    if asked.question.id == "encounter.date" and encounter.date and encounter.date > chart.today:
        return "That day is still to come. A note is about a session that took place."
    if asked.question.id == "encounter.date" and encounter.date and encounter.date.year < chart.today.year - A_LIFE:
        return f"That day is more than {A_LIFE} years ago: whoever signs now was not there."
    if asked.path[0] == "encounter":
        try:
            session_span(encounter)
        except UnclearTime as error:
            if asked.question.id == "encounter.end" and error.key in WHICH_DAY:
                return WHICH_DAY[error.key]
            what = f"This {error.said}"
            return f"{what}: {error.allowed}." if error.allowed else f"{what}."
    return ""
