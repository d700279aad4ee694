"""Every step of every save fails in turn, in every way; afterwards the promises still hold."""

import pytest
from faults.stories import STORIES
from faults.sweep import sweep


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_whatever_step_fails_no_promise_breaks(story):
    assert sweep(story) == []
