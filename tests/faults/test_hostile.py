"""Hostile templates, answers and rule packs are refused, stopped, or words alone; every shipped one is let in."""

from collections import Counter
from pathlib import Path

import pytest
import shipped
from faults.hostile import attacks, tried
from faults.sweep import FULL

from notewizard.checks.packs import compile_packs
from notewizard.definitions.rules import load_rule_pack
from notewizard.rendering.templates import Templates

ALL = attacks()
HERE = Path(__file__).parents[2]


@pytest.mark.parametrize("family", sorted({each.family for each in ALL}))
def test_nothing_gets_out_runs_on_or_grows(family):
    mine = [each for each in ALL if each.family == family]
    tried_now = mine if FULL or len(mine) <= 16 else mine[:: len(mine) // 16]
    ended = [tried(each) for each in tried_now]
    assert [wrong for _, wrong in ended if wrong] == []
    if all(each.kind == "template" for each in mine):
        assert Counter(how for how, _ in ended) <= Counter(refused=len(ended), stopped=len(ended))


def test_there_are_many_and_every_shipped_one_is_let_in():
    assert len(ALL) >= 200
    Templates(shipped.library())
    packs = [load_rule_pack(path) for path in sorted((HERE / "rules").glob("*.toml"))]
    assert compile_packs(packs, examples=False).find("Worked on issues.")


def test_a_template_language_that_lets_it_through_is_caught(monkeypatch):
    monkeypatch.setattr("faults.fuzzing.SECONDS", 0.3)
    monkeypatch.setattr("notewizard.rendering.templates.faults", lambda *_: ())
    assert any(tried(each)[1] for each in ALL if "'a' * 1000000000" in each.text)
