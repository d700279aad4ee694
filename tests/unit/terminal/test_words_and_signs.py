"""Typed commands, the rest of a word, and text made safe for a screen."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notewizard.terminal.abilities import has_color, has_signs, wants_plain
from notewizard.terminal.glance import still_there
from notewizard.terminal.look import fit, wrapped
from notewizard.terminal.said import enter_alone
from notewizard.terminal.screen import Mark, View
from notewizard.terminal.show import STEERS, show, show_line, spelled, stand_in
from notewizard.terminal.tail import Tail
from notewizard.terminal.twins import Command, command_in, without_command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        (":back", Command("back", "", "")),
        ("Words.\n:back", Command("back", "", "Words.")),
        (":na the call ended ", Command("na", "the call ended", "")),
        (":foo", Command("foo", "", "")),
        ("Words.\n:foo", None),
        ("Words :back", Command("back", "", "Words")),
        ("Some copied words :cite ", Command("cite", "", "Some copied words")),
        ("One.\nTwo. :save", Command("save", "", "One.\nTwo.")),
        ("Words :foo", None),
        ("Words :bac", None),
        ("Words:back", None),
        ("Copied words.:cite", Command("cite", "", "Copied words.")),
        ("Copied words.\n :cite", Command("cite", "", "Copied words.")),
        ("Words :back to", None),
        (":back\nWords.", None),
        (": back", None),
        ("", None),
    ],
)
def test_a_command_stands_alone_on_the_last_line_or_is_the_last_word(text, command):
    assert command_in(text) == command


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Words.\n:ba", "Words."),
        (":", ""),
        ("Words.\n:", "Words.\n:"),
        ("Words.\n:) he said", "Words.\n:) he said"),
        (":na the ca", ""),
        ("At 10:30", "At 10:30"),
    ],
)
def test_a_command_being_typed_is_no_part_of_the_answer(text, answer):
    assert without_command(text) == answer


def test_the_rest_of_the_word_is_swallowed():
    tail = Tail("y", ["yes", "no"])
    assert [tail.takes("e"), tail.takes("S"), tail.takes("\r")] == [True, True, True]
    assert tail.left_over() == ""


def test_another_word_is_given_on():
    tail = Tail("d", ["denied", "passive"])
    assert [tail.takes("e"), tail.takes("x")] == [True, False]
    assert tail.left_over() == "e"


def test_enter_behind_half_a_word_is_not_swallowed():
    tail = Tail("d", ["denied"])
    assert [tail.takes("e"), tail.takes("\r")] == [True, False]


def test_one_enter_right_behind_the_key_is_swallowed_and_no_second_one():
    for typed in ("", "es"):
        tail = Tail("y", ["yes"])
        assert [tail.takes(key) for key in (*typed, "\r", "\r")] == [*([True] * len(typed)), True, False]
    tail = Tail("1", ["yes"])
    assert [tail.takes(key) for key in "\rx"] == [True, False]


ATTACKS = ["\x1b[2J", "\x1b]52;c;aGk=\x07", "\x9b2J", "\u202egnp.exe", "\x00", "\x7f", "\u2066", "\ud800", "\u200b"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_steers_a_terminal_is_spelled_out(attack):
    assert not STEERS.search(show(attack))
    assert show("\x1b[31m") == "\\x1b[31m"
    assert show("\u202e") == "\\u202e"


UNSEEN = [
    *("\u034f", "\u115f", "\u1160", "\u17b4", "\u3164", "\uffa0", "\u2065", "\ufff0", "\U0001d173", "\U000e0fff"),
    *("\xad", "\u200c", "\u200d", "\ufe00", "\ufe0f", "\u180b", "\U000e0100", "\U000e01ef"),
]


@pytest.mark.parametrize("unseen", UNSEEN, ids=ascii)
def test_what_nobody_sees_is_spelled_out_where_no_honest_text_holds_it(unseen):
    assert show(f"Ann{unseen} Bell") == f"Ann{spelled(unseen)} Bell"
    assert show(unseen) == spelled(unseen)
    assert stand_in(f"Ann{unseen} Bell") == "Ann\ufffd Bell"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u2764\ufe0f\ufe0f", "\u2764\ufe0f\\ufe0f"),
        ("\u908a\U000e0100\U000e0101", "\u908a\U000e0100\\U000e0101"),
        ("\U0001f469\u200d\u200d", "\U0001f469\u200d\\u200d"),
        ("thera\xad\xadpist", "thera\\xad\\xadpist"),
        ("Ann\u200dBell", "Ann\\u200dBell"),
        ("A\ufe0fnn", "A\\ufe0fnn"),
        ("A\U000e0100nn", "A\\U000e0100nn"),
    ],
)
def test_a_second_one_in_a_row_or_one_in_a_latin_word_is_spelled_out(text, shown):
    assert show(text) == shown


SIDE_BY_SIDE = "aé1. \u0301\u0645\u0915\u908a\u1820\u2764\U0001f469" + "".join(UNSEEN) + "\u200b"


@given(st.text(st.characters(exclude_categories=())) | st.text(SIDE_BY_SIDE))
def test_nothing_that_steers_is_left(text):
    assert not STEERS.search(show(text))
    assert "\n" not in show_line(text)
    assert len(stand_in(text)) == len(text)
    assert not STEERS.search(stand_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "Café, naïve, “quoted”, 10 °C, 家族, مرحبا, \U0001f469\u200d\U0001f467",
        "a thera\xadpist, a cafe\u0301\xadteria",
        "\u2764\ufe0f, 1\ufe0f\u20e3, \xa9\ufe0f, \u203c\ufe0f",
        "\u2764\ufe0f\u200d\U0001f525, \U0001f3f3\ufe0f\u200d\U0001f308, \U0001f469\U0001f3fd\u200d\U0001f4bb",
        "\U0001f9d1\u200d\U0001f91d\u200d\U0001f9d1, \U0001f1fa\U0001f1f8",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937, \u0d28\u0d4d\u200d",
        "\u908a\U000e0100 \u845b\ufe00, \u1820\u180b",
        "\ud55c\uad6d, \u1112\u1161\u11ab",
    ],
    ids=["plain", "soft hyphens", "signs", "emoji", "two persons", "Persian", "Indic", "Han and Mongolian", "Hangul"],
)
def test_honest_text_is_shown_as_it_is(text):
    assert show(text) == text


@given(st.text(), st.integers(4, 40))
@example("000\u093e0", 4)
def test_a_fitted_line_is_no_wider_than_asked(text, width):
    from wcwidth import wcswidth

    assert wcswidth(fit(text, width)) <= width


def test_a_long_line_breaks_at_a_blank_and_keeps_its_indent():
    assert wrapped("  one two three\n\nfour", 9) == ["  one two", "  three", "", "four"]
    assert wrapped("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_marks_that_an_edit_left_alone_stay_with_their_words():
    before = "It was fine and good."
    marks = (Mark(7, 11, "vague"), Mark(16, 20, "vague"))
    assert still_there(marks, before, "It was fine and very good.") == (marks[0], Mark(21, 25, "vague"))
    assert still_there(marks, before, "It was fin and good.") == (Mark(15, 19, "vague"),)


def test_plain_lines_are_asked_for_in_three_ways():
    assert wants_plain({"TERM": "xterm"}, accessible=True)
    assert wants_plain({"TERM": "xterm", "ACCESSIBLE": "1"})
    assert wants_plain({"TERM": "dumb"})
    assert not wants_plain({"TERM": "xterm", "ACCESSIBLE": "0"})


def test_signs_and_color_follow_the_environment():
    assert has_signs({"LANG": "de_DE.UTF-8"}, "utf-8")
    assert not has_signs({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, "utf-8")
    assert not has_signs({"LANG": "C.UTF-8"}, "ascii")
    assert not has_signs({"LANG": "C.UTF-8", "TERM": "linux"}, "utf-8")
    assert not has_color({"NO_COLOR": "1"})


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("", "Nothing is taken by Enter alone. Write a line, or n for none."),
        ("At least one is needed.", "Nothing is taken by Enter alone. Write a line."),
    ],
)
def test_a_list_that_needs_a_line_is_not_offered_none(why, said):
    assert enter_alone(View("treatment.diagnoses", "lines", "Diagnosis", judge=lambda raw: why)) == said
