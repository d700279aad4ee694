"""Broken inputs of every kind are read or refused in our words, at once and in little room."""

import json

import pytest
from faults.fuzzing import BOUNDED, TARGETS, Target, peak, tried
from faults.sweep import FULL

from notewizard.errors import Broken

INPUTS = 2_000 if FULL else 120


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_broken_input_is_refused_and_shows_no_bug(target):
    before = peak()
    some = INPUTS // 4 if target.name in ("a rule pack", "a PDF", "a Word document") else INPUTS
    assert [said for number in range(some) if (said := tried(target, number))] == []
    BOUNDED.close()
    assert peak() - before < 300 * 2**20


def test_a_reader_that_breaks_or_takes_its_time_is_caught(monkeypatch):
    monkeypatch.setattr("faults.fuzzing.SECONDS", 0.05)

    def for_ever(_):
        while True:
            pass

    assert "KeyError" in tried(Target("breaks", lambda: [b"x"], lambda _: {}["x"]), 1)
    assert "seconds" in tried(Target("slow", lambda: [b"x"], for_ever), 1)


@pytest.mark.parametrize("key", ["m[]ental_status", "(x", "x)", "[", ""])
def test_a_key_that_looks_like_no_key_is_named_and_breaks_nothing(key):
    target = next(each for each in TARGETS if each.name == "answers in JSON")
    with pytest.raises(Broken) as refused:
        target.read(json.dumps({key: {"orientation": "x"}}).encode())
    assert any(each.said == "is not a key here" for each in refused.value.problems)
