"""A quotation that an earlier note had already."""

from notewizard.checks.quoted_again import Quoted

OCTOBER = 'He said "I counted the tiles until it stopped" and laughed. Mood “so-so.”'
QUOTED = Quoted([("the note of October 2, 2026", OCTOBER)])


def again(text, **more):
    return [(text[each.start : each.end], each.level, each.message) for each in QUOTED.again(text, **more)]


def test_the_same_quotation_is_found_whatever_its_marks():
    assert again("Again: “I counted the tiles, until it stopped.”") == [
        (
            "“I counted the tiles, until it stopped.”",
            "warning",
            "This was quoted in the note of October 2, 2026 already.",
        )
    ]


def test_a_few_words_may_be_said_twice():
    assert again("Mood “so-so.”") == []


def test_other_words_are_another_quotation():
    assert again("“I counted the tiles and it did not stop.”") == []


def test_a_citation_and_a_quoted_goal_are_meant_to_repeat():
    cited = "From the note of October 2, 2026: “I counted the tiles until it stopped”"
    assert again(cited) == []
    assert again("Goal 1: “I counted the tiles until it stopped”", routine=[(0, 48)]) == []


def test_where_nothing_was_quoted_nothing_is_found():
    assert list(Quoted().again("“I counted the tiles until it stopped.”")) == []
