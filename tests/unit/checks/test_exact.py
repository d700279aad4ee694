"""Of what the rules see in one sentence, each thing is said once."""

from __future__ import annotations

import pytest
import shipped

RULES = shipped.rules()


@pytest.mark.parametrize(
    ("text", "hidden", "shown"),
    [
        # That nothing specific stands in a sentence says less than which words are empty.
        ("Discussed various issues.", "vague.any-note", ["vague.content"]),
        # Two claims without evidence ask for the same evidence.
        ("Her mood has improved and the therapy is working.", "progress.no-evidence", ["progress.treatment-works"]),
        # Words within other words of the same category.
        ("Client appears resistant and defensive.", "charged.resistance", ["charged.character"]),
    ],
)
def test_the_more_exact_of_two_findings_is_shown(text, hidden, shown):
    assert hidden in {each.rule for each in RULES.seen(text).values()}
    assert [each.rule for each in RULES.find(text)] == shown


def test_two_charged_words_in_a_sentence_stay_two():
    found = RULES.find("Her brother committed suicide, and she is a junkie.")
    assert [each.category for each in found] == ["charged", "charged"]


def test_findings_of_two_categories_in_a_sentence_both_stay():
    found = RULES.find("Client is making progress and is a junkie.")
    assert {each.category for each in found} == {"unsupported_progress", "charged"}


def test_the_same_in_two_sentences_is_said_twice():
    found = RULES.find("Client is making progress. Her mood has improved.")
    assert [each.rule for each in found] == ["progress.no-evidence"] * 2


def test_words_that_miss_something_mark_the_statement_they_stand_in():
    (found,) = RULES.find("Slept badly. Client came in and talked about her week; next visit June 3.")
    assert found.text == "Client came in and talked about her week"


def test_a_full_name_is_marked_with_the_person_it_belongs_to():
    (found,) = RULES.find("She stayed with her roommate Kelly Barlow.")
    assert found.text == "roommate Kelly Barlow"
