"""The program with a clock that stands still: python still_clock.py 2026-11-20T15:05:00-05:00 new c-1042

The clock is set from outside on purpose: a program that keeps legal records has no switch for its own time.
"""

import sys
from datetime import datetime
from functools import partial

import notewizard.commands.world as world
from notewizard.cli import program

if __name__ == "__main__":
    moment = datetime.fromisoformat(sys.argv[1]).astimezone()
    world.World = partial(world.World, now=lambda: moment)
    sys.argv = [sys.argv[0], *sys.argv[2:]]
    program()
