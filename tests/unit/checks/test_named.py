"""What counts as a name inside a sentence, and what is somebody's program, method or day."""

import pytest

from notewizard.checks.page import Page


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
