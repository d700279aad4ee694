"""The tier of the Columbia screener's triage: the highest that any answer reaches."""

import pytest

from notewizard.note.columbia import columbia_tier
from notewizard.note.safety import Safety


def tier(ideation, **path):
    found = columbia_tier(Safety.model_validate({"suicidal_ideation": ideation, "suicide": path}))
    return found.level if found else None


@pytest.mark.parametrize(
    ("ideation", "path", "level"),
    [
        ("passive", {}, "low"),
        ("passive", {"method": "none", "intent": "none; says she would not", "plan": "no plan"}, "low"),
        ("active", {"method": "none"}, "low"),
        ("active", {"method": "pills", "intent": "denies intent"}, "moderate"),
        ("active", {"method": "pills", "intent": "some, at night"}, "high"),
        ("active", {"method": "pills", "intent": "yes", "plan": "Friday"}, "high"),
        ("passive", {"behavior": "lifetime"}, "moderate"),
        ("passive", {"behavior": "past-3-months"}, "high"),
        ("denied", {"behavior": "past-3-months"}, "high"),
        ("denied", {"behavior": "lifetime"}, "moderate"),
    ],
)
def test_the_highest_answer_decides(ideation, path, level):
    assert tier(ideation, **path) == level


def test_where_ideation_and_behavior_were_denied_there_is_none():
    assert tier("denied") is None
    assert tier("denied", behavior="none") is None
    assert columbia_tier(Safety()) is None
