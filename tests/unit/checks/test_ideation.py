"""A wish to be dead or thoughts of suicide in a text: affirmed and of now, or left alone."""

import pytest

from notewizard.checks.ideation import ideation_told, self_harm_told


def told(text: str) -> list[str]:
    return [text[start:end] for start, end in ideation_told(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She said she would be better off dead.", "better off dead"),
        ("On Sunday he wished he were dead.", "wished he were dead"),
        ("Client reported suicidal thoughts twice this week.", "suicidal thoughts"),
        ("Told me “I want to die” and cried.", "want to die"),
        ("Has passive SI most mornings; sleeps four hours.", "passive SI"),
        ("He wants to kill himself when the landlord calls.", "wants to kill himself"),
        ("Her husband left on Sunday and she wished she were dead.", "wished she were dead"),
        ("Her brother is calm; she has suicidal thoughts at night.", "suicidal thoughts"),
        ("She does not want to wake up on workdays.", "does not want to wake up"),
    ],
)
def test_what_is_affirmed_is_told(text, words):
    assert told(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Denied suicidal ideation, self-harm and thoughts of harming others.",
        "No suicidal thoughts since October.",
        "History of suicidal ideation in 2019.",
        "As a teenager she wished she were dead.",
        "Asked about suicidal thoughts; there were none.",
        "Safety plan for when suicidal thoughts return.",
        "If suicidal thoughts come back she will call.",
        "Her brother wants to die.",
        "Her mother told him that she wanted to die.",
        "His wife came and she wished she were dead.",
        "Psychoeducation on suicidal thinking and depression.",
        "She was dying to see the film and laughed herself silly.",
        "He wants to live closer to his sister.",
    ],
)
def test_what_is_not_is_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text", ["Cut her arm on Friday.", "Hit his legs until they bruised.", "Burned her hand again."]
)
def test_an_injury_of_ones_own_doing_is_told(text):
    assert list(self_harm_told(text))


@pytest.mark.parametrize(
    "text",
    [
        "She was bowling and hit her leg with the ball and fell.",
        "Cut her hand while chopping onions.",
        "Scratched his arm on a fence.",
        "Burned her hand on the stove.",
    ],
)
def test_an_accident_is_none(text):
    assert list(self_harm_told(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Told me: I am suicidal.",
        "Client said she is suicidal and attempted suicide last week.",
        "Endorsed SI with a plan to jump.",
        "Has SI daily, no plan.",
        "Reports SI most nights.",
        "When asked, endorsed SI with plan.",
        "Asked directly, she said she is suicidal.",
        "SI with intent and plan today.",
        "Pt suicidal with plan to overdose.",
        "Feels suicidal at night.",
        "Threatened to kill himself on Friday.",
        "Contemplating suicide since Monday.",
        "Thinks about ending her life.",
        "Endorses current SI, denies HI.",
        "SI: passive, most mornings.",
        "Still suicidal; called the crisis line.",
        "Reported suicidality to the nurse.",
        "Had SI on Tuesday.",
    ],
)
def test_being_suicidal_and_si_are_told(text):
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Denied SI, HI.",
        "denied SI",
        "Not suicidal.",
        "Is not suicidal.",
        "Is no longer suicidal.",
        "She denied being suicidal.",
        "Denies that he is suicidal.",
        "No SI/HI.",
        "SI/HI denied.",
        "Asked about SI.",
        "Asked about SI; none.",
        "Asked whether he is suicidal; he is not.",
        "SI: denied.",
        "SI joint pain daily.",
        "Has SI joint pain.",
        "Has SI pain every day since the fall.",
        "Uses SI units at work.",
        "Her brother is suicidal.",
        "Her mother feels suicidal.",
        "Was suicidal in 2011.",
        "When he was suicidal he called his sister.",
        "Safety plan: if she feels suicidal she will call.",
        "Reports no SI.",
        "Does not report SI.",
        "Reports that Si, her cat, is ill.",
        "Has Si for dinner.",
        "Denies having SI with plan.",
        "SI was not endorsed.",
        "Reports HI and SI absent.",
        "Reported that her friend is suicidal.",
        "Worries whether her son is suicidal.",
        "He thought about suicide prevention training.",
        "Her son reports SI.",
        "Client was not acutely suicidal.",
        "Without SI today.",
        "No current SI, HI.",
        "Considered suicide hotline volunteering.",
        "History of SI with a plan in 2019.",
    ],
)
def test_si_that_is_denied_asked_somebody_elses_or_no_ideation_is_left_alone(text):
    assert told(text) == []
