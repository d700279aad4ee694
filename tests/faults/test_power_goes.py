"""The power goes at every moment of every save; the disk may have kept any mix of what was not synced yet."""

import os

import pytest
from faults.more_stories import EVERY
from faults.power import Blackout
from faults.stories import Delivering
from faults.sweep import FULL
from faults.test_bad_savers_are_caught import BAD_SAVERS

MOST = 4000 if FULL else 60


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("story", EVERY, ids=lambda story: story.__name__)
def test_whatever_the_disk_kept_no_promise_breaks(tmp_path, story):
    power = Blackout(story(tmp_path))
    mixes = power.mixes(1, MOST)
    assert len(mixes) > 20
    assert [broken for mix in mixes for broken in power.broken(mix)] == []


def test_a_temporary_name_that_was_cleared_does_not_come_back_once_the_draft_is_gone(tmp_path):
    """The draft knows its name; when the draft is gone, nobody does."""
    power = Blackout(Delivering(tmp_path))
    end = len(power.log)
    pending = [at for at, call in enumerate(power.log) if call.kind == "names" and at in power.pending(end)]
    assert pending
    broken = []
    for lost in pending:
        broken += power.broken((end, tuple((at, "whole", 0) for at in pending if at != lost)))
    assert broken == []


@pytest.mark.parametrize("story", BAD_SAVERS, ids=lambda story: story.__name__)
def test_a_bad_saver_is_caught(tmp_path, story):
    power = Blackout(story(tmp_path))
    assert any(power.broken(mix) for mix in power.mixes(1, 300))


def test_what_is_taken_down_is_what_the_disk_did(tmp_path):
    """The harness itself: without a loss, its disk is the real one."""
    power = Blackout(Delivering(tmp_path))
    end = len(power.log)
    whole = power.state((end, tuple((at, "whole", 0) for at in power.pending(end))))
    shown = {name for name, data in whole.shown() if data is not None}
    real = {os.path.relpath(path, tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert shown == {name for name in real if not name.endswith(".lock")}
