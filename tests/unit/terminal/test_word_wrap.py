"""Where the input line breaks."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.layout.controls import BufferControl
from prompt_toolkit.layout.processors import TransformationInput

from notewizard.terminal.word_wrap import WordWrap, filled


def rows(text, room):
    """The text as prompt_toolkit draws it with these blanks."""
    for place, blanks in reversed(filled(text, room)):
        text = text[:place] + " " * blanks + text[place:]
    return [text[start : start + room] for start in range(0, len(text), room)]


def test_a_row_ends_before_a_word_that_does_not_fit():
    assert rows("He said that he said it", 10) == ["He said   ", "that he   ", "said it"]
    assert filled("He said", 40) == ()


def test_a_word_longer_than_a_row_is_parted():
    assert rows("a incomprehensibilities b", 10) == ["a incompre", "hensibilit", "ies b"]


@given(st.text(alphabet="ab \n", max_size=80), st.integers(1, 20))
def test_no_short_word_stands_in_two_rows(text, room):
    line = text.replace("\n", " ")
    drawn = rows(line, room)
    for above, below in pairwise(drawn):
        if above[-1:].strip() and below[:1].strip():
            word = (above.split(" ")[-1] + below.split(" ")[0]) if " " in above else above + below
            assert len(word) > room or any(len(each) > room for each in line.split())


@given(st.text(alphabet="abc ", max_size=60), st.integers(4, 20))
def test_every_place_of_the_text_is_found_again_on_the_screen(text, width):
    control = BufferControl(Buffer())
    given_ = TransformationInput(control, Document(text), 0, lambda place: place, [("", text)], width, 10)
    shown = WordWrap().apply_transformation(given_)
    for place in range(len(text) + 1):
        assert shown.display_to_source(shown.source_to_display(place)) == place
    assert "".join(piece[1] for piece in shown.fragments).split() == text.split()
