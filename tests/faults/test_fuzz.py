"""Broken inputs of every kind are read or refused in our words, at once and in little room."""

import pytest
from faults.fuzzing import BOUNDED, TARGETS, Target, peak, tried
from faults.sweep import FULL

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
