"""A suicide attempt in a text: told of lately or without a time, or left alone."""

from datetime import date

import pytest

from notewizard.checks.attempts import attempt_told


@pytest.mark.parametrize(
    "text",
    [
        "Attempted suicide on November 20 by overdose.",
        "Tried to kill himself on Friday.",
        "Client said she is suicidal and attempted suicide last week.",
        "Attempted suicide last month.",
        "He fought with his wife and attempted suicide by hanging.",
        "She tried to hang herself yesterday; found by her sister.",
        "Discharged Tuesday after a suicide attempt on Friday by overdose.",
        "Took an overdose of sertraline on Sunday.",
        "Intentionally overdosed last night.",
        "He has attempted to end his life twice this week.",
        "Tried to overdose on acetaminophen.",
        "Told her mother that she attempted suicide on Monday.",
        "Denied HI but tried to drown herself on Sunday.",
        "Her brother died in May; she tried to kill herself on Friday.",
        "Recent suicide attempt, discharged on Monday.",
    ],
)
def test_an_attempt_is_told(text):
    assert len(list(attempt_told(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Attempted suicide in 2011.",
        "A past suicide attempt.",
        "A past attempt by overdose.",
        "Attempted suicide at 16.",
        "Attempted suicide at age 16 by overdose.",
        "Attempted suicide as a teenager.",
        "Two suicide attempts in college.",
        "Her brother attempted suicide last week.",
        "After her brother attempted suicide last week, she slept badly.",
        "A friend who attempted suicide on Friday moved in with him.",
        "Upset about a girl at school who tried to kill herself last week.",
        "Her sister Anna attempted suicide last month.",
        "His roommate tried to hang himself on Sunday.",
        "Attempted to call his sister on Friday.",
        "Tried to kill himself laughing.",
        "Tried to drown herself in work.",
        "Never tried to kill himself.",
        "Has not attempted suicide.",
        "No suicide attempts.",
        "No suicide attempt since last week.",
        "Denied suicide attempt last week.",
        "Denied that she tried to kill herself on Friday.",
        "Asked whether he attempted suicide on Friday.",
        "Asked about suicide attempts; none.",
        "If he tried to kill himself again, his wife would call 911.",
        "Dreamed that he tried to kill himself.",
        "When she attempted suicide her sister found her.",
        "Attempted suicide three years ago.",
        "Attempted suicide on March 3, 2019.",
        "In the film the hero tried to shoot himself.",
        "Tried to shoot herself a reminder.",
        "Processed grief over the attempted suicide of his brother last week.",
        "Her son's suicide attempt last week.",
        "Her husband, who attempted suicide on Friday, is home.",
        "Anniversary of her suicide attempt is on Friday.",
        "Tried to kill the spider on Friday.",
        "Took an overdose education class last week.",
        "He nearly attempted suicide on Friday.",
        "Overdosed on fentanyl on Friday.",
        "His mother tried to kill herself; he found her yesterday.",
        "Risk factors: loss of a relationship last night; no sleep; suicide attempt in 2023.",
        "Goal 1, no suicide attempt: maintaining.",
        "Fears that her daughter attempted suicide.",
        "Eight sessions after a suicide attempt.",
        "She tried to take her life in her own hands.",
    ],
)
def test_what_is_none_or_long_ago_or_somebody_elses_is_left_alone(text):
    assert list(attempt_told(text)) == []


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Attempted suicide on November 20.", True),
        ("Attempted suicide on November 20, 2026.", True),
        ("Attempted suicide on March 3.", False),
        ("Attempted suicide on December 20.", False),
        ("Attempted suicide on November 20, 2019.", False),
    ],
)
def test_a_day_is_held_against_the_day_of_the_session(text, is_told):
    assert bool(list(attempt_told(text, date(2026, 11, 29)))) is is_told
