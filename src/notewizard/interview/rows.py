"""Rows that may go: a score, a contact, a further piece of work, taken out whole by emptying its first answer."""

from __future__ import annotations

from notewizard.definitions.completeness import Asked, answer_at
from notewizard.definitions.conditions import Answers
from notewizard.definitions.questions import Question
from notewizard.interview.writes import Path


def rows_of(asked: Asked) -> Question | None:
    """The rows in which a question stands; None for one that stands alone."""
    rows = (each for each in asked.element.questions if each.rows)
    return next((each for each in rows if any(inner is asked.question for inner in each.rows)), None)


def row_of(asked: Asked) -> Path | None:
    """The path of the row in which a question stands, `("presenting", "measures", 1)`."""
    position = next((n for n, part in enumerate(asked.path) if isinstance(part, int)), None)
    return None if position is None else asked.path[: position + 1]


def row_that_may_go(asked: Asked, answers: Answers) -> Path | None:
    """The path of the row that an empty answer takes out; None where the note needs the row, or there is none yet."""
    rows, row = rows_of(asked), row_of(asked)
    if rows is None or row is None or rows.one_for or asked.question is not rows.rows[0]:
        return None
    if answer_at(answers, row) is None:
        return None
    held = answer_at(answers, row[:-1])
    least = (rows.least or 0) if rows.required else 0
    return row if isinstance(held, list | tuple) and len(held) > least else None
