"""What counts as a name inside a sentence, and what is somebody's program, method or day."""

import pytest

from notewizard.checks.evidence import has_computed, places_of
from notewizard.checks.named import proper_names
from notewizard.checks.page import Page


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The quarrel began at the Copper Kettle on Vine.", ["Copper Kettle", "Vine"]),
        ("Client lives in Dayton, Ohio, with her aunt.", ["Dayton, Ohio"]),
        ("In group, client cried when Petra spoke.", ["Petra"]),
        ("Seen on Tuesday in May; GAD-7 of 9 and a Rosenberg score of 12.", []),
        ("Called Dr. Huss and Ms. Orr about sertraline and Zoloft.", []),
        ("Mara called on Friday; her mother thanked Mara for dinner.", []),
        ("History of Present Illness: as before.", []),
        ("ALL CAPITALS AT FENWICK.", []),
        ("", []),
    ],
)
def test_names_stand_inside_sentences(text, names):
    assert [text[start:end] for start, end in proper_names(text)] == names


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("Came in a Fenwick coat and with an Ardley bag.", True),
        ("Came in a Fenwick coat.", False),
        ("Watched a film with Sam at Sam's house.", False),
        ("Lives in Dayton, Ohio.", False),
        ("Client said, “I hate Fenwick and Ardley.”", False),
    ],
)
def test_two_names_are_two_different_ones_that_are_not_quoted(text, two):
    page = Page(text)
    assert has_computed(("@two-names",), page, 0, len(text), frozenset()) is two
    assert has_computed(("@proper-name",), page, 0, len(text), frozenset()) is ("“" not in text)


def test_a_name_has_a_place():
    text = "Came in a Fenwick coat."
    assert [text[start:end] for start, end in places_of(("@proper-name",), Page(text), 0, len(text))] == ["Fenwick"]


@pytest.mark.parametrize(
    ("text", "words", "part"),
    [
        ("Lives at Steady Progress House.", "Steady Progress", True),
        ("Made Steady Progress in May.", "Steady Progress", False),
        ("Steady progress House", "Steady progress", False),
        ("STEADY PROGRESS HOUSE", "STEADY PROGRESS", False),
        ("Progress House", "Progress", False),
    ],
)
def test_words_may_be_part_of_a_name(text, words, part):
    start = text.index(words)
    assert Page(text).is_name(start, start + len(words)) is part
