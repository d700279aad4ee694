"""Every question teaches: why it is asked, and an answer that could stand in a note and would be accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from notewizard.checks.packs import compile_packs
from notewizard.definitions.library import load_library
from notewizard.definitions.questions import Question
from notewizard.definitions.rules import load_rule_pack
from notewizard.definitions.shipped import shipped_folder
from notewizard.interview.clock import read_day, read_moment, read_time

LIBRARY = load_library()
TODAY = date(2026, 11, 20)


def with_rows(questions: tuple[Question, ...], before: str = "") -> Iterator[tuple[str, Question]]:
    for question in questions:
        yield before + question.id, question
        yield from with_rows(question.rows, f"{before}{question.id}.")


QUESTIONS = [(element.element, *each) for element in LIBRARY.elements for each in with_rows(element.questions)]


def of_kind(*kinds: str) -> list[tuple[str, Question]]:
    return [(key, question) for _, key, question in QUESTIONS if question.kind in kinds]


@pytest.mark.parametrize(("key", "question"), [(key, question) for _, key, question in QUESTIONS])
def test_a_question_says_why_it_is_asked_and_gives_an_example(key: str, question: Question) -> None:
    assert question.why
    assert question.example


@pytest.mark.parametrize(("key", "question"), [(key, question) for _, key, question in QUESTIONS])
def test_why_is_one_or_two_sentences(key: str, question: Question) -> None:
    ends = question.why.count(". ") + question.why.endswith(".")
    assert 1 <= ends <= 2
    assert len(question.why) <= 200


@pytest.mark.parametrize(("key", "question"), of_kind("one"))
def test_the_example_of_a_closed_list_is_one_of_its_choices(key: str, question: Question) -> None:
    assert question.example in [option.say for option in question.options]


@pytest.mark.parametrize(("key", "question"), of_kind("number"))
def test_the_example_of_a_number_is_one(key: str, question: Question) -> None:
    assert question.example.isdigit()


@pytest.mark.parametrize(("key", "question"), of_kind("date", "time", "moment"))
def test_the_example_of_a_day_or_time_can_be_typed_as_it_stands(key: str, question: Question) -> None:
    if question.kind == "date":
        read_day(question.example, TODAY)
    elif question.kind == "time":
        read_time(question.example)
    else:
        read_moment(question.example, TODAY)


@pytest.mark.parametrize(("key", "question"), of_kind("many"))
def test_an_example_shows_a_term_of_the_vocabulary_it_names(key: str, question: Question) -> None:
    vocabulary = LIBRARY.vocabularies[question.vocabulary or ""]
    assert any(vocabulary.find(term) for term in question.example.split("; "))


def test_no_example_is_worded_in_a_way_that_we_would_flag() -> None:
    packs = [load_rule_pack(path) for path in sorted(shipped_folder("rules").glob("*.toml"))]
    rules = compile_packs(packs, examples=False)
    found = [
        (key, each.rule)
        for element, key, question in QUESTIONS
        for each in rules.find(question.example, section=element)
    ]
    assert found == []
