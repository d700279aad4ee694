"""Words are folded so that typography, tense, person and numbers make no difference, and keep their places."""

import pytest

from notewizard.reuse.breaks import unit_starts
from notewizard.reuse.folding import fold
from notewizard.reuse.letters import look_alikes, plain
from notewizard.reuse.words import word_class


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("Café", "cafe"),
        ("“Didn’t”", "“didn't”"),
        ("ﬁne", "fine"),
        ("ＦＵＬＬ", "full"),
        ("раіn", "pain"),
        ("ΑΒ", "ab"),
        ("sleep\u00adless\u200b", "sleepless"),
        ("a–b", "a-b"),
        ("İ", "i"),
        ("раіп ꓑꓮꓲꓠ", "pain pain"),
        ("ᎠᎡᎪᎷ", "dram"),
        ("ⲟꮯ", "oc"),
        ("𝑝𝑎𝑖𝑛 ｐａｉｎ", "pain pain"),
        ("ᴘᴀɪɴ", "pain"),
        ("×4", "x4"),
    ],
)
def test_plain_letters(text, read_as):
    letters, origins = plain(text)
    assert letters == read_as
    assert origins is None or len(origins) == len(letters)


def test_every_look_alike_reads_as_plain_letters():
    assert {letter for letter in look_alikes() if not plain(letter)[0].isascii()} == set()


@pytest.mark.parametrize(
    "forms",
    [
        "describes described describing",
        "sits sat sitting",
        "went goes going",
        "tries tried trying",
        "he she they client pt",
        "was is were",
        "3 17 three 2nd",
        "didn't not cannot",
        "monday friday",
        "planned plans planning",
        "notes noted noting",
    ],
)
def test_forms_of_a_word_are_one_class(forms):
    assert len({word_class(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["sad glad", "sleep slip", "anxious angry", "mother father", "better bitter", "this thing"]
)
def test_different_words_stay_different(pair):
    one, other = pair.split()
    assert word_class(one) != word_class(other)


def test_words_keep_their_places():
    text = "Mr. Okafor’s “café” — 3/14/2026, 10mg"
    words = fold(text)
    spans = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    assert [text[start:end] for start, end in spans] == ["Mr", "Okafor’s", "café", "3/14/2026", "10", "mg"]


def test_units():
    text = "HEADING\nOne line\nand the same paragraph.\n\nNext.\n- item\n- item\nPlan: this\n1. one\n"
    assert [piece.split("\n")[0] for piece in (text[at:] for at in unit_starts(text))] == [
        "HEADING",
        "One line",
        "Next.",
        "- item",
        "- item",
        "Plan: this",
        "1. one",
    ]


@pytest.mark.parametrize(
    "text", ["Dr. Who's 1ST `word'; 3.5 mg", "She said “no” – don’t ask • twice", "ﬁne  wо\u200brk. İn"]
)
def test_a_text_is_folded_alike_whichever_letters_stand_beside_it(text):
    alone, beside = fold(text), fold(f"{text} `中ﬁ\u00ad")
    for column in ("ids", "starts", "ends", "raw", "gaps", "sentences"):
        assert getattr(beside, column)[: len(alone)].tolist() == getattr(alone, column).tolist()
