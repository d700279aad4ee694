"""How a clause stands: negated, reported, supposed, and about whom."""

from __future__ import annotations

import pytest

from notewizard.checks.context import attributed, hypothetical, negated, subject


def around(text: str) -> tuple[str, str]:
    before, _, after = text.lower().partition("*")
    return before, after


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("she was not *", True),
        ("denies feeling down, hopeless or *", True),
        ("client didn't appear *", True),
        ("was not late but *", False),
        ("not only *", False),
        ("he never came to the three sessions that were set, and is *", False),
        ("hostility: * was not observed", True),
        ("she is *", False),
    ],
)
def test_a_negation_reaches_up_to_the_word_that_ends_it(text, holds):
    assert negated(*around(text)) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("client reported that her boss is *", True),
        ("reports she is *", True),
        ("her boss is *, she said.", True),
        ("her boss is * (per client)", True),
        ("according to his wife he is *", True),
        ("husband read this as *", True),
        ("mom holds that the school *", True),
        ("her worry is *", False),
        ("the fear has *", False),
        ("i think she is *", False),
        ("therapist noted that she is *", False),
        ("noted that she is *", False),
        ("client discussed how her boss is *", True),
        ("discussed how her boss is *", False),
        ("client reported good sleep; she is *", False),
        ("client reported good sleep and is *", False),
    ],
)
def test_a_report_is_somebody_elses(text, holds):
    assert attributed(*around(text)) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("if she is *", True),
        ("her goal is to be *", True),
        ("he hopes for *", True),
        ("she is * if asked", True),
        ("she is *", False),
    ],
)
def test_a_hope_or_condition_is_not_a_finding(text, holds):
    assert hypothetical(*around(text)) is holds


@pytest.mark.parametrize(
    ("lead", "who"),
    [
        ("her mother is ", "third_party"),
        ("client's mother is ", "third_party"),
        ("she argued with her mother and was ", "client"),
        ("with his wife he was ", "client"),
        ("this writer felt ", "clinician"),
        ("the patient was ", "client"),
        ("mood has ", ""),
    ],
)
def test_the_subject_is_who_the_clause_is_about(lead, who):
    assert subject(lead) == who


@pytest.mark.parametrize(
    ("earlier", "lead", "who"),
    [
        ("his brother left without a word. ", "he ", "third_party"),
        ("client's mother keeps the keys ", "because she ", "third_party"),
        ("his mother called. ", "he ", "client"),
        ("client argued with his brother. ", "he ", "client"),
        ("his brother left. client stayed. he ate. ", "he ", "client"),
        ("coworkers did not greet her; ", "they ", "third_party"),
        ("his brother left. ", "client ", "client"),
        ("", "the landlord's sudden visit ", "third_party"),
        ("", "i believe her cousin ", "third_party"),
        ("", "i asked her cousin ", "clinician"),
        ("", "on friday her mother ", "third_party"),
        ("her boss praised the report, ", "which ", "third_party"),
        ("client praised the report, ", "which ", "client"),
    ],
)
def test_a_pronoun_stands_for_whom_the_last_sentence_was_about(earlier, lead, who):
    assert subject(lead, earlier) == who


def test_a_report_may_stand_between_the_words():
    assert attributed("", "", "uncle, she says, was jealous")
    assert not attributed("", "", "uncle, she adds, was jealous")
