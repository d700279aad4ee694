"""A kill costs at most a quarter of a second of typing."""

import os

import pytest
from faults.sweep import FULL
from faults.typed import lost

from notewizard.records import typing as saving

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")


@pytest.mark.parametrize("seed", range(200 if FULL else 6))
def test_what_was_typed_a_quarter_of_a_second_before_a_kill_is_there(seed):
    # A machine that others keep busy may be late once; a saver that is too slow always is.
    assert 0 in (lost(seed), lost(seed), lost(seed))


def test_a_saver_that_waits_for_a_pause_is_caught():
    class Waits(saving.Typing):
        def _pause(self):
            return 5.0

    assert lost(3, Waits) > 0
