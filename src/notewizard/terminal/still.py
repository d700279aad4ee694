"""What a session has loaded is left out of the search for garbage, which would hold up a key, while a screen is open.

No longer than that: one process may have many sessions, and what was kept still for one would never be given back.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_screens = 0


@contextmanager
def screen_open() -> Iterator[None]:
    """While this lasts `keep_still` has its effect; afterwards everything can be garbage again."""
    global _screens
    with _lock:
        _screens += 1
    try:
        yield
    finally:
        with _lock:
            _screens -= 1
            if not _screens:
                gc.unfreeze()


def keep_still() -> None:
    """From now until the screen closes nobody looks for garbage in what there is now; without a screen, nothing."""
    with _lock:
        if _screens:
            gc.freeze()
