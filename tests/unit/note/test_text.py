"""What may stand in a note, and what never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notewizard.note.note import Note
from notewizard.note.text import clean, is_clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain words", "plain words"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]52;c;c2VjcmV0\x07copied", "copied"),
        ("\x1b]0;a title that never ends, and words", "0;a title that never ends, and words"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("over\u202eride", "override"),
        ("half \ud83d of a pair", "half  of a pair"),
        ("line\r\nline\rline", "line\nline\nline"),
        ("tab\tstays", "tab\tstays"),
        ("שלום, emoji 🙂 and ñ stay", "שלום, emoji 🙂 and ñ stay"),
    ],
)
def test_a_note_holds_no_control_characters(typed, kept):
    assert clean(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert is_clean(clean(text))


def test_a_finding_never_defaults_to_normal():
    note = Note.model_validate({})
    assert note.answers() == {"schema": 1}


def test_any_answer_may_be_a_reason_why_there_is_none():
    note = Note.model_validate({"safety": {"suicidal_ideation": {"not_assessed": "the call ended"}}})
    assert note.answers()["safety"] == {"suicidal_ideation": {"not_assessed": "the call ended"}}


@pytest.mark.parametrize("id_", ["../smith", "a/b", "con", "NUL", "com1", "", "a" * 65, "smith.", "ü"])
def test_a_client_id_can_never_be_a_path_or_a_device(id_):
    with pytest.raises(ValueError, match="client"):
        Note.model_validate({"client": {"id": id_}})


def test_no_error_repeats_what_was_answered():
    with pytest.raises(ValueError, match="safety") as caught:
        Note.model_validate({"safety": {"suicidal_ideation": "a secret of the client"}})
    assert "secret" not in str(caught.value)
