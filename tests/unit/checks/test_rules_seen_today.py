"""False alarms and blind spots of the shipped rules that somebody met, so that none of them comes back."""

import pytest

from notewizard.checks.shipped_rules import compiled_before
from notewizard.definitions.shipped import shipped_folder

RULES = compiled_before(shipped_folder("rules"))


@pytest.mark.parametrize(
    "text",
    [
        "Agreed to leave the room.",
        "Lives at Steady Progress House.",
        "Client is doing well at work: no absences since May.",
        "Her son is doing well at school.",
        "Safety plan revised in place of a no-harm agreement: key to neighbor, text 988.",
        "Whether the accident caused the PTSD is a question for the independent examiner.",
        "Session recorded with written consent for trainee supervision.",
        "Client said that he feels bored in session and asked to change the topic.",
        "Explored client's dream of the bus; she tied it to losing her license.",
        "Concentration is worse at night.",
        "Father was diagnosed with autism at 52, client reports.",
    ],
)
def test_nothing_is_flagged(text):
    assert RULES.find(text) == ()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Client is doing well at work.", "vague"),
        ("Avoid her uncle, whose narcissism ruins each holiday.", "third_party_speculation"),
        ("Taught box breathing. [rest of this from tape]", "unfinished"),
        ("Hostile toward the front desk.", "charged"),
        ("He and I agreed to keep the affair out of the chart.", "legal_risk"),
        ("What was said will not leave these walls.", "legal_risk"),
    ],
)
def test_it_is_flagged_as_what_it_is(text, category):
    assert category in {each.category for each in RULES.find(text)}
