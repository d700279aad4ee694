"""On the safety path a letter is no finding: "n" means none, and "y" says nothing that could be read later."""

from datetime import date

import pytest
import shipped

from notewizard.interview.accept import Accepted, Rejected, accept
from notewizard.interview.chart import Chart
from notewizard.interview.state import Interview, question_at
from notewizard.note.columbia import columbia_tier
from notewizard.note.note import Note

LIBRARY = shipped.library()
ANSWERS = {
    "encounter": {"session_type": "contact", "delivery": "audio"},
    "safety": {"suicidal_ideation": "passive", "self_harm": "urges", "harm_to_others": "ideation"},
}


def given(key: str, text: str) -> Accepted | Rejected:
    chart = Chart(date(2026, 11, 20))
    asked = question_at(Interview(LIBRARY, LIBRARY.formats["soap"], chart, ANSWERS), key)
    assert asked is not None
    return accept(asked, text, ANSWERS, LIBRARY, chart)


PATH = ["suicide.method", "suicide.intent", "suicide.plan", "self_injury.intent", "violence.intent", "violence.plan"]


@pytest.mark.parametrize("key", PATH)
@pytest.mark.parametrize("text", ["n", "N", "no", "No."])
def test_n_is_none(key, text):
    found = given(f"safety.{key}", text)
    assert isinstance(found, Accepted)
    assert [value for _, value in found.writes] == ["none"]


@pytest.mark.parametrize("key", PATH)
@pytest.mark.parametrize("text", ["y", "yes"])
def test_yes_alone_is_asked_what(key, text):
    assert isinstance(given(f"safety.{key}", text), Rejected)


def test_what_is_said_stands_as_it_was_said():
    found = given("safety.suicide.intent", "no, not since her son was born")
    assert isinstance(found, Accepted)
    assert [value for _, value in found.writes] == ["no, not since her son was born"]


def test_three_letters_raise_no_tier():
    suicide = {"detail": "Thought of not waking up.", "method": "none", "intent": "none", "plan": "none"}
    tier = columbia_tier(Note.model_validate({"safety": {"suicidal_ideation": "passive", "suicide": suicide}}).safety)
    assert tier is None or tier.level == "low"
