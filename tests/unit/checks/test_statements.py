"""What a sentence says of the work, apart from its label and from when and where one meets."""

from __future__ import annotations

import pytest

from notewizard.checks.evidence import has_computed
from notewizard.checks.page import Page
from notewizard.checks.statements import beside, statement, told

GENERAL = frozenset(
    [
        "client",
        "and",
        "i",
        "talked",
        "about",
        "her",
        "feelings",
        "for",
        "the",
        "minutes",
        "mr",
        "concerns",
        "were",
        "heard",
        "with",
    ]
)


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("R: went well; returns on 5/6 by video.", "went well", [" went well"]),
        ("45 min, in person: went well, and she named her aunt.", "went well", [" went well", " she named her aunt."]),
        ("Went well (session 4 of 12); she drove alone.", "Went well", ["Went well "]),
    ],
)
def test_labels_and_arrangements_are_no_part_of_a_statement(text, words, kept):
    at = text.index(words)
    found = statement(text.lower(), (0, len(text)), at, at + len(words))
    assert [text[slice(*each)] for each in found] == kept


def test_what_a_semicolon_divides_stands_beside():
    text = "mood is better; returns on 5/6; phq-9 fell to 8."
    assert [text[slice(*each)] for each in beside(text, (0, len(text)), 0, 14)] == [" phq-9 fell to 8."]


def test_what_follows_a_colon_belongs_to_it():
    text = "plan: practiced coping skills: cold water, a walk."
    found = statement(text, (0, len(text)), text.index("practiced"), text.index(": cold"))
    assert [text[slice(*each)] for each in found] == [" practiced coping skills: cold water, a walk."]


def test_a_sentence_about_the_next_visit_tells_nothing():
    text = "pt will keep the routine until the 8th."
    assert told(text, (0, len(text))) == ()


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("Client and I talked for 50 minutes.", False),
        ("Talked with Denise about her feelings.", False),
        ("Mr. Okafor's concerns were heard.", False),
        ("Talked about her aunt.", True),
        ("Talked about 988.", True),
    ],
)
def test_a_name_and_the_length_of_the_hour_are_not_specific(text, specific):
    assert has_computed(("@specific",), Page(text), 0, len(text), GENERAL) is specific


@pytest.mark.parametrize(
    ("text", "named"),
    [("Neighbor Gerald Huss came by.", True), ("Dr. Huss came by.", False), ("The Huss case.", False)],
)
def test_a_person_is_named_in_full(text, named):
    assert has_computed(("@full-name",), Page(text), 4, len(text), frozenset()) is named


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("phone 415-555-0199", True),
        ("12 marlow street", True),
        ("dob 7/19/98", True),
        ("by phone for 10 minutes", False),
    ],
)
def test_contact_data_are_a_number_an_address_or_a_birthday(text, found):
    assert has_computed(("@contact",), Page(text), 0, len(text), frozenset()) is found
