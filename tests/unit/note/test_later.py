"""The three kinds of later writing, each with the rule that makes it one."""

import pytest
from pydantic import ValidationError

from notewizard.note.later import LaterWriting, passage_in

NOTE = "Status. She said “I can’t”, and missed one\nday of work at 10.30.\n\nGAD-7. 9 (mild)."


def of(kind, **given):
    return LaterWriting.model_validate(
        {"kind": kind, "today": "2026-11-22", "known_from": "2026-11-20", "note_text": NOTE, **given}
    )


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-21", "2026-11-22"])
def test_an_addendum_holds_what_became_known_from_the_day_of_the_note_on(day):
    assert of("addendum", known=day)


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        ("addendum", {"known": "2026-11-19"}, "known before the note was written"),
        ("addendum", {"known": "2026-11-23"}, "still to come"),
        ("late entry", {"recall": False}, "is no late entry"),
        ("correction", {"wrong": "missed two days"}, "does not stand in the note"),
        ("correction", {"wrong": "missed one day", "right": "Missed one day"}, "says already"),
        ("addendum", {"text": " \n"}, "must not be empty"),
        ("addendum", {"colour": "blue"}, "Extra inputs"),
    ],
)
def test_what_is_none_is_refused_and_repeats_no_word(kind, given, said):
    with pytest.raises(ValidationError, match=said) as caught:
        of(kind, **given)
    assert "missed two days" not in str(caught.value)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("missed one day of work", "missed one day of work"),
        ("MISSED  one day", "missed one day"),
        ('"I can\'t"', "I can’t"),
        ("9 (mild)", "9 (mild)"),
        ("GAD-7. 9 (mild)", "GAD-7. 9 (mild)"),
        ("GAD-7: 9", "GAD-7. 9"),
        ("**GAD-7.** 9", "GAD-7. 9"),
        ("GAD-7.** 9", "GAD-7. 9"),
        ("at 10:30", ""),
        ("9 .mild.", ""),
        ("", ""),
        ("“”", ""),
    ],
)
def test_a_passage_is_found_as_the_note_has_it(words, found):
    assert passage_in(words, NOTE) == found
