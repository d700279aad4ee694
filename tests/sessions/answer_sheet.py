"""A note's answers, found by the words of the question on the screen, as an author would look them up."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import shipped

from notewizard.definitions.completeness import answer_at, applying
from notewizard.definitions.library import Library
from notewizard.definitions.questions import Question
from notewizard.interview.chart import Chart
from notewizard.interview.clock import say_day, say_moment
from notewizard.interview.state import Interview
from notewizard.note.clock import clock_time
from notewizard.note.note import Note

EXAMPLES = Path(__file__).parents[2] / "examples" / "answers"
KNOWN = ("author", "client.id", "timing", "encounter.date", "encounter.time_zone")
"""What the program does not ask: it knows the author, the client, the clock; the day is asked before the walk."""


def answers_in(path: Path) -> dict[str, Any]:
    """The answers of a file as plain values."""
    return Note.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).answers()


@dataclass(frozen=True)
class Reply:
    """What is to be given to the question on the screen."""

    key: str
    """Its path in the note: `interventions[0].detail`."""
    kind: str
    """As the definitions name it."""
    value: Any
    """A text, a tuple of texts, or None: pass over."""
    terms: tuple[tuple[str, str], ...] = ()
    """The vocabulary it is picked from, as (group, term)."""
    reason: str = ""
    """Why it could not be had; then there is no value."""


@dataclass
class AnswerSheet:
    """The answers of one note in one format. Rows are counted as they are asked."""

    answers: Mapping[str, Any]
    form: str = "soap"
    library: Library = field(default_factory=shipped.library)
    _row: dict[str, int] = field(default_factory=dict)
    _in_row: dict[str, set[str]] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _parent: str = ""

    def __post_init__(self) -> None:
        self.answers = in_order_of_work(self.answers)
        self._by_ask: dict[str, list[tuple[str, Question]]] = {}
        wording = self.library.formats[self.form].wording
        for _, question in self.library.questions():
            for id_, each in [(question.id, question), *((f"{question.id}.{row.id}", row) for row in question.rows)]:
                own = wording.get(id_)
                self._by_ask.setdefault(own.ask if own and own.ask else each.ask, []).append((id_, each))

    def knows(self, ask: str) -> bool:
        """Whether these words are a question."""
        return ask in self._by_ask

    def reply(self, ask: str) -> Reply:
        """The answer to the question in these words."""
        assert self.knows(ask), f"No question of this format: {ask!r}"
        found = self._by_ask[ask]
        id_, question = next((each for each in found if each[0].rpartition(".")[0] == self._parent), found[0])
        self._parent = id_.rpartition(".")[0]
        path = self._path(id_)
        self._asked.add(id_)
        value, reason = answer_at(self.answers, path), ""
        if question.kind == "domains":
            value = self._domains()
            reason = str(answer_at(self.answers, (*path, "not_assessed")) or "")
        elif isinstance(value, dict) and "not_assessed" in value:
            value, reason = None, str(value["not_assessed"])
        return Reply(
            _key(path), self._kind(path, question), self._said(path, question, value), self._terms(question), reason
        )

    def offered(self) -> list[str]:
        """The words of the questions that have an answer here and were not asked: those only the review leads to."""
        found = []
        state = Interview(self.library, self.library.formats[self.form], Chart(today=date.max), self.answers)
        required = {each.question.id for each in applying(self.library, self.answers, state.facts()) if each.required}
        for ask, ids in self._by_ask.items():
            for id_, question in ids:
                if id_ in self._asked | required or id_.startswith(KNOWN) or question.kind in ("rows", "domains"):
                    continue
                asked_in_time = bool(question.walk_when)
                if answer_at(self.answers, id_.split(".")) is not None and question.offered and not asked_in_time:
                    found.append(ask)
        return found

    def _path(self, id_: str) -> tuple[str | int, ...]:
        base = next((q.id for _, q in self.library.questions() if q.kind == "rows" and id_.startswith(f"{q.id}.")), "")
        if not base:
            return tuple(id_.split("."))
        inner = id_[len(base) + 1 :]
        held = self._in_row.setdefault(base, set())
        if inner in held:
            held.clear()
            self._row[base] = self._row.get(base, 0) + 1
        held.add(inner)
        return (*base.split("."), self._row.get(base, 0), *inner.split("."))

    def _kind(self, path: tuple[str | int, ...], question: Question) -> str:
        return "one" if path[-1] == "goal" else question.kind

    def _said(self, path: tuple[str | int, ...], question: Question, value: Any) -> Any:
        if value is None:
            return None
        match question.kind:
            case "one":
                return next(option.key or option.say for option in question.options if option.value == value)
            case "yes_no":
                return "y" if value else "n"
            case "date":
                return say_day(date.fromisoformat(value))
            case "time":
                return _time(value)
            case "moment":
                moment = datetime.fromisoformat(value)
                return say_moment(moment) if path[0] == "plan" else value
            case "number":
                return f"{value:g}"
            case "lines" | "many":
                return tuple(_line(each) for each in value)
        if path[-1] == "goal":
            return str(1 + [goal["id"] for goal in self.answers["treatment"]["goals"]].index(value))
        if path[-1] == "modality":
            group = self.library.vocabularies["modalities"].group(value)
            return group.label if group else value
        return value

    def _domains(self) -> tuple[str, ...]:
        status = self.answers.get("mental_status") or {}
        groups = self.library.vocabularies["mental_status"].groups
        return tuple(f"{group.label}: {term}" for group in groups for term in status.get(group.id) or ())

    def _terms(self, question: Question) -> tuple[tuple[str, str], ...]:
        vocabulary = self.library.vocabularies.get(question.vocabulary or "")
        groups = vocabulary.groups if vocabulary else ()
        return tuple((group.label, term.term) for group in groups for term in group.terms)


def in_order_of_work(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with the rows of progress in the order of the walk: as the goals were worked on."""
    out = dict(answers)
    worked = list(dict.fromkeys(each.get("goal") for each in out.get("interventions") or ()))
    rows = (out.get("response") or {}).get("progress")
    if rows:
        ordered = sorted(rows, key=lambda row: worked.index(row["goal"]) if row["goal"] in worked else len(worked))
        out["response"] = {**out["response"], "progress": ordered}
    return out


def _key(path: tuple[str | int, ...]) -> str:
    key = ""
    for part in path:
        key += f"[{part}]" if isinstance(part, int) else f".{part}" if key else str(part)
    return key


def _time(value: str) -> str:
    """The fewest keys that say it: "2p", "248p"."""
    clock = clock_time(value)
    if isinstance(clock, datetime):
        return str(value)
    minutes = f"{clock.minute:02d}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes}{'a' if clock.hour < 12 else 'p'}"


def _line(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{value['code']} {value['name']}" if "code" in value else str(value["text"])
    return str(value)
