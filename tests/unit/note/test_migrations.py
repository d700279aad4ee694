"""Answers of an earlier schema are read through their steps."""

from notewizard.note.migrations import migrated


def test_answers_of_this_schema_stay_as_they_are():
    assert migrated({"schema": 1, "client": {"id": "c-1"}}) == {"schema": 1, "client": {"id": "c-1"}}


def test_each_step_is_taken_in_turn_and_the_given_answers_stay():
    steps = {
        1: lambda answers: {**answers, "client": {"id": answers["patient"]}},
        2: lambda answers: {key: value for key, value in answers.items() if key != "patient"},
    }
    before = {"schema": 1, "patient": "c-1"}
    assert migrated(before, steps, to=3) == {"schema": 3, "client": {"id": "c-1"}}
    assert before == {"schema": 1, "patient": "c-1"}


def test_a_version_nobody_knows_is_left_to_be_refused():
    assert migrated({"schema": 9}) == {"schema": 9}
