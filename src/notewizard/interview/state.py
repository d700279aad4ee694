"""The interview as a value: what is answered, what was passed over, and therefore which question is next.

The order of questions is the library's, the same for every format. "Risk first" moves safety before the rest. Going
back is asking an earlier question again; the answers after it stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from notewizard.definitions.completeness import (
    Asked,
    answer_at,
    answers_out_of_place,
    applying,
    is_open,
    open_domains,
    open_goals,
)
from notewizard.definitions.conditions import holds, look_up
from notewizard.definitions.formats import Format
from notewizard.definitions.library import Library
from notewizard.definitions.questions import Question
from notewizard.definitions.reading import key_path
from notewizard.interview.chart import Chart
from notewizard.interview.rows import row_of, rows_of
from notewizard.interview.writes import Path, Writes, partial_note, without, written
from notewizard.note.derived import derive
from notewizard.note.note import ELEMENTS
from notewizard.note.service import no_code_because

FIRST_ALWAYS = ("around", "encounter")
"""Who and when come before risk, even when risk comes first: without them nothing says whose risk it is."""


@dataclass(frozen=True)
class Interview:
    """One walk through one note."""

    library: Library
    form: Format
    chart: Chart
    answers: Mapping[str, Any] = field(default_factory=dict)
    """Plain JSON values, as `Note.answers` gives them."""
    passed: frozenset[str] = frozenset()
    """Keys of optional questions that the author passed over, and of rows that are complete."""
    risk_first: bool = False

    def facts(self) -> dict[str, Any]:
        """The tables that conditions may name: what follows from the answers, and what the chart says."""
        derived = derive(partial_note(self.answers), self.library.jurisdiction)
        return {"derived": derived.facts(), "chart": self.chart.facts(self.answers)}

    def with_answer(self, writes: Writes) -> Interview:
        """The interview with something answered, or with a row gone."""
        gone = [path for path, value in writes if value is None and isinstance(path[-1], int)]
        passed = frozenset(key for key in self.passed if not any(stands_in_rows_from(key, path) for path in gone))
        return replace(self, answers=written(self.answers, writes), passed=passed)

    def with_passed(self, key: str) -> Interview:
        """The interview with an optional question passed over, or with no more rows of a kind."""
        return replace(self, passed=self.passed | {key})

    def in_format(self, form: Format) -> Interview:
        """The same answers in another format; only the format's own questions differ."""
        return replace(self, form=form)


def stands_in_rows_from(key: str, row: Path) -> bool:
    """Whether the question at `key` stands in this row or in a later one, which moves up when the row goes."""
    head = f"{key_path(row[:-1])}["
    number = key[len(head) :].partition("]")[0]
    return key.startswith(head) and number.isdecimal() and int(number) >= int(row[-1])


def fitting_answers(state: Interview) -> Mapping[str, Any]:
    """What goes into the note: the answers whose questions apply now. The others stay in the draft alone.

    A session that turns out to be a no-show has no mental status; ideation that was denied after all has no method.
    """
    answers, extra = state.answers, state.form.additional
    while True:
        facts = replace(state, answers=answers).facts()
        # Diagnoses and goals are the chart's, not this session's: they may stand in any note.
        misplaced = [
            key
            for key, _ in answers_out_of_place(state.library, answers, facts, extra)
            if not key.startswith("treatment.")
        ]
        if not misplaced:
            return answers
        answers = without(answers, misplaced)


def sequence(state: Interview) -> list[Asked]:
    """Every question of the walk that applies now, in order: answered, open, and the opening of a further row."""
    facts = state.facts()
    found: list[Asked] = []
    for asked in applying(state.library, state.answers, facts, state.form.additional):
        if asked.question.kind == "rows" and not asked.question.one_for:
            further = _next_row(state, asked, facts)
            found += [further] if further else []
        elif asked.question.one_for:
            found += [asked] if open_goals(asked, state.answers) else []
        elif _in_walk(asked, state, facts):
            found.append(asked)
    ordered = _treatment_after_session(_rows_in_order(found))
    return _risk_first(ordered) if state.risk_first else ordered


def _in_walk(asked: Asked, state: Interview, facts: Mapping[str, Any]) -> bool:
    question = asked.question
    if not question.offered or asked.required or answer_at(state.answers, asked.path) is not None:
        return True
    if any(each.is_old(state.chart.today) for each in state.chart.facts_at(question.id)):
        return True  # a fact on file that nobody confirmed for long is asked again
    return bool(question.walk_when) and holds(question.walk_when, state.answers, facts)


def _next_row(state: Interview, asked: Asked, facts: Mapping[str, Any]) -> Asked | None:
    """The first question of a further row, where the walk asks for one; optional once there are enough rows."""
    further = _further_row(state, asked)
    if further and (further.required or is_open(asked, state.answers)):
        return further  # whatever was passed over before: a row is missing, or the word that there is none
    if asked.question.offered and asked.question.walk_when and not asked.required:
        # What the walk asks for a reason alone, it asks no further once the reason has gone: a contact, settled.
        wanted = holds(asked.question.walk_when, state.answers, facts)
    else:
        wanted = _in_walk(asked, state, facts)
    return further if wanted and asked.key not in state.passed else None


def _further_row(state: Interview, asked: Asked) -> Asked | None:
    rows = answer_at(state.answers, asked.path)
    count = len(rows) if isinstance(rows, list | tuple) else 0
    if count and _first_open(state, asked, count - 1):
        return None
    first = asked.question.rows[0]
    needed = asked.required and count < (asked.question.least or 0)
    return Asked(asked.element, first, (*asked.path, count, *first.id.split(".")), needed)


def _first_open(state: Interview, asked: Asked, row: int) -> bool:
    first = asked.question.rows[0]
    return answer_at(state.answers, (*asked.path, row, *first.id.split("."))) is None


def _rows_in_order(found: Sequence[Asked]) -> list[Asked]:
    """Rows stand together: the questions of row 0, of row 1, then the opening of the next."""
    groups: dict[tuple[str | int, ...], list[Asked]] = {}
    for asked in found:
        base = _row_base(asked)
        if base:
            groups.setdefault(base, []).append(asked)
    result: list[Asked] = []
    done: set[tuple[str | int, ...]] = set()
    for asked in found:
        base = _row_base(asked)
        if base is None:
            result.append(asked)
        elif base not in done:
            done.add(base)
            result += sorted(groups[base], key=lambda each: int(each.path[len(base)]))
    return result


def _row_base(asked: Asked) -> tuple[str | int, ...] | None:
    position = next((n for n, part in enumerate(asked.path) if isinstance(part, int)), None)
    return None if position is None else asked.path[:position]


def _treatment_after_session(found: list[Asked]) -> list[Asked]:
    """The client's pronouns, diagnosis and goals follow the session: only its kind says whether they are asked."""
    treatment = [each for each in found if each.path[0] in ("client", "treatment")]
    session = [each for each in found if each.element.element in FIRST_ALWAYS and each not in treatment]
    return session + treatment + [each for each in found if each not in session and each not in treatment]


def _risk_first(found: list[Asked]) -> list[Asked]:
    head = [each for each in found if each.element.element in FIRST_ALWAYS]
    safety = [each for each in found if each.element.element == "safety"]
    return head + safety + [each for each in found if each not in head and each not in safety]


def next_question(state: Interview) -> Asked | None:
    """The first question that still wants the author, or None when the note is whole."""
    return next((asked for asked in sequence(state) if wants_author(asked, state)), None)


def wants_author(asked: Asked, state: Interview) -> bool:
    """Whether a question of the walk is still to be asked."""
    if asked.question.kind == "domains":
        return is_open(asked, state.answers)
    if asked.question.one_for or asked.required:
        return is_open(asked, state.answers)
    return answer_at(state.answers, asked.path) is None and asked.key not in state.passed


def minutes_of(state: Interview) -> int | None:
    """The minutes of the session, where start and end say them."""
    return derive(partial_note(state.answers)).minutes


def without_code(state: Interview) -> str:
    """Why this session has no service code, as far as the answers say; empty where it has one or may still get one."""
    note = partial_note(state.answers)
    if note.encounter is None:
        return ""
    return no_code_because(note.encounter, derive(note, state.library.jurisdiction).minutes)


def previous_question(state: Interview, key: str) -> Asked | None:
    """The question asked before the one at `key`; None at the first."""
    # Rows that were passed over were asked all the same: they open again.
    steps = sequence(replace(state, passed=frozenset()))
    position = next((n for n, asked in enumerate(steps) if asked.key == key), len(steps))
    before = [asked for asked in steps[:position] if _was_asked(asked, state)]
    return before[-1] if before else None


def _was_asked(asked: Asked, state: Interview) -> bool:
    if asked.path[0] in ("author", "timing") or asked.question.one_for:
        return False
    rows = rows_of(asked)
    if rows is not None and rows.one_for and asked.question is rows.rows[0]:
        return False  # filled in from what was done
    if answer_at(state.answers, asked.path) is not None or asked.key in state.passed:
        return True
    row = row_of(asked)
    return (
        row is not None and rows is not None and asked.question is rows.rows[0] and key_path(row[:-1]) in state.passed
    )


def question_at(state: Interview, key: str) -> Asked | None:
    """The question at `key`, whether the walk asks it or only offers it."""
    everything = list(applying(state.library, state.answers, state.facts(), state.form.additional))
    return next((asked for asked in (*everything_asked(state), *everything) if asked.key == key), None)


def progress_rows(asked: Asked, state: Interview) -> Writes:
    """What opens a row for each goal that was worked on and has none yet."""
    rows = answer_at(state.answers, asked.path)
    count = len(rows) if isinstance(rows, list | tuple) else 0
    goals = open_goals(asked, state.answers)
    return tuple(((*asked.path, count + n, "goal"), goal) for n, goal in enumerate(goals))


def place(asked: Asked) -> str:
    """ "3 of 8 · Mental status"; what stands around the elements has no number."""
    name = asked.element.element
    if name not in ELEMENTS:
        return asked.element.name
    return f"{ELEMENTS.index(name) + 1} of {len(ELEMENTS)} · {asked.element.name}"


def needed_domains(asked: Asked, state: Interview) -> tuple[str, ...]:
    """The domains still needed, by the name they have on the screen: "appearance or behavior"."""
    vocabulary = state.library.vocabularies[asked.question.vocabulary or ""]

    def name(domain: str) -> str:
        group = vocabulary.group(domain)
        return group.label.lower() if group else domain

    return tuple(" or ".join(map(name, choice)) for choice in open_domains(asked.element, state.answers))


def wording(asked: Asked, state: Interview) -> Question:
    """The question in the words of the format or of the session type, where they have their own."""
    kind = look_up(state.answers, "encounter.session_type")
    of_format = state.form.wording.get(".".join(part for part in asked.path if isinstance(part, str)))
    own = [each for each in (of_format, asked.question.worded.get(str(kind))) if each]
    words = {name: text for each in own for name, text in each.model_dump(exclude_none=True).items()}
    return asked.question.model_copy(update=words) if words else asked.question


def everything_asked(state: Interview) -> Iterator[Asked]:
    """All that applies, for the review: the walk's questions and those only offered, each once; rows can be opened."""
    seen: set[str] = set()
    facts = state.facts()
    extra: list[Asked] = []
    for asked in applying(state.library, state.answers, facts, state.form.additional):
        if asked.question.kind != "rows":
            extra.append(asked)
        elif not asked.question.one_for and (further := _further_row(state, asked)):
            extra.append(further)
    for asked in (*sequence(state), *extra):
        if asked.key not in seen:
            seen.add(asked.key)
            yield asked
