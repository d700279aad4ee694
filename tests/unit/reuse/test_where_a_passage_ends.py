"""A passage is the sentence that was copied: not the words that the next one happens to begin with."""

import pytest

from notewizard.reuse import Index, SourceText, find_reuse

COPIED = "Her uncle mended the lantern behind the chapel, then wrapped the violin."


def passages(text: str, prior: str) -> list[str]:
    verdict = find_reuse(text, own=Index.build([SourceText("last", prior)]))
    return [text[each.start : each.end] for each in verdict.passages]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("The patient slept through both alarms this week.", "The patient is not sure what the ferry costs."),
        ("I asked what the harbor was for.", "I waited outside."),
    ],
)
def test_it_does_not_spill_into_the_next_sentence(here, there):
    assert passages(f"{COPIED} {here}", f"{COPIED} {there}") == [COPIED[:-1]]


def test_it_does_not_begin_in_the_sentence_before():
    here, there = (
        "We drove past in silence without looking because it was.",
        "The door stood open although nobody used that room and it was.",
    )
    assert passages(f"{here} {COPIED}", f"{there} {COPIED}") == [COPIED[:-1]]


def test_it_takes_in_the_first_words_that_stand_elsewhere_too():
    earlier = "She was late and she was cold. She was hiding the parcel in the cellar of the bakery again."
    copied = "She was hiding the parcel in the cellar of the bakery again."
    assert passages(f"No news. {copied}", earlier) == [copied[:-1]]


@pytest.mark.parametrize("words", ["The heron came back.", "She fed it.", "He hid the kettle again."])
def test_a_few_words_stop_nobody(words):
    assert passages(f"A late start. {words} Rain.", f"{words} Sun.") == []
