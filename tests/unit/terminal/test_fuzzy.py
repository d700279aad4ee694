"""What a few letters mean."""

import pytest

from notewizard.terminal.fuzzy import rank
from notewizard.terminal.screen import Offer

OFFERS = (
    Offer("cognitive restructuring", "CBT", ("disputing",)),
    Offer("cognitive defusion", "ACT"),
    Offer("exposure", "CBT"),
    Offer("slow", "Speech", ("bradyphemic",), ("voice",)),
    Offer("tearful", "Behavior"),
    Offer("tearful", "Affect"),
    Offer("full range", "Affect"),
)


def found(typed, *, sure):
    return [f"{match.offer.group} {match.offer.term}" for match in rank(typed, OFFERS) if match.sure == sure]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("cogr", ["CBT cognitive restructuring"]),
        ("restr", ["CBT cognitive restructuring"]),
        ("COG def", ["ACT cognitive defusion"]),
        ("cog", ["CBT cognitive restructuring", "ACT cognitive defusion"]),
        ("disp", ["CBT cognitive restructuring"]),
        ("bradyphemic", ["Speech slow"]),
        ("aff tear", ["Affect tearful"]),
        ("tear aff", ["Affect tearful"]),
        ("tearful", ["Behavior tearful", "Affect tearful"]),
        ("fr", ["Affect full range"]),
        ("cntve", []),
        ("zebra", []),
        ("", []),
    ],
)
def test_beginnings_of_words_are_sure(typed, terms):
    assert found(typed, sure=True) == terms


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("cntve", ["CBT cognitive restructuring", "ACT cognitive defusion"]),
        ("speech", ["Speech slow"]),
        ("affect", ["Affect tearful", "Affect full range"]),
        ("ex", []),
        ("xp", []),
        ("voice", ["Speech slow"]),
        ("voice spe", ["Speech slow"]),
        ("aff full", ["Affect full range"]),
    ],
)
def test_scattered_letters_and_a_group_alone_are_shown_but_never_sure(typed, terms):
    assert found(typed, sure=False) == terms


def test_words_of_the_term_stand_before_words_of_its_group():
    eyes = ("psychomotor", "eye contact")
    offers = tuple(
        Offer(term, "Behavior", group_also=eyes)
        for term in ("calm", "no abnormal movements observed", "steady eye contact")
    )
    assert [match.offer.term for match in rank("eye con", offers) if match.sure] == ["steady eye contact"]
    assert next(match.offer.term for match in rank("eye con", offers)) == "steady eye contact"
    assert [match.sure for match in rank("no eye contact", offers)] == [False]


def test_nothing_typed_shows_all_in_their_order():
    assert [match.offer for match in rank("  ", OFFERS)] == list(OFFERS)


def test_an_exact_term_stands_before_a_longer_one():
    offers = (Offer("anxiety management"), Offer("anxiety"))
    assert [match.offer.term for match in rank("anxiety", offers)] == ["anxiety", "anxiety management"]
