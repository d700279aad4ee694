"""SIGKILL delivered by the kernel at a system call, under a whole and unmodified program; then once more."""

import shutil
from random import Random

import pytest
from faults.more_stories import EVERY
from faults.straced import killed, points
from faults.sweep import FULL
from faults.test_bad_savers_are_caught import RewritesTheWholeDraft
from faults.walked import COMMANDED

pytestmark = [
    pytest.mark.strace,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not on this machine (Linux: install strace)"),
]


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("story", [*EVERY, *COMMANDED], ids=lambda story: story.__name__)
def test_a_kill_at_a_system_call_breaks_no_promise(story):
    every = points(story)
    for number, point in enumerate(every if FULL else [Random(1).choice(every)]):
        assert killed(story, point) == (1, [])
        kills, broken = killed(story, point, Random(number))
        assert (kills > 0, broken) == (True, [])


def test_a_bad_saver_is_caught():
    writes = [point for point in points(RewritesTheWholeDraft) if point.call in ("write", "fsync")]
    assert any(killed(RewritesTheWholeDraft, point)[1] for point in writes)
