"""What may stand in a chart until it changes, and what is seen or judged anew in each session."""

import pytest
import shipped

from notewizard.checks.standing import MOST_WORDS, not_standing
from notewizard.definitions.facts import fact_kinds

LIBRARY = shipped.library()
OBSERVED = frozenset(
    name.lower()
    for group in LIBRARY.vocabularies["mental_status"].groups
    for term in group.terms
    for name in (term.term, *term.also)
)


@pytest.mark.parametrize(
    "text",
    [
        "Lives with her sister in Buffalo; works nights as a nurse.",
        "One suicide attempt in 2014, by overdose, treated at Erie County.",
        "History of suicidal ideation in college.",
        "Depressed mood in 2019 after the divorce.",
        "Stable housing since May.",
        "Engaged to be married in June.",
        "no firearm at home, asked directly; partner holds the medication",
        "Sertraline 50 mg from her PCP, as she reports",
        "Speech therapy as a child.",
        "Mood stabilizer prescribed by Dr. Osei.",
        "on file since October 2, 2026",
        "home, Buffalo, NY",
    ],
)
def test_what_stays_true_is_a_fact(text):
    assert not_standing(text, OBSERVED) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Mood depressed.",
        "Affect flat",
        "Client seemed calm",
        "Client is cooperative, guarded",
        "calm and engaged",
        "alert and oriented x4",
        "Insight fair, judgment good",
        "low risk",
        "Acute risk low, history of an attempt in 2014",
        "Denies SI",
        "Passive suicidal ideation without plan.",
        "Doing better on the new dose",
        "Made it to work this week",
        "Reported a quarrel since last session.",
        "Worsening since the move",
    ],
)
def test_what_is_seen_or_judged_in_a_session_is_none(text):
    assert not_standing(text, OBSERVED)


def test_a_story_is_none():
    assert "at most" in not_standing("word " * (MOST_WORDS + 1), OBSERVED)


def test_the_terms_and_examples_that_facts_are_made_of_are_facts():
    terms = [term.term for group in LIBRARY.vocabularies["protective_factors"].groups for term in group.terms]
    examples = [kind.example for kind in fact_kinds().kinds if kind.example]
    assert [each for each in (*terms, *examples) if not_standing(each, OBSERVED)] == []


@pytest.mark.parametrize(
    "text",
    [
        "She slept in the car twice that week.",
        "He left the letters unopened on the stove for four days.",
        "They argued about the boat and she walked home.",
        "Stood at the gate until the bus had gone.",
    ],
)
def test_what_happened_is_none_however_it_is_kept(text):
    assert not_standing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Diagnosed with asthma as a child.",
        "Her sister holds the medication; firearms locked in a safe.",
        "Attempted suicide in 2014, hospitalized twice.",
        "Two children, 6 and 9, live with their father.",
    ],
)
def test_what_holds_since_something_happened_is_one(text):
    assert not not_standing(text)
