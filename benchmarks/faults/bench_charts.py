"""Sessions over fifty clients, each with a word of its own: does a word of one stand anywhere in another's chart?

A case is a practice in which a hundred things are done one after the other: notes begun, signed, stopped, killed,
resumed, moved, discarded, restored, converted, checked, delivered; plans and facts reviewed; scores and lists read.
Afterwards every file of the practice and of the private folder is looked through.
"""

from __future__ import annotations

import random
import sys
from datetime import timedelta

from sharded import folder, main

SESSIONS = 100


def case(number: int) -> list[str]:
    from faults.charts import Clinic

    with folder() as root:
        here = Clinic(root, random.Random(number), 50)
        for _ in range(SESSIONS):
            here.session()
        here.look_everywhere()
        few = [f"only {here.notes()} notes were signed"] if here.notes() < SESSIONS // 8 else []
        bugs = [f"{name}: {count}" for name, count in here.done.items() if name.endswith("ended with 70")]
        return [*here.leaks, *few, *bugs]


def bad(number: int) -> list[str]:
    """A walk that takes the newest note of anybody for this client's last one."""
    from faults.charts import Clinic

    from notewizard.commands.walking.session import Session

    Session.records = property(  # type: ignore[method-assign, assignment]
        lambda session: tuple(sorted(session.all_records, key=lambda each: (each.date, each.id), reverse=True))
    )
    with folder() as root:
        here = Clinic(root, random.Random(number), 4)
        for _ in range(12):
            here.day += timedelta(days=1)
            here.new()
            if here.leaks:
                break
        return here.leaks


if __name__ == "__main__":
    sys.exit(main("fifty clients (100 sessions a case)", case, 100, bad, size=1))
