"""Every question teaches: why it is asked, and an answer that could stand in a note and would be accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import shipped

from notewizard.checks.around import Around
from notewizard.checks.techniques import techniques
from notewizard.commands.looking.second_look import SecondLook
from notewizard.commands.looking.sources import Sources
from notewizard.definitions.completeness import Asked
from notewizard.definitions.questions import Question
from notewizard.definitions.teaching import Taught, load_teaching
from notewizard.errors import Broken
from notewizard.interview.clock import read_day, read_moment, read_time
from notewizard.note.note import Note
from notewizard.terminal.look import wrapped

LIBRARY = shipped.library()
RULES = shipped.rules()
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
    found = [
        (key, each.rule)
        for element, key, question in QUESTIONS
        for each in RULES.find(question.example, section=element)
    ]
    assert found == []


# What --coach says

TEACHING = load_teaching()
KEYS = {key: (element, question) for element, key, question in QUESTIONS}
WITH_ANSWERS = [each for each in TEACHING.taught.values() if each.weak]


def noticed(key: str, answer: str) -> list[str]:
    """The rules of ours that see something in this answer to that question, as the walk would."""
    element, question = KEYS[key]
    look = SecondLook(LIBRARY, RULES, Sources())
    asked = Asked(LIBRARY.element(element), question, tuple(key.split(".")), required=True)
    found = {each.rule for each in look.answer(asked, answer, Note())}
    if key == "interventions.techniques":
        note = Note.model_validate({"interventions": [{"techniques": [answer]}]})
        found |= {each.rule for each in techniques(note, Around())}
    return sorted(found)


def worded(each: Taught) -> Question:
    """The question as it is asked in the kind of session that this is taught for."""
    question = KEYS[each.question][1]
    if not each.session_type:
        return question
    return question.model_copy(update=question.worded[each.session_type].model_dump(exclude_none=True))


@pytest.mark.parametrize("each", TEACHING.taught.values(), ids=lambda each: each.name)
def test_what_is_taught_is_taught_beside_a_question(each: Taught) -> None:
    assert each.question in KEYS
    assert each.weak == "" or KEYS[each.question][1].kind not in ("one", "yes_no", "number")
    assert each.session_type in ("", *KEYS[each.question][1].worded)
    assert each.strong != worded(each).example  # it need not be said twice


@pytest.mark.parametrize("each", TEACHING.taught.values(), ids=lambda each: each.name)
def test_it_is_shown_where_its_question_is_asked_on_six_rows_at_most(each: Taught) -> None:
    lines, _ = TEACHING.beside(each.question, worded(each), each.session_type)
    assert lines == each.lines(worded(each).example)
    assert sum(len(wrapped(line, 77)) for line in lines) <= 6


@pytest.mark.parametrize("each", WITH_ANSWERS, ids=lambda each: each.name)
def test_no_rule_of_ours_sees_anything_in_a_strong_answer(each: Taught) -> None:
    assert noticed(each.question, each.strong or worded(each).example) == []


@pytest.mark.parametrize("each", WITH_ANSWERS, ids=lambda each: each.name)
def test_a_rule_of_ours_sees_the_weak_answer_or_it_is_said_that_none_does(each: Taught) -> None:
    assert bool(noticed(each.question, each.weak)) != each.unseen


@pytest.mark.parametrize(("key", "question"), [(key, question) for _, key, question in QUESTIONS])
def test_beside_every_question_stand_at_most_six_rows_at_80_columns(key: str, question: Question) -> None:
    lines, _ = TEACHING.beside(key, question)
    assert lines
    assert sum(len(wrapped(line, 77)) for line in lines) <= 6


@pytest.mark.parametrize("key", sorted(TEACHING.taught))
def test_a_reason_is_one_short_line(key: str) -> None:
    for name, reason in TEACHING.taught[key].reasons():
        assert len(f"{name}: {reason.say}") <= 77


def test_a_wording_for_the_kind_of_session_teaches_its_own_example() -> None:
    _, question = KEYS["presenting.concerns"]
    said = {
        kind: TEACHING.beside("presenting.concerns", question, kind)[0] for kind in ("ongoing", "intake", "contact")
    }
    assert said["ongoing"] != said["intake"]
    assert any(line.startswith("Weak: ") for line in said["intake"])
    assert [line.split(":")[0] for line in said["contact"]] == ["Why", "Example"]  # nothing more is taught about it


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[taught]]\nquestion = "a"\n', "needs a reason"),
        ('[[taught]]\nquestion = "a"\nclinical = { say = "x" }\nstrong = "y"\n', "needs a weak"),
        ('[[taught]]\nquestion = "a"\nlegal = { say = "x" }\n', "needs a source"),
        ('[[taught]]\nquestion = "plan.homework"\nclinical = { say = "x" }\n', "is taught twice"),
    ],
)
def test_a_practice_s_own_teaching_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    folder = tmp_path / "formats" / "teaching"
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text(f'schema = 1\nelement = "plan"\n{text}', encoding="utf-8")
    with pytest.raises(Broken) as refused:
        load_teaching(tmp_path)
    assert any(said in problem.sentence() and "ours.toml" in problem.sentence() for problem in refused.value.problems)
