"""Mental status: it does not contradict itself, safety or what could be seen; and somebody looked (M01-M05)."""

import pytest
from validators.charts import note, rules

USUAL = {
    "appearance": ["appropriately dressed"],
    "behavior": ["calm"],
    "speech": ["normal rate"],
    "mood": "okay",
    "affect": ["euthymic", "full range"],
    "thought_process": ["linear"],
    "thought_content": ["no delusions elicited"],
    "perception": ["no hallucinations reported or observed"],
    "cognition": ["alert", "oriented x4"],
    "insight": ["good"],
    "judgment": ["good"],
}


def status(**changes):
    return note(mental_status={**USUAL, **changes})


def score(value):
    return [{"name": "GAD-7", "score": value, "date": note().encounter.date}]


@pytest.mark.parametrize(
    ("domain", "terms"),
    [
        ("affect", ["flat", "labile"]),
        ("affect", ["congruent", "incongruent"]),
        ("cognition", ["oriented x4", "disoriented to date"]),
        ("cognition", ["alert", "lethargic"]),
        ("perception", ["no hallucinations reported or observed", "appeared to respond to internal stimuli"]),
        ("perception", ["no auditory or visual hallucinations reported or observed", "visual hallucinations reported"]),
        ("thought_content", ["no delusions elicited", "paranoid delusions"]),
        ("appearance", ["neatly groomed", "unkempt"]),
    ],
)
def test_M01_descriptors_that_exclude_each_other(domain, terms):
    assert rules(status(**{domain: terms})) == ["mental-status.contradiction"]


@pytest.mark.parametrize(
    ("domain", "terms"),
    [
        ("affect", ["flat at first", "reactive by the end"]),
        ("affect", ["restricted", "congruent"]),
        ("cognition", ["oriented x3", "disoriented to date"]),
        ("perception", ["no hallucinations reported or observed", "flashbacks reported"]),
        ("thought_content", ["no delusions elicited", "preoccupied with a loss"]),
    ],
)
def test_M01_what_changed_within_the_hour_or_goes_together_is_no_contradiction(domain, terms):
    assert rules(status(**{domain: terms})) == []


def test_M02_thought_content_names_what_safety_denies():
    assert rules(status(thought_content=["passive suicidal ideation"])) == ["safety.ideation-denied"]
    assert rules(status(thought_content=["thoughts of self-harm"])) == ["safety.self-harm-denied"]
    assert rules(status(thought_content=["homicidal ideation"])) == ["safety.harm-denied"]


def test_M02_thought_content_denies_what_safety_names():
    assert rules(note("emdr-in-person", mental_status__thought_content=["no suicidal ideation"])) == [
        "mental-status.against-safety"
    ]
    assert rules(status(thought_content=["no suicidal ideation"])) == []


def test_M03_by_audio_nothing_was_seen():
    by_audio = {"delivery": "audio", "telehealth": {"audio_reason": "no camera"}}
    heard = note(encounter={**note().encounter.model_dump(exclude_none=True), **by_audio})
    assert rules(heard) == ["mental-status.not-seen"] * 2


def test_M04_the_same_mental_status_as_in_the_last_three_notes():
    earlier = [note(), note(), note()]
    assert "stale.mental-status" in rules(note(), earlier)
    assert "stale.mental-status" not in rules(status(mood="tired"), earlier)


def test_M05_all_within_normal_limits_beside_a_severe_score():
    assert rules(note(mental_status=USUAL, presenting__measures=score(19))) == ["mental-status.all-usual"]


def test_M05_one_observation_of_this_session_is_enough():
    seen = {**USUAL, "behavior": ["calm", "picked at the cuff of her sleeve"]}
    assert rules(note(mental_status=seen, presenting__measures=score(19))) == []
    assert rules(note(mental_status=USUAL, presenting__measures=score(6))) == []
