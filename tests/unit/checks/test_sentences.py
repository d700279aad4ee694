"""Sentences, clauses and quotations of clinical prose and shorthand, with exact offsets."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notewizard.checks.page import Page
from notewizard.checks.quotes import quoted_spans
from notewizard.checks.sections import _HEADING, _headings
from notewizard.checks.sentences import clauses, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Slept well. Ate twice.", ["Slept well.", "Ate twice."]),
        ("Seen by Dr. Amin today. Calm.", ["Seen by Dr. Amin today.", "Calm."]),
        ("Takes 5 mg. nightly, e.g. at 9 p.m. or later.", ["Takes 5 mg. nightly, e.g. at 9 p.m. or later."]),
        ("Psychoed re: doses. PHQ-9 14. No SI.", ["Psychoed re: doses.", "PHQ-9 14.", "No SI."]),
        ("She said, “I quit.” Then she cried.", ["She said, “I quit.”", "Then she cried."]),
        ("S: tired\nO: calm", ["S: tired", "O: calm"]),
        ("He walked the dog and\nate late.", ["He walked the dog and\nate late."]),
        ("Why now? Unclear…", ["Why now?", "Unclear…"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, parts):
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_a_sentence_falls_into_clauses():
    text = "client slept; her mother called because she worried, and he left"
    assert [text[start:end] for start, end in clauses(text, 0, len(text))] == [
        "client slept",
        "her mother called",
        "because she worried",
        ", and he left",
    ]


@given(st.text(alphabet="aB. \n\"'“”;:-!?1", max_size=80))
def test_every_word_is_in_exactly_one_sentence(text):
    spans = sentences(text)
    assert all(low < high <= later for (low, high), (later, _) in pairwise(spans))
    outside = set(range(len(text))) - {place for low, high in spans for place in range(low, high)}
    assert all(text[place].isspace() for place in outside)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no one helps” twice.", ["“no one helps”"]),
        ('Mood "fine," affect flat; then "better."', ['"fine,"', '"better."']),
        ("An unclosed “quote quotes nothing.", []),
        ('One stray " mark. Then "two words" here.', ['"two words"']),
        ("He opened “here.\n\nA new paragraph ends it” so.", []),
        ("She doesn't call it 'her time' anymore.", ["'her time'"]),
        ("The parents' house isn't the clients' house.", []),
    ],
)
def test_only_closed_quotations_count(text, quoted):
    assert [text[start:end] for start, end in quoted_spans(text)] == quoted


@given(st.lists(st.sampled_from(["word", "Dr.", ". ", "!! ", "\n", "\n\n", " ", ".” ", "Next"]), max_size=16))
def test_a_page_finds_sentences_as_far_as_it_is_asked(pieces):
    text = "".join(pieces)
    spans = sentences(text)
    page = Page(text)
    for number, (start, end) in enumerate(spans):
        assert page.sentence_at(start) == page.sentence_at(end - 1) == number
        assert page.sentence(number, start) == (start, end)
    assert not page.has_sentence(len(spans))
    assert not page.has_sentence(-1)


@given(st.lists(st.sampled_from(["P:", "Plan", "## ", "#", "**", "\n", " ", "word", ":", "S:", " - "]), max_size=16))
def test_headings_are_those_of_their_pattern(pieces):
    text = "".join(pieces)
    assert [*map(re.Match.span, _headings(text))] == [*map(re.Match.span, _HEADING.finditer(text))]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Client said, 'I am a burden' and cried.", ["'I am a burden'"]),
        ("Client said, ‘I am a burden’ and cried.", ["‘I am a burden’"]),
        ("Said ‘I can’t do this’ at work.", ["‘I can’t do this’"]),
        (
            "She said, 'I can't stop. I'm a burden; they'd be fine.' She cried.",
            ["'I can't stop. I'm a burden; they'd be fine.'"],
        ),
        ("'I'm the kids' burden' is what he hears.", ["'I'm the kids' burden'"]),
        ("He called them 'kids' and his father 'a wall'.", ["'kids'", "'a wall'"]),
        ("She wrote '???' beside item 9.", ["'???'"]),
        ("He told me, 'she called me \"lazy\" and left.'", ["'she called me \"lazy\" and left.'"]),
        ("“I told him 'stop' twice,” she said.", ["“I told him 'stop' twice,”"]),
        ("Back in the '90s she heard 'you are lazy' daily.", ["'you are lazy'"]),
    ],
)
def test_single_marks_quote_as_double_ones_do(text, quoted):
    assert [text[start:end] for start, end in quoted_spans(text)] == quoted


@pytest.mark.parametrize(
    "text",
    [
        "She doesn't think that the clients' group helps; it's a mess, and won't go.",
        "Worked 'til late because the others' reports weren't done.",
        "In the '90s her parents' house wasn't safe.",
        "Told 'em about the parents' visit.",
        "The kids' room, the parents' bed, James' coat.",
        "He said 'I am a burden and did not go on.",
        "An opened 'quote. A new sentence has the clients' names.",
        "Rock 'n' roll. He is 6' tall, the sister 5'4.",
        "He began 'here.\n\nA new paragraph ends it.' So.",
    ],
)
def test_an_apostrophe_quotes_nothing(text):
    assert quoted_spans(text) == ()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("She said, '[My wife] left me. I'm a burden.' She cried.", ["'[My wife] left me. I'm a burden.'"]),
        ("She asked, '$50?' and paid.", ["'$50?'"]),
        ("He told me 'I'm done. I can't.' He wept.", ["'I'm done. I can't.'"]),
        ("‘I’m done. I can’t.’ He wept.", ["‘I’m done. I can’t.’"]),
        ("His 'voices' and 'friends' are back.", ["'voices'", "'friends'"]),
        ("She said, 'I am one of those burdens' and cried.", ["'I am one of those burdens'"]),
        ("He says, 'I'm in pain' at night.", ["'I'm in pain'"]),
    ],
)
def test_what_is_plainly_quoted_in_single_marks_is_quoted(text, quoted):
    assert [text[start:end] for start, end in quoted_spans(text)] == quoted
