"""Scores in the text of a note that another program wrote: only what is safe to take is taken."""

import pytest
import shipped

from notewizard.checks.scores_told import scores_told

MEASURES = tuple(shipped.library().measures.values())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PHQ-9: 14 (moderate).", {"PHQ-9": 14}),
        ("**PHQ-9:** 14", {"PHQ-9": 14}),
        ("GAD-7 score was 9, down from 16.", {"GAD-7": 9}),
        ("PHQ9 14/27", {"PHQ-9": 14}),
        ("PHQ-9 = 14, GAD-7 = 11", {"PHQ-9": 14, "GAD-7": 11}),
        ("phq 9 score (12)", {"PHQ-9": 12}),
        ("PCL-5 total score of 41 today", {"PCL-5": 41}),
        ("ORS 24.3, SRS 38.", {"ORS": 24.3, "SRS": 38}),
        ("AUDIT-C 3", {"AUDIT-C": 3}),
        ("PHQ-9 today: 8 (was 12)", {"PHQ-9": 8}),
        ("PHQ-9: 14. Again, PHQ-9 14.", {"PHQ-9": 14}),
    ],
)
def test_a_number_beside_a_known_name_is_its_score(text, told):
    assert scores_told(text, MEASURES) == told


@pytest.mark.parametrize(
    "text",
    [
        "Goal: PHQ-9 below 10",
        "Reduce PHQ-9 to 5 by March.",
        "Target PHQ-9: 4",
        "PHQ-9 10/12",
        "PHQ-9 fell from 18 to 14",
        "PHQ-9 18 to 14",
        "PHQ-9: 18 → 14",
        "PHQ-9 18 at intake",
        "Last PHQ-9 was 12",
        "PHQ-9 of 18 on October 2",
        "PHQ-9: 14 in the waiting room, PHQ-9: 12 after it",
        "PHQ-9 item 9: 0",
        "GAD-7 9-point drop",
        "PHQ-9 (9 items)",
        "PHQ-9 score of 30",
        "PHQ-9 2 weeks ago",
        "Gave the PHQ-9. 14 people in the group.",
        "SDQ 14",
        "PHQ-9 50 %",
        "PHQ-9 and GAD-7 given.",
    ],
)
def test_what_may_be_a_target_another_day_or_no_score_is_left_alone(text):
    assert scores_told(text, MEASURES) == {}


def test_a_hostile_text_takes_no_longer_than_its_length():
    assert scores_told("PHQ-9 " + "- " * 20_000 + "x", MEASURES) == {}
    assert scores_told("PHQ-9 : * _ = . , ( - " * 2_000, MEASURES) == {}
