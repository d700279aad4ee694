"""The scan: each word looked up once, frames only where their other parts could stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notewizard.checks import kept_words
from notewizard.checks.gate import Gate, Head
from notewizard.checks.page import Page
from notewizard.checks.quotes import quoted_spans
from notewizard.checks.spread import spread_of
from notewizard.checks.tokens import starts_of, tokens_in
from notewizard.checks.wording import wording
from notewizard.checks.words import TOKEN, framed_pattern, gate_of, whole
from notewizard.definitions.phrases import Phrase, spell_out


def gate(*triggers):
    pairs = []
    for number, trigger in enumerate(triggers):
        (phrase,) = spell_out(trigger, {})
        spread = spread_of(phrase) if phrase.gaps else None
        pairs += [(literal, Head(number, spread, "")) for literal in phrase.segments[spread.gate if spread else 0]]
    return Gate.of(pairs)


def found(text, *triggers):
    return [(text[each.start : each.end], each.head.rule) for each in gate(*triggers).hits(text)]


@pytest.mark.parametrize(
    ("text", "trigger", "hits"),
    [
        ("knee replacement and a knee", "knee replacement", ["knee replacement"]),
        ("  a  green   fig.", "green fig", ["green   fig"]),
        ("next: ???", "???", ["???"]),
        ("f4_.__ and f4", "_.__", ["_.__"]),
        ("self-esteem", "self-esteem", ["self-esteem"]),
        ("unselfish", "self", []),
        ("she can't", "can't", ["can't"]),
    ],
)
def test_a_literal_is_found_where_it_stands_whole(text, trigger, hits):
    assert found(text, trigger) == [(each, 0) for each in hits]


def test_overlapping_literals_are_all_found():
    assert found("green fig tree", "green fig tree", "green fig", "fig") == [
        ("green fig tree", 0),
        ("green fig", 1),
        ("fig", 2),
    ]


@pytest.mark.parametrize(
    ("text", "hits"),
    [("zebra and/or a quagga", 1), ("a quagga, then a zebra", 0), ("zebra " + "word " * 40 + "quagga", 0)],
)
def test_a_frame_is_looked_at_only_where_its_other_part_could_stand(text, hits):
    assert len(found(text, "zebra ~2 quagga")) == hits


def test_the_gate_of_a_frame_is_its_rarest_part():
    (phrase,) = spell_out("the patient ~2 {is,was} ~1 gnu", {})
    assert phrase.segments[gate_of(phrase)] == ("gnu",)


TRIGGERS = (
    "a", "he", "a b", "he can't", "'s", "a b he", "a ~1 b", "word ~2 {a b,he}", "he ~1 b ~2 {a,word}", "b ~0 word.",
    "{a;,b.} ~1 he",
)  # fmt: skip


@given(st.lists(st.sampled_from(["he", "can't", "a", "b", "a b", "-", ",", "'s", ".", "\n", ";", "word", "a-b"])))
def test_the_gate_finds_every_trigger_that_stands_somewhere(words):
    text = " ".join(words)
    wanted = set()
    for number, trigger in enumerate(TRIGGERS):
        (phrase,) = spell_out(trigger, {})
        pattern = re.compile(framed_pattern(phrase))
        for token in TOKEN.finditer(text):
            found = pattern.match(text, token.start())
            wanted.update([(number, *found.span())] if found else [])
    hits = {(each.head.rule, each.start, each.end) for each in gate(*TRIGGERS).hits(text)}
    # A trigger with gaps is told once for each place of its rarest part.
    assert hits <= wanted
    assert {rule for rule, *_ in hits} == {rule for rule, *_ in wanted}


def test_no_gap_goes_across_a_stop_but_a_part_may_end_with_one():
    assert found("zebra. a quagga", "zebra ~2 quagga") == []
    assert found("a zebra was quagga. Next", "zebra ~2 quagga.") == [("zebra was quagga.", 0)]
    assert found("zebra vs. a quagga", "zebra ~1 {vs. a,or a} ~1 quagga") == [("zebra vs. a quagga", 0)]


def test_a_row_of_words_unknown_to_the_rules_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(kept_words, "MOST", 100)
    made = gate("zebra", "a green fig", "zebra ~2 quagga")
    assert [*made.hits(" ".join(f"w{number}" for number in range(1000)) + " zebra")]
    assert len(made._alone) <= 101
    assert len(made.traces.bits) <= 101


WORDS = st.sampled_from(["he", "can't", "a", "b", "a b", "_", "-", "$", "'s", ".", "\n", "  ", "\u00e9", "word", "a-b"])
SEGMENTS = st.lists(st.sampled_from(["a", "a b", "he", "b", "$", "'s", "word", "can't"]), min_size=1, max_size=3)


@given(st.lists(WORDS, max_size=14), st.lists(SEGMENTS, min_size=2, max_size=3), st.integers(0, 3))
def test_a_phrase_with_gaps_stands_where_its_pattern_matches(words, segments, width):
    text = " ".join(words)
    phrase = Phrase(tuple(tuple(sorted(set(each))) for each in segments), (width,) * (len(segments) - 1))
    pattern, spread = re.compile(framed_pattern(phrase)), spread_of(phrase)
    for token in TOKEN.finditer(text):
        matched = pattern.match(text, token.start())
        found = spread.from_start(text, token.start(), len(text))
        assert (found and found[1]) == (matched and matched.end())


@given(st.lists(WORDS, max_size=14))
def test_words_are_those_of_the_pattern(words):
    text = "".join(words)
    tokens = tokens_in(text)
    assert tokens == TOKEN.findall(text)
    assert starts_of(text, tokens) == [each.start() for each in TOKEN.finditer(text)]


@given(st.lists(st.sampled_from(["a", "b c", "'", '"', "“", "”", "‘", "’", " ", ".", "\n", "\n\n- "]), max_size=14))
def test_a_text_where_no_quotation_may_open_has_none(pieces):
    text = "".join(pieces)
    assert Page(text).quotes == quoted_spans(text)


@given(st.lists(WORDS, max_size=10), st.integers(0, 12), st.integers(0, 30))
def test_wording_stands_where_its_pattern_does(words, start, length):
    text = " ".join(words)
    phrases = ["a ~1 b", "he", "can't", "a b", "$", "word ~2 a", "'s"]
    found = wording(phrases, {})
    pattern = whole(phrases, {})
    assert [*found.places(text, start, start + length)] == [
        each.span() for each in pattern.finditer(text, start, start + length)
    ]
