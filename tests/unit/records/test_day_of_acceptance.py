"""The day on which something was accepted is the one where it was said."""

import pytest

from notewizard.records.history.acceptances import Accepted
from notewizard.records.history.entry import Event


@pytest.mark.parametrize(
    ("offset", "day"), [("-06:00", "2026-11-29"), ("", "2026-11-30"), ("+00:00", "2026-11-30"), ("soon", "2026-11-30")]
)
def test_it_is_that_of_who_said_it(offset, day):
    event = Event("accept", "Ann Bell, LPC", "2026-11-30T03:52:00+00:00", offset, note="n", why="outside edit")
    assert Accepted().sentence(event).startswith(f"Accepted as outside edit on {day} by Ann Bell, LPC.")
