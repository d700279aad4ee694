"""Scores as a note prints them: band, cut, suicide item, and a change called what it is."""

from datetime import date

import pytest

DAY = date(2026, 11, 20)


@pytest.fixture
def scored(read):
    """The paragraph of one score, in a format with labels or in the narrative."""

    def scored_(form: str = "soap", **score) -> str:
        answers = {
            "client": {"id": "c-1", "pronouns": "she/her"},
            "encounter": {"date": DAY, "session_type": "ongoing"},
            "presenting": {"measures": [{"date": DAY, **score}]},
        }
        (found,) = [each for each in read(answers, form) if score["name"] in each]
        return found

    return scored_


BEFORE = {"previous_date": date(2026, 10, 23)}


@pytest.mark.parametrize(
    ("score", "labeled", "prose"),
    [
        (
            {"name": "PHQ-9", "score": 14, "suicide_item": 1, "previous_score": 21, **BEFORE},
            "**PHQ-9.** 14 (moderate), suicide item (item 9) 1; 21 (severe) on October 23, a reliable change.",
            "Her PHQ-9 was 14 (moderate), with 1 on its suicide item (item 9), against 21 (severe) on October 23,"
            " a reliable change.",
        ),
        (
            {"name": "PHQ-9", "score": 4, "suicide_item": 0},
            "**PHQ-9.** 4 (minimal), suicide item (item 9) 0.",
            "Her PHQ-9 was 4 (minimal), with 0 on its suicide item (item 9).",
        ),
        (
            {"name": "PHQ-9", "score": 4},
            "**PHQ-9.** 4 (minimal).",
            "Her PHQ-9 was 4 (minimal).",
        ),
        (
            {"name": "ISI", "score": 10, "previous_score": 19, **BEFORE},
            "**ISI.** 10 (subthreshold); 19 (moderate) on October 23, a clinically important change.",
            "Her ISI was 10 (subthreshold), against 19 (moderate) on October 23, a clinically important change.",
        ),
        (
            {"name": "Y-BOCS", "score": 30, "previous_score": 15, **BEFORE},
            "**Y-BOCS.** 30 (severe); 15 (mild) on October 23.",
            "Her Y-BOCS was 30 (severe), against 15 (mild) on October 23.",
        ),
        (
            {"name": "ORS", "score": 24.3, "previous_score": 18, **BEFORE},
            "**ORS.** 24.3, below the cut of 25; 18 on October 23, a reliable change.",
            "Her ORS was 24.3, below the cut of 25, against 18 on October 23, a reliable change.",
        ),
    ],
)
def test_a_score_reads_with_what_is_known_of_it_and_no_more(scored, score, labeled, prose):
    assert scored(**score) == labeled
    assert scored("narrative", **score) == prose
