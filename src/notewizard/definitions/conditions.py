"""When a question is asked: a closed list of conditions over answers and derived facts; nothing is evaluated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import Field, model_validator

from notewizard.definitions.reading import Shape

Answers = Mapping[str, Any]
"""Answers as plain JSON values, nested as the note is."""

Scalar = str | bool | int | float


class Condition(Shape):
    """One test of one answer; a question is asked when all of its conditions hold."""

    answer: str = ""
    """Path of an answer (`encounter.delivery`), of one in the same row (`.due`), or of a fact (`derived.minutes`)."""
    is_: Annotated[tuple[Scalar, ...] | None, Field(alias="is")] = None
    """It is one of these."""
    is_not: tuple[Scalar, ...] | None = None
    """It is answered, and is none of these."""
    answered: bool | None = None
    """It is (or is not) answered at all; `{ not_assessed = … }` and an empty list are answers."""
    empty: bool | None = None
    """It is (or is not) an empty list: asked, and there was none."""
    at_least: float | None = None
    """It is a number and not below this."""
    reached: bool | None = None
    """It is a day, and that day had (or had not) come when the note was written."""
    any_of: tuple[Condition, ...] | None = None
    """At least one of these holds; then there is no `answer`."""

    @model_validator(mode="after")
    def one_test(self) -> Condition:
        tests = (self.is_, self.is_not, self.answered, self.empty, self.at_least, self.reached, self.any_of)
        if sum(test is not None for test in tests) != 1:
            raise ValueError("must hold exactly one test|is, is_not, answered, empty, at_least, reached or any_of")
        if bool(self.answer) == (self.any_of is not None):
            raise ValueError("names an answer, unless it is any_of|answer")
        return self


def look_up(answers: Answers, path: str) -> Any:
    """The value at a dotted `path`, or None where nothing is answered there."""
    value: Any = answers
    for part in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def holds(conditions: Sequence[Condition], answers: Answers, facts: Answers, row: Answers | None = None) -> bool:
    """Whether all `conditions` hold.

    `facts` has the tables `derived` and `chart`; `row` is the row of a repeated group that the question stands in.
    """
    return all(_holds(each, answers, facts, row or {}) for each in conditions)


def _holds(condition: Condition, answers: Answers, facts: Answers, row: Answers) -> bool:
    if condition.any_of is not None:
        return any(_holds(each, answers, facts, row) for each in condition.any_of)
    value = _value(condition.answer, answers, facts, row)
    if condition.answered is not None:
        return (value is not None) == condition.answered
    if condition.empty is not None:
        return (isinstance(value, list | tuple) and not value) == condition.empty
    if condition.is_ is not None:
        return _plain(value) in condition.is_ if value is not None else False
    if condition.is_not is not None:
        return value is not None and _plain(value) not in condition.is_not
    if condition.at_least is not None:
        return isinstance(value, int | float) and value >= condition.at_least
    return _reached(value, answers) == condition.reached


def _value(path: str, answers: Answers, facts: Answers, row: Answers) -> Any:
    if path.startswith("."):
        return look_up(row, path[1:])
    if path.split(".")[0] in ("derived", "chart"):
        return look_up(facts, path)
    return look_up(answers, path)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | bool | int | float) else None


def _reached(value: Any, answers: Answers) -> bool:
    """Whether the day `value` had come when the note was written, by the note's own clock and never by today's."""
    written = look_up(answers, "timing.written")
    try:
        return date.fromisoformat(str(value)[:10]) <= date.fromisoformat(str(written)[:10])
    except ValueError:
        return False
