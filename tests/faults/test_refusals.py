"""Every error that a disk knows at every call, once and from then on; short writes as well."""

import pytest
from faults.more_stories import EVERY
from faults.refusals import calls_of, refusals, refused
from faults.stories import BODY, Answering, Finishing
from faults.sweep import FULL

from notewizard.records.durable import create


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("story", EVERY, ids=lambda story: story.__name__)
def test_a_refusal_loses_nothing_shows_no_bug_and_names_the_place(story):
    every = list(refusals(calls_of(story)))
    broken = []
    for fault in every if FULL else every[:: max(1, len(every) // 40)]:
        broken += refused(story, fault)[1]
    assert broken == []


class SaysNothing(Finishing):
    """A refused note is dropped with a shrug."""

    def act(self):
        for summary in self.state.drafts.list():
            summary.path.unlink()
        create(self.earlier.with_name("2026-11-20.md"), BODY.encode())


class BelievesShortWrites(Answering):
    """The draft is written with one call, whatever that says it took."""

    def act(self):
        import os

        write = os.write

        def once(descriptor, data):
            write(descriptor, data)
            return len(data)

        os.write = once
        try:
            super().act()
        finally:
            os.write = write


@pytest.mark.parametrize("story", [SaysNothing, BelievesShortWrites], ids=lambda story: story.__name__)
def test_a_bad_saver_is_caught(story):
    assert any(refused(story, fault)[1] for fault in refusals(calls_of(story)))
