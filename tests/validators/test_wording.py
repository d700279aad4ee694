"""Wording and reuse: charged words, judgments without a behavior, process content, what was copied."""

import pytest

from notewizard.checks.shipped_rules import compiled_before
from notewizard.definitions.shipped import shipped_folder
from notewizard.reuse import Index, SourceText, find_reuse

WEEK = (
    "Client told how her brother changed the locks without a word and how she stood on the step with the groceries "
    "until the neighbor let her in."
)


def categories(text: str) -> set[str]:
    rules = compiled_before(shipped_folder("rules"))
    assert rules is not None, "The shipped rules have changed since they were compiled: python docs/make_reference.py"
    return {each.category for each in rules.find(text)}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Client was manipulative about the schedule.", "charged"),
        ("Client is making progress.", "unsupported_progress"),
        ("Her mother is a narcissist.", "third_party_speculation"),
        ("Continue current treatment.", "vague"),
        ("There is no risk of suicide.", "legal_risk"),
        ("Plan: [insert plan here].", "unfinished"),
    ],
)
def test_L01_the_lexicon_speaks_by_category(text, category):
    assert category in categories(text)


@pytest.mark.parametrize(
    "text",
    [
        "Asked for the schedule to be changed four times in ten minutes.",
        "GAD-7 fell from 16 to 9 since October 23.",
        "Client described her mother as cold.",
        "Denied suicidal thoughts; level of risk low because of daily contact with her sister.",
    ],
)
def test_L01_what_is_seen_said_or_counted_is_left_alone(text):
    assert categories(text) == set()


def test_L02_a_judgment_without_the_behavior_it_rests_on():
    assert categories("He was unmotivated.") == {"charged"}
    assert categories("Missed two of three sessions and said “what is the point.”") == set()


def test_B01_process_content_does_not_belong_in_the_progress_note():
    assert categories("I felt irritated with her all hour.") == {"process_note"}
    assert categories("Consulted the supervisor about the level of risk.") == set()


def test_C01_narrative_of_an_earlier_note_is_refused():
    own = Index.build([SourceText("2026-10-02", WEEK)])
    assert find_reuse(WEEK, own=own).refused
    assert find_reuse(WEEK.replace("brother", "cousin").replace("groceries", "shopping"), own=own).refused
    assert not find_reuse("Client brought the letter to the landlord and read it aloud twice.", own=own).refused


@pytest.mark.parametrize(
    "text",
    ["Her mother is manipulative.", "The account does not hold up."],
)
def test_L01_words_about_somebody_else_are_not_said_to_be_about_the_client(text):
    rules = compiled_before(shipped_folder("rules"))
    assert rules is not None
    assert not [
        each.message for each in rules.find(text) if each.category == "charged" and "the client" in each.message
    ]
    assert list(rules.find(text))
