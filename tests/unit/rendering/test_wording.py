import pytest

from notewizard.rendering.pronouns import pronouns
from notewizard.rendering.wording import (
    capitalized,
    counted,
    figure,
    fragment,
    is_infinitive,
    listed,
    lowered,
    sentence,
    with_article,
    without_capital,
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("slept", "slept."),
        ("Slept.", "Slept."),
        ("Slept?", "Slept?"),
        ("said “no”", "said “no”."),
        ("said “no.”", "said “no.”"),
        ("at 40%", "at 40%."),
        ("laughed 😀", "laughed 😀."),
        ("他睡了。", "他睡了。"),
        ("نام؟", "نام؟"),
        ("---", "---"),
        ("", ""),
    ],
)
def test_sentence(given, expected):
    assert sentence(given) == expected


def test_fragment():
    assert [fragment(each) for each in ("cooperative.", "and so on...", "calm")] == [
        "cooperative",
        "and so on...",
        "calm",
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Reduce worry", "reduce worry"),
        ("No ideation since Wednesday", "no ideation since Wednesday"),
        ("Maria and Jon argue less", "Maria and Jon argue less"),
        ("PTSD symptoms below 31", "PTSD symptoms below 31"),
        ("I sleep", "I sleep"),
        ("A walk", "a walk"),
        ("NO calls", "NO calls"),
    ],
)
def test_a_capital_is_lost_only_where_it_cannot_be_a_name(given, expected):
    assert lowered(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Reduce worry", "reduce worry"),
        ("Panic less than once a week", "panic less than once a week"),
        ("Crying on no more than one evening", "crying on no more than one evening"),
        ("Maria and Jon argue less", "Maria and Jon argue less"),
        ("Maria calls home weekly", "Maria calls home weekly"),
        ("Mark's drinking stops", "Mark's drinking stops"),
        ("Jon will call", "Jon will call"),
        ("Quint at work again", "Quint at work again"),
        ("Spanish class weekly", "Spanish class weekly"),
        ("PTSD symptoms below 31", "PTSD symptoms below 31"),
        ("ADLs without help", "ADLs without help"),
        ("I sleep", "I sleep"),
        ("NO calls", "NO calls"),
        ("Sobriety.", "sobriety."),
    ],
)
def test_a_goal_loses_its_capital_unless_it_may_be_a_name(given, expected):
    assert without_capital(given, frozenset({"Marisol", "Quint"})) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["J. Marchetti, LPC", "S. Amari, LMSW"], "J. Marchetti, LPC, and S. Amari, LMSW"),
        (["a, b", "c", "d"], "a, b; c; and d"),
    ],
)
def test_listed(items, expected):
    assert listed(items) == expected


def test_an_article_before_one_thing():
    assert with_article("behavioral experiment") == "a behavioral experiment"
    assert with_article("activity timeline") == "an activity timeline"
    assert with_article("cognitive restructuring") == "cognitive restructuring"
    assert with_article("her diary") == "her diary"
    assert with_article("contact with family") == "contact with family"


def test_small_ones():
    assert (capitalized("oriented ×4"), capitalized("")) == ("Oriented ×4", "")
    assert (capitalized("ß-blocker taken"), capitalized("ǆep")) == ("ß-blocker taken", "ǅep")
    assert (figure(9.0), figure(7.5)) == ("9", "7.5")
    assert (counted(1, "member", "members"), counted(12, "member", "members")) == ("one member", "12 members")
    assert is_infinitive("Reduce worry")
    assert not is_infinitive("Fewer nightmares")


@pytest.mark.parametrize(
    ("given", "subject", "possessive"),
    [
        ("she/her", "she", "her"),
        ("He/Him", "he", "his"),
        ("they/them", "they", "their"),
        ("she/they", "she", "her"),
        ("xe/xem", "the client", "the client's"),
        (None, "the client", "the client's"),
    ],
)
def test_pronouns(given, subject, possessive):
    assert (pronouns(given).subject, pronouns(given).possessive) == (subject, possessive)
