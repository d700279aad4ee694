"""What holds now in place of answers of a signed note: which of them a correction may be about, each asked again.

A correction is in the author's own words; what the next walk, the checks and `due` go by are answers. Those that the
words may be about are asked as the note asked them, and judged by the same gate; one that did not change is given
again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from notewizard.definitions.completeness import Asked, answer_at, applying
from notewizard.definitions.conditions import Answers
from notewizard.definitions.later import ELEMENT, Fact
from notewizard.definitions.library import Library
from notewizard.definitions.questions import Element, Question
from notewizard.interview.chart import Chart
from notewizard.interview.writes import Path, Writes, partial_note, written
from notewizard.note.clock import clock_time
from notewizard.note.derived import derive
from notewizard.note.later import passage_in

HOLDS = "holds"
"""Under which the answers of these questions stand among those of the correction, shaped as a note."""
NOTE = "note_answers"
"""Under which the note's own answers stand there."""
FEW_WORDS = 3
"""A passage of so many words that holds an answer ("low") may be about any question with that answer."""

SHORT = 3
"""Letters of a name that must stand there as a word of its own."""

WHY = "The next note, the checks and what is owed go by this answer. Give the same again if it did not change."


def facts_asked(facts: Sequence[Fact], library: Library, answers: Answers) -> Iterator[tuple[Fact, Asked]]:
    """The answers of a note that are among `facts`, in the order of the walk."""
    by_answer = {each.answer: each for each in facts}
    tables = {"derived": derive(partial_note(answers), library.jurisdiction).facts()}
    tables["chart"] = Chart(date.min).facts(answers)
    for asked in applying(library, answers, tables):
        fact = by_answer.get(key_of(asked.path))
        if fact is not None and asked.question.kind != "rows" and answer_at(answers, asked.path) is not None:
            yield fact, asked


def facts_touched(facts: Sequence[Fact], library: Library, answers: Answers, wrong: str, right: str) -> Iterator[Asked]:
    """Those that a correction of `wrong` to `right` may be about."""
    derived = derive(partial_note(answers), library.jurisdiction)
    follows = {"code": derived.codes, "minutes": (f"{derived.minutes} minutes",)}
    for fact, asked in facts_asked(facts, library, answers):
        value = answer_at(answers, asked.path)
        printed = (*_as_printed(asked, value), *(each for name in fact.prints for each in follows[name]))
        if _named(fact, f"{wrong}\n{right}") or _holds(asked, value, printed, wrong, plain=not fact.named):
            yield asked


def key_of(path: Path) -> str:
    """`safety.contacts.due`: the path without the numbers of rows."""
    return ".".join(part for part in path if isinstance(part, str))


def _named(fact: Fact, words: str) -> bool:
    # Of a short name the whole word: "si", not "since".
    return any(
        re.search(rf"\b{re.escape(each)}" + (r"\b" if len(each) <= SHORT else ""), words, re.IGNORECASE)
        for each in fact.named
    )


def _holds(asked: Asked, value: Any, printed: Sequence[str], wrong: str, plain: bool) -> bool:
    """Whether the wrong words hold the answer; of a closed list only where they are few, or nothing else names it."""
    if asked.question.kind == "one" and not plain and len(wrong.split()) > FEW_WORDS:
        return False
    own = [each for each in _texts(value) if len(each.split()) > 1]  # of a longer text a part is enough
    return any(_word_in(each, wrong) for each in printed if each) or any(passage_in(wrong, each) for each in own)


def _word_in(words: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE))


def _as_printed(asked: Asked, value: Any) -> Iterator[str]:
    """The answer in the forms in which notes print it, and people write it."""
    match asked.question.kind:
        case "one":
            said = next((each.say for each in asked.question.options if each.value == value), "")
            yield from {str(value), str(value).replace("-", " "), said.partition(":")[0]}
        case "date":
            yield from _day(date.fromisoformat(str(value)))
        case "time":
            clock = clock_time(value)
            yield from (f"{clock.hour % 12 or 12}:{clock:%M}", f"{clock:%H:%M}") if clock is not None else ()
        case "moment":
            yield from _day(datetime.fromisoformat(str(value)).date())
        case "number":
            yield f"session {value:g}"
        case _:
            yield from _texts(value)


def _day(day: date) -> Iterator[str]:
    yield day.isoformat()
    yield f"{day:%B} {day.day}"
    yield f"{day:%b} {day.day}"
    yield f"{day.day} {day:%B}"
    yield f"{day.month}/{day.day}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (str(value[key]) for key in ("code", "name", "text") if key in value)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def question_of(asked: Asked, said: str, required: bool) -> Question:
    """The question what holds now in place of this answer of the note, which is `said` there.

    One that is not required is only offered: the words of the correction do not name its answer.
    """
    question = asked.question
    return question.model_copy(
        update={
            "id": ".".join((ELEMENT, HOLDS, *map(str, asked.path))),
            "ask": f"{question.ask}, what holds now (the note: {said})",
            "why": WHY,
            "required": required,
            "required_when": (),
            "offered": not required,
            "walk_when": (),
            "session_types": (),
            "worded": {},
            "ask_when": (),
            "suggest": None,
            "again": False,
            "worked_out": None,
            "narrative": False,
            "example": "",
        }
    )


def is_fact(asked: Asked) -> bool:
    """Whether the question is one of these."""
    return asked.path[:2] == (ELEMENT, HOLDS)


def in_the_note(asked: Asked, answers: Answers) -> tuple[Asked, dict[str, Any]]:
    """The question as it stands in the note, and the note's answers as far as this correction has settled them.

    What is still to be asked is left out: a start may move beyond the old end before the new one is given.
    """
    path = _path(asked.path)
    note = note_as_settled(answers, asked.element)
    element = asked.element.model_copy(update={"element": str(path[0])})
    row = max((place + 1 for place, part in enumerate(path) if isinstance(part, int)), default=0)
    question = asked.question.model_copy(update={"id": ".".join(map(str, path[row:]))})
    return replace(asked, element=element, question=question, path=path), written(note, ((path, None),))


def note_as_settled(answers: Answers, element: Element) -> dict[str, Any]:
    """The note's answers with what holds now in place; those that are still to be asked are left out."""
    return written(answers[ELEMENT].get(NOTE) or {}, settled(answers, element))


def settled(answers: Answers, element: Element) -> list[tuple[Path, Any]]:
    """By place in the note: what holds now, where it was said; None where it is still to be asked."""
    found = []
    for each in element.questions:
        path = tuple(each.id.split("."))
        value = answer_at(answers, path) if path[:2] == (ELEMENT, HOLDS) else None
        if path[:2] == (ELEMENT, HOLDS) and (each.required or value is not None):
            found.append((_path(path), value))
    return found


def out_of_the_note(writes: Writes) -> Writes:
    """The same answers, as they stand among those of the correction."""
    return tuple(((ELEMENT, HOLDS, *map(str, path)), value) for path, value in writes)


def _path(path: Sequence[str | int]) -> Path:
    return tuple(int(part) if isinstance(part, str) and part.isdecimal() else part for part in path[2:])
