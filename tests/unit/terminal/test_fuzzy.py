"""What a few letters mean."""

import pytest

from notewizard.terminal.fuzzy import rank, the_meant
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


MEANT = (
    Offer("cognitive restructuring", "CBT", ("disputing",)),
    Offer("solving barriers to activity", "BA", ("problem-solving barriers",)),
    Offer("affective modulation", "TF-CBT", ("feelings identification",)),
    Offer("trauma narrative", "TF-CBT"),
    Offer("supportive statements", "SPACE"),
    Offer("role-play", "CBT"),
)


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("cog", "cognitive restructuring"),
        ("cog res", "cognitive restructuring"),
        ("disputing", "cognitive restructuring"),
        ("disp", "cognitive restructuring"),
        ("trauma n", "trauma narrative"),
        ("role-pl", "role-play"),
        ("restr", None),
        ("cogr", None),
        ("problem solving", None),
        ("feelings", None),
        ("trauma", None),
        ("supportive", None),
    ],
)
def test_a_technique_is_meant_only_from_its_first_word_on(typed, term):
    assert [match.offer.term for match in the_meant(rank(typed, MEANT))] == ([term] if term else [])


FINDINGS = (
    Offer("not in keeping with the situation", "Affect", ("inappropriate affect",)),
    Offer("long pauses before answers", "Speech", ("increased latency", "latency increased")),
    Offer("memory grossly intact", "Cognition", ("memory intact",)),
    Offer("impaired recent memory", "Cognition"),
    Offer("calm", "Behavior"),
)


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("calm", "calm"),
        ("cal", "calm"),
        ("memory intact", "memory grossly intact"),
        ("no SI", None),
        ("late", None),
        ("ca", None),
        ("mem", None),
    ],
)
def test_a_finding_is_meant_only_in_its_own_words_and_where_no_other_is_near(typed, term):
    meant = [match.offer.term for match in the_meant(rank(typed, FINDINGS), finding=True)]
    assert (meant == [term]) if term else len(meant) != 1
