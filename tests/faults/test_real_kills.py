"""SIGKILL before and after every call that changes the disk, and in the middle of every write; then once more."""

import os
from itertools import product
from random import Random

import pytest
from faults.more_stories import EVERY
from faults.real_kills import changes_of, killed, kills
from faults.sweep import FULL
from faults.test_bad_savers_are_caught import RemovesTheDraftFirst, RewritesTheWholeDraft, WritesInPlace

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
SINGLE, DOUBLE = (100_000, 200) if FULL else (24, 6)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("story", EVERY, ids=lambda story: story.__name__)
def test_a_kill_breaks_no_promise_and_a_second_one_neither(story):
    acting, recovering = changes_of(story)
    once = list(kills(acting))
    twice = list(product(once, kills(recovering)))
    chance = Random(1)
    broken = []
    for first in once if len(once) <= SINGLE else chance.sample(once, SINGLE):
        broken += killed(story, first)
    for first, second in twice if len(twice) <= DOUBLE else chance.sample(twice, DOUBLE):
        broken += killed(story, first, second)
    assert broken == []


@pytest.mark.parametrize(
    "story", [WritesInPlace, RemovesTheDraftFirst, RewritesTheWholeDraft], ids=lambda story: story.__name__
)
def test_a_bad_saver_is_caught(story):
    assert any(killed(story, kill) for kill in kills(changes_of(story)[0]))
