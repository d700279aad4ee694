"""The power goes at every moment of every flow: is what was acknowledged there, whatever the disk had kept by then?

A case is one disk: one mix of the calls that were not synced yet, some whole, some lost, some torn or zeros. The disks
of a flow are told apart by their contents and by what had been acknowledged.
"""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from sharded import MEMORY, folder, main

if TYPE_CHECKING:
    from faults.power import Blackout, Mix

MOST = 7_000
"""Disks of one flow."""


@cache
def _flow(number: int) -> tuple[Blackout, list[Mix]]:
    from faults import power as model
    from faults.more_stories import EVERY
    from faults.power import Blackout

    model.CUTS, model.MIXES = 60, 200
    root = Path(tempfile.mkdtemp(prefix="nw-power-", dir=MEMORY))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    power = Blackout(EVERY[number](root))
    return power, power.mixes(1, MOST)


@cache
def _disks() -> list[tuple[int, int]]:
    """Every disk there is as (flow, which), the flows mixed, so that any part of them has some of each."""
    from faults.more_stories import EVERY

    found = [(flow, at) for flow in range(len(EVERY)) for at in range(len(_flow(flow)[1]))]
    Random(1).shuffle(found)
    return found


def case(number: int) -> list[str]:
    disks = _disks()
    if number >= len(disks):
        return [f"there are only {len(disks)} different disks"]
    flow, at = disks[number]
    power, mixes = _flow(flow)
    return power.broken(mixes[at])


def bad(number: int) -> list[str]:
    from faults import test_bad_savers_are_caught as savers
    from faults.power import Blackout

    kinds = (
        savers.WritesInPlace,
        savers.ForgetsToSyncTheFile,
        savers.ForgetsToSyncTheFolder,
        savers.RewritesTheEarlierNote,
        savers.RemovesTheDraftFirst,
        savers.RewritesTheWholeDraft,
    )
    with folder() as root:
        power = Blackout(kinds[number % len(kinds)](root))
        for mix in power.mixes(number, 200):
            if broken := power.broken(mix):
                return broken
    return []


if __name__ == "__main__":
    sys.exit(main("power losses", case, 50_000, bad, size=500))
