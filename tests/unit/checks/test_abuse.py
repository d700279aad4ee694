"""Abuse or neglect in a text: told of now, or left alone."""

import pytest

from notewizard.checks.abuse import abuse_told


def told(text: str) -> list[str]:
    return [text[start:end] for start, end in abuse_told(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Her husband hit her on Saturday after the party.", "Her husband hit her"),
        ("Said that his partner choked him last night.", "his partner choked him"),
        ("Told her sister that her boyfriend hits her.", "her boyfriend hits her"),
        ("Her mother's boyfriend slaps him when the homework is late.", "Her mother's boyfriend slaps him"),
        ("In the past week her wife punched her twice.", "her wife punched her"),
        ("Stepfather is loud; said his stepfather beat him with a belt on Sunday.", "his stepfather beat him"),
        ("He hits the children when he drinks.", "He hits the children"),
        ("Left the children alone overnight twice this week.", "Left the children alone overnight"),
        ("She was hit by her partner on Friday.", "was hit by her partner"),
        ("Disclosed ongoing emotional abuse by her husband.", "Disclosed ongoing emotional abuse"),
        ("Reported physical abuse at home since summer.", "Reported physical abuse"),
        ("With İlker at the table her husband hit her.", "her husband hit her"),
        ("Her mother’s boyfriend slapped her.", "Her mother’s boyfriend slapped her"),
        ("Boyfriend hit her.", "Boyfriend hit her"),
        ("Pt's husband slapped her again.", "Pt's husband slapped her"),
        ("Reports that her boyfriend pushed her down the stairs on Friday.", "her boyfriend pushed her down"),
        ("Her partner threw a plate at her.", "Her partner threw a plate at her"),
        ("Admits she slapped her son across the face.", "she slapped her son"),
        ("Said “he choked me until I saw stars.”", "he choked me"),
        ("Husband has been physically abusive for two months.", "Husband has been physically abusive"),
        ("Describes her relationship as physically abusive.", "relationship as physically abusive"),
        ("He was sexually assaulted on campus last week.", "was sexually assaulted"),
        ("Her aide withholds her medication until she signs checks.", "withholds her medication"),
        ("His elderly father is being neglected at the home.", "His elderly father is being neglected"),
        ("“He locks me in,” and: he locked the kids in the basement on Sunday.", "locked the kids in the basement"),
    ],
)
def test_what_is_affirmed_is_told(text, words):
    assert told(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Denies abuse.",
        "No physical abuse or neglect reported.",
        "Denied that her husband hit her.",
        "History of sexual abuse in childhood.",
        "As a child her father hit her.",
        "Told how her father hit her whenever he drank.",
        "Processed the memory of his uncle beating him.",
        "Reported childhood physical abuse and what it left.",
        "Alcohol abuse in early remission; reported abuse of her medication in college.",
        "Her friend's husband hits her.",
        "Her ex-husband hit her throughout the marriage.",
        "Reports domestic violence by her first husband.",
        "Was sexually assaulted in college.",
        "Hit by grief when the letter came.",
        "His partner hit a deer on Friday.",
        "Her coach kicked her off the team.",
        "Worried about a friend: said that her husband hits her.",
        "Watched a documentary on domestic violence.",
        "Works with abused children at a shelter.",
        "Psychoeducation on emotional abuse and the cycle of violence.",
        "If her husband hit her she would leave.",
        "His partner beat him at chess.",
        "Her boss hit her with another deadline.",
        "Her husband kicked her out in June.",
        "Her daughter hit her in a tantrum.",
        "Hit his head on the cabinet.",
        "Reported no domestic violence and feels safe at home.",
        "Current stressors include two child abuse cases at work.",
        "Described her training on elder neglect.",
        "Ongoing conflict with her partner; physical violence denied.",
        "Her husband hit her car while parking on Sunday.",
        "Neglects housework and bills.",
        "Her wife beats herself up over it.",
        "Left the children with her mother for the weekend.",
        "Fears that he would hit her.",
        "Beat himself up over the exam.",
        "The judge threw out the abuse charge from 2014.",
    ],
)
def test_what_is_not_is_left_alone(text):
    assert told(text) == []
