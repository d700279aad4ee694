"""Which answers of a signed note a correction may change, asked in its walk, and what its record says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from notewizard.definitions.completeness import Asked, answer_at
from notewizard.definitions.later import ELEMENT, Fact, corrected_facts
from notewizard.definitions.library import Library
from notewizard.definitions.questions import Question
from notewizard.interview.chart import Chart
from notewizard.interview.corrected import facts_asked, facts_touched, note_as_settled, question_of
from notewizard.interview.state import Interview
from notewizard.interview.writes import Path
from notewizard.note.migrations import migrated
from notewizard.records.corrected import KEY, corrects_in
from notewizard.records.later import CORRECTION, NOTE, OnRecord
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.terminal.views import said

if TYPE_CHECKING:
    from notewizard.commands.filed.parent import Written

LONGEST = 60
"""Characters of an answer of the note beside its question."""


@dataclass(frozen=True)
class WhatHolds:
    """The answers of the note that a correction is about in the end, as earlier corrections left them."""

    library: Library
    facts: tuple[Fact, ...]
    answers: Mapping[str, Any]
    before: frozenset[Path] = frozenset()
    """What the parent, itself a correction, changed: a correction of it is about these, whatever its words."""

    def questions(self, state: Interview) -> tuple[Question, ...]:
        """What is asked besides, once it is said which words are wrong and what is right; the others are offered."""
        given, note = state.answers[ELEMENT], self._note(state, self.answers)
        if not (given.get("wrong") and given.get("right")):
            return ()
        about = self.facts, self.library, self.answers
        touched = {each.path for each in facts_touched(*about, given["wrong"], given["right"])} | self.before
        return tuple(
            question_of(each, _cut(_one_line(each, note)), required=each.path in touched)
            for _, each in facts_asked(*about)
        )

    def changed(self, state: Interview) -> list[dict[str, Any]]:
        """The answers that are no longer the note's own, as the correction's record keeps them."""
        holds = self._note(state, note_as_settled(state.answers, state.library.elements[0]))
        return [
            {
                "path": list(each.path),
                "was": answer_at(self.answers, each.path),
                "value": answer_at(holds.answers, each.path),
                "said": f"{each.question.ask}: {_one_line(each, holds)}",
            }
            for _, each in facts_asked(self.facts, self.library, self.answers)
            if answer_at(self.answers, each.path) != answer_at(holds.answers, each.path)
        ]

    def _note(self, state: Interview, answers: Mapping[str, Any]) -> Interview:
        return Interview(self.library, state.form, state.chart, answers)


def what_holds(library: Library, practice: Practice, written: Written) -> WhatHolds | None:
    """For a correction of what is `written`; None where no answers of it are kept here."""
    on_record, record = written.on_record, written.record
    if record is None:
        return None
    root = on_record.root(record)
    note = next((each for each in on_record.records if each.id == root and each.kind == NOTE), None)
    if note is None:
        return None
    return WhatHolds(
        library,
        corrected_facts(practice.dot),
        migrated(on_record.corrected(note).elements),
        frozenset(each.path for each in corrects_in(record)),
    )


def in_words_alone(library: Library, practice: Practice, on_record: OnRecord, notes: Sequence[Record]) -> Iterator[str]:
    """A sentence for each correction of these notes whose record does not say what it changes of their answers.

    Corrections were once in words alone. What they may be about still counts as the note has it, which is said.
    """
    for note in notes:
        for each in on_record.written_to(note):
            if each.kind != CORRECTION or KEY in each.elements:
                continue
            words = (str(each.elements.get(key, "")) for key in ("wrong", "right"))
            answers = migrated(note.elements)
            as_asked = Interview(library, library.no_format(), Chart(date.min), answers)
            touched = facts_touched(corrected_facts(practice.dot), library, answers, *words)
            if counts := "; ".join(f"{one.question.ask}: {_one_line(one, as_asked)}" for one in touched):
                yield (
                    f"It does not say which answers hold, so these count as the note has them: {counts} ({each.file}). "
                    f'To say it: notewizard addend "{note.file}" --correction'
                )


def _one_line(asked: Asked, note: Interview) -> str:
    value = answer_at(note.answers, asked.path)
    if isinstance(value, Mapping) and "not_assessed" in value:
        return f"not assessed: {value['not_assessed']}"
    words = said(asked, note)
    return " ".join((words if isinstance(words, str) else "; ".join(words)).split()) or "none"


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
