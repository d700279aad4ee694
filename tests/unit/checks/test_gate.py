"""The scan: each word looked up once, frames only where their other parts could stand."""

from __future__ import annotations

import pytest

from notewizard.checks.gate import Gate, Head
from notewizard.checks.words import Frame
from notewizard.definitions.phrases import spell_out


def gate(*triggers):
    pairs = []
    for number, trigger in enumerate(triggers):
        (phrase,) = spell_out(trigger, {})
        frame = Frame(phrase) if phrase.gaps else None
        pairs += [(literal, Head(number, frame, "")) for literal in phrase.segments[frame.gate if frame else 0]]
    return Gate(pairs)


def found(text, *triggers):
    return [(text[start:end], head.rule) for start, end, head in gate(*triggers).hits(text)]


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
    assert phrase.segments[Frame(phrase).gate] == ("gnu",)
