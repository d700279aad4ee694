"""A note in which every question that applies is answered, each in a word of its own, so that one can look for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from notewizard.definitions.completeness import Asked, answer_at, applying
from notewizard.definitions.library import Library
from notewizard.definitions.questions import Question
from notewizard.interview.chart import Chart
from notewizard.interview.writes import partial_note, written
from notewizard.note.derived import derive

FIXED: dict[str, Any] = {
    "encounter.date": "2026-11-20",
    "encounter.start": "14:00",
    "encounter.end": "15:00",
    "encounter.scheduled": "14:00",
    "encounter.overnight": False,
    "encounter.setting": "office",
    "encounter.time_zone": "America/New_York",
    "encounter.session_number": 7,
    "encounter.interruptions.start": "14:20",
    "encounter.interruptions.end": "14:22",
    "encounter.attended.role": "spouse",
    "encounter.group.id": "g-1",
    "client.id": "c-1",
    "client.pronouns": "she/her",
    "timing.written": "2026-11-24T15:00:00-05:00",
    "interventions.goal": "g1",
    "response.progress.goal": "g1",
    "presenting.measures.score": 9,
    "presenting.measures.previous_score": 12,
}
"""What is no word: days, times, numbers, ids, and pronouns."""
LEFT_OUT = {
    "safety.no_report_reason": "with it no report is asked for",
}


def every_answer(
    library: Library, kind: str, mark: str = "", **encounter: str
) -> tuple[dict[str, Any], dict[str, str]]:
    """Answers to all that a session of this kind is asked, and the word that stands in each by its key.

    Words begin with "Zq" and `mark`.
    """
    answers: Mapping[str, Any] = {"schema": 1, "encounter": {"session_type": kind, **encounter}}
    words: dict[str, str] = {}
    for _ in range(12):
        facts = {"derived": derive(partial_note(answers)).facts(), "chart": Chart(today=date.min).facts(answers)}
        new = [each for each in applying(library, answers, facts) if _is_open(each, answers)]
        if not new:
            return dict(answers), words
        asked = new[0]
        for asked in new:
            word = f"Zq{mark}{_letters(len(words))}"
            name = ".".join(part for part in asked.path if isinstance(part, str))
            value = FIXED.get(name) if name in FIXED else _value(asked.question, word)
            if word in str(value):
                words[asked.key] = word
            answers = written(answers, ((asked.path, value),))
    raise AssertionError("there is no end of questions")


def _is_open(asked: Asked, answers: Mapping[str, Any]) -> bool:
    if asked.question.kind == "domains":
        return not (answer_at(answers, asked.path) or {}).get("speech")
    return asked.key not in LEFT_OUT and answer_at(answers, asked.path) is None


def _value(question: Question, word: str) -> Any:
    match question.kind:
        case "one":
            return question.options[min(1, len(question.options) - 1)].value
        case "many":
            return [word]
        case "lines":
            shapes = {"diagnosis": {"code": "F41.1", "name": word}, "goal": {"id": "g1", "text": word}}
            return [shapes.get(question.reads or "", word)]
        case "rows":
            return [{}]
        case "number":
            return int(question.least or 1)
        case "date":
            return "2026-11-19"
        case "time":
            return "14:00"
        case "moment":
            return "2026-11-24T09:00:00-05:00"
        case "yes_no":
            return False
        case "domains":
            return {"speech": [word]}
    return f"{word} is said here"


def _letters(number: int) -> str:
    high, low = divmod(number, 20)
    return "bcdfghjklmnpqrstvwxz"[high] + "bcdfghjklmnpqrstvwxz"[low]
