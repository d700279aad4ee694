"""One process in which session follows session, as a shell would start them: python many_sessions.py NOW

After each one it says how many sessions are still in memory and how much is left out of the search for garbage.
"""

import gc
import sys
from datetime import datetime
from functools import partial
from threading import enumerate as threads
from weakref import ref

import notewizard.commands.world as world
from notewizard.cli import main
from notewizard.commands.walking.session import Session

SESSIONS = ([], ["new", "c-1042"], ["resume"], ["new", "c-1042", "--accessible"])
seen: list[ref] = []


def told() -> str:
    """What is left of the sessions so far; the threads that read ahead are waited for."""
    for thread in threads():
        if thread.name in ("earlier-notes", "notewizard-warm"):
            thread.join()
    gc.collect()
    alive = sum(each() is not None for each in seen)
    return f"{len(seen)} begun, {alive} alive, {gc.get_freeze_count()} frozen, searched: {gc.isenabled()}"


if __name__ == "__main__":
    moment = datetime.fromisoformat(sys.argv[1]).astimezone()
    world.World = partial(world.World, now=lambda: moment)
    gather = Session._gather
    Session._gather = lambda session: [seen.append(ref(session)), gather(session)]
    for words in SESSIONS:
        main(list(words))
        print(told(), flush=True)
