"""Where a text claims a change: in place, about what, in which direction, and in bounded time."""

import pytest

from notewizard.checks.claims import MOST, claims_in

NAMES = ("PHQ-9", "GAD-7", "ORS")
WORDS = ("anxiety", "worry", "anxious", "depression", "mood", "sleep")


def found(text):
    return [(text[c.start : c.end], c.what, c.direction) for c in claims_in(text, NAMES, WORDS, ("ORS",))]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Anxiety has decreased.", [("Anxiety has decreased", "anxiety", "better")]),
        ("Anxiety symptoms improved.", [("Anxiety symptoms improved", "anxiety", "better")]),
        ("Symptoms of depression have worsened.", [("depression have worsened", "depression", "worse")]),
        ("GAD7 dropped to 9.", [("GAD7 dropped", "gad-7", "better")]),
        ("Improvement on the PHQ-9.", [("Improvement on the PHQ-9", "phq-9", "better")]),
        ("ORS is up.", [("ORS is up", "ors", "better")]),
        ("ORS has dropped.", [("ORS has dropped", "ors", "worse")]),
        ("More depressed mood, less anxious.", [("less anxious", "anxious", "better")]),
        (
            "Anxiety is better, depression worse.",
            [("Anxiety is better", "anxiety", "better"), ("depression worse", "depression", "worse")],
        ),
        ("İ. Anxiety has decreased.", [("Anxiety has decreased", "anxiety", "better")]),
    ],
)
def test_a_claim_is_found_in_place(text, claims):
    assert sorted(found(text)) == sorted(claims)


@pytest.mark.parametrize(
    "text",
    [
        "Evenings with worry fell from six to five a week.",
        "Worry has come down to about two hours a day.",
        "Her test worry came up again after the tutoring.",
        "Goal: reduced anxiety.",
        "Taught skills for reduced anxiety.",
        "Anxiety rose when the bus was late.",
        "Mood better after the walk.",
        "Increased sleep.",
        "Improved sleep hygiene.",
        "Better anxiety management.",
        "Less anxiety medication since May.",
        "PHQ-90 improved.",
        "The anxiety was high.",
    ],
)
def test_what_claims_no_change_over_time_is_left_alone(text):
    assert found(text) == []


def test_numbers_and_the_beginning_are_told_with_it():
    (claim,) = claims_in("Since intake the GAD-7 is down from 21 to 9.", NAMES, WORDS)
    assert (claim.base, claim.now, claim.since_start, claim.reported) == (21, 9, True, False)
    (claim,) = claims_in("Client reports that her anxiety has decreased.", NAMES, WORDS)
    assert (claim.base, claim.now, claim.since_start, claim.reported) == (None, None, False, True)


@pytest.mark.parametrize("text", ["anxiety decreased ", "symptoms ", "symptoms has been ", "anxiety, worse at night "])
def test_of_a_sentence_without_an_end_a_few_claims_are_enough(text):
    assert len(found(text * 5_000)) <= MOST
