"""Which questions apply to a note, which of those are still open, and which answers do not belong.

Works on answers as plain values, so that the same code serves a draft, an answers file and a finished note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from notewizard.definitions.conditions import Answers, holds, look_up
from notewizard.definitions.library import Library
from notewizard.definitions.questions import Element, Question


@dataclass(frozen=True)
class Asked:
    """A question as it applies to one note: the path of its answer, and the row it stands in."""

    element: Element
    question: Question
    path: tuple[str | int, ...]
    """Where its answer stands: ("interventions", 0, "detail")."""
    required: bool

    @property
    def key(self) -> str:
        """The path as text: `interventions[0].detail`."""
        out = ""
        for part in self.path:
            out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else str(part)
        return out


def answer_at(answers: Answers, path: Sequence[str | int]) -> Any:
    """The answer at `path`, or None."""
    value: Any = answers
    for part in path:
        if isinstance(part, int):
            value = (
                value[part]
                if isinstance(value, Sequence) and not isinstance(value, str) and part < len(value)
                else None
            )
        else:
            value = value.get(part) if isinstance(value, Mapping) else None
        if value is None:
            return None
    return value


def applying(library: Library, answers: Answers, facts: Answers, extra: Sequence[Question] = ()) -> Iterator[Asked]:
    """Every question that applies, rows unfolded, in the order of the walk; `extra` are a format's own questions.

    `facts` has the tables `derived` (see `note.derived`) and `chart` (what is known of the client's chart).
    """
    kind = look_up(answers, "encounter.session_type")
    for element in library.elements:
        if kind is not None and kind not in element.session_types:
            continue
        for question in element.questions:
            if question.session_types and kind is not None and kind not in question.session_types:
                continue
            if holds(question.ask_when, answers, facts):
                path = tuple(question.id.split("."))
                yield from _unfolded(library, element, question, path, answers, facts)
    for question in extra:
        if (not question.session_types or kind in question.session_types) and holds(question.ask_when, answers, facts):
            path = ("additional", question.id)
            yield from _unfolded(library, library.elements[-1], question, path, answers, facts)


def _unfolded(
    library: Library,
    element: Element,
    question: Question,
    path: tuple[str | int, ...],
    answers: Answers,
    facts: Answers,
) -> Iterator[Asked]:
    required = question.required and holds(question.required_when, answers, facts)
    yield Asked(element, question, path, required)
    if question.kind != "rows":
        return
    rows = answer_at(answers, path)
    for position, row in enumerate(rows if isinstance(rows, list | tuple) else ()):
        values: dict[str, Any] = dict(row) if isinstance(row, Mapping) else {}
        values.update(library.of_row(question, values))
        for inner in question.rows:
            if holds(inner.ask_when, answers, facts, values):
                needed = inner.required and holds(inner.required_when, answers, facts, values)
                yield Asked(element, inner, (*path, position, *inner.id.split(".")), needed)


def is_open(asked: Asked, answers: Answers) -> bool:
    """Whether a question that applies still needs an answer for the note to be whole."""
    if not asked.required:
        return False
    value = answer_at(answers, asked.path)
    if asked.question.kind == "domains":
        return bool(open_domains(asked.element, answers))
    if asked.question.one_for:
        return bool(open_goals(asked, answers))
    if value is None:
        return True
    least = asked.question.least or 0
    return asked.question.kind in ("rows", "many", "lines") and isinstance(value, list | tuple) and len(value) < least


def open_domains(element: Element, answers: Answers) -> tuple[tuple[str, ...], ...]:
    """The domains still needed: of each inner tuple one is enough. Empty when a reason covers the rest."""
    status = answers.get(element.element)
    values: Mapping[str, Any] = status if isinstance(status, Mapping) else {}
    if values.get("not_assessed"):
        return ()
    kind = look_up(answers, "encounter.session_type")
    needed = element.required_domains.get(str(kind), ())
    return tuple(choice for choice in needed if not any(values.get(domain) for domain in choice))


def open_goals(asked: Asked, answers: Answers) -> tuple[str, ...]:
    """The goals that were worked on and have no row of progress yet, in order."""
    rows = answer_at(answers, asked.path)
    done = {row.get("goal") for row in rows if isinstance(row, Mapping)} if isinstance(rows, list | tuple) else set()
    worked = answers.get(asked.question.one_for or "") or ()
    goals = [str(row["goal"]) for row in worked if isinstance(row, Mapping) and row.get("goal")]
    return tuple(goal for goal in dict.fromkeys(goals) if goal not in done)


def open_questions(library: Library, answers: Answers, facts: Answers, extra: Sequence[Question] = ()) -> list[Asked]:
    """The questions without whose answer the note is unfinished, in the order of the walk."""
    return [asked for asked in applying(library, answers, facts, extra) if is_open(asked, answers)]


def answers_out_of_place(
    library: Library, answers: Answers, facts: Answers, extra: Sequence[Question] = ()
) -> list[tuple[str, str]]:
    """Answers whose question does not apply, as (key path, why), in the order of the walk."""
    kind = look_up(answers, "encounter.session_type")
    asked = {each.key for each in applying(library, answers, facts, extra)}
    found: list[tuple[str, str]] = []
    for element, question in library.questions():
        if kind is not None and kind not in element.session_types and element.element in answers:
            reason = (element.element, f"is not asked in a {kind} note")
            if reason not in found:
                found.append(reason)
        elif question.id not in asked and look_up(answers, question.id) is not None and kind is not None:
            found.append((question.id, f"does not apply to this {kind} note"))
    for position, name in enumerate(sorted(answers.get("additional") or {})):
        if f"additional.{name}" not in asked:
            found.insert(position, (f"additional.{name}", "is not a question of this format"))
    return found
