"""Two short answers that took anything: pronouns are a few words, and a mood is the client's own."""

from datetime import date

import pytest
import shipped

from notewizard.checks.mood import observers_words
from notewizard.checks.packs import compile_packs
from notewizard.commands.looking.second_look import SecondLook
from notewizard.commands.looking.sources import Sources
from notewizard.interview.accept import Accepted, Rejected, accept
from notewizard.interview.chart import Chart
from notewizard.interview.state import Interview, question_at
from notewizard.note.note import Note

LIBRARY = shipped.library()


def asked(key):
    answers = {"encounter": {"session_type": "ongoing"}}
    state = Interview(LIBRARY, LIBRARY.formats["soap"], Chart(date(2026, 11, 20)), answers)
    found = question_at(state, key)
    assert found is not None
    return found, state


def given(key, text):
    question, state = asked(key)
    return accept(question, text, state.answers, LIBRARY, state.chart)


@pytest.mark.parametrize(
    "text", ["she/her", "they/them", "she/they", "ze/hir/hirs", "any pronouns", "name only", "xe, xem, xyr", "él/elle"]
)
def test_pronouns_are_taken_as_people_give_them(text):
    assert isinstance(given("client.pronouns", text), Accepted)


@pytest.mark.parametrize(
    "text",
    [
        "She came late and was upset about work.",
        "she her and she was late again today",
        "uses she/her since 2019",
        "What the client prefers?",
        "x" * 41,
    ],
)
def test_a_sentence_is_no_pronoun_and_is_refused_with_what_is(text):
    found = given("client.pronouns", text)
    assert isinstance(found, Rejected)
    assert found.why.startswith("Pronouns alone, a few words: she/her")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("euthymic", "euthymic"),
        ("Dysphoric and anxious", "Dysphoric"),
        ("congruent with affect", "congruent"),
        ("WNL", "WNL"),
        ("Client appeared sad", "Client appeared"),
        ("seems better", "seems"),
    ],
)
def test_an_observers_words_are_marked_in_the_mood(text, marked):
    found = observers_words(text)
    assert found is not None
    assert (found.level, text[found.start : found.end]) == ("warning", marked)


@pytest.mark.parametrize(
    "text",
    ["shaky but proud of myself", "okay", "anxious", "flat", "“like a wet rag”", "how I present at work scares me"],
)
def test_a_clients_words_are_not(text):
    assert observers_words(text) is None


def test_the_mark_stands_in_the_walk_and_at_the_mood_alone():
    look = SecondLook(LIBRARY, compile_packs(()), Sources())
    for key, seen in (("mental_status.mood", True), ("mental_status.not_assessed", False)):
        rules = [each.rule for each in look.in_walk(asked(key)[0], "euthymic", Note())]
        assert ("mental-status.mood-observed" in rules) == seen
