"""What a look at the disk tells of the practice before anything is loaded: enough to leave out what is not needed."""

from __future__ import annotations

import os
from collections.abc import Mapping


def used_before(environ: Mapping[str, str]) -> bool:
    """Whether this machine's private folder seems to name a practice that was used."""
    given, home = environ.get, os.path.expanduser("~")
    states = (
        given("NOTEWIZARD_STATE", ""),
        os.path.join(given("XDG_STATE_HOME", "") or os.path.join(home, ".local", "state"), "notewizard"),
        os.path.join(home, "Library", "Application Support", "notewizard"),
        os.path.join(given("LOCALAPPDATA", "") or home, "notewizard"),
    )
    return any(state and os.path.lexists(os.path.join(state, "last-practice.txt")) for state in states)


def practice_near(folder: str) -> bool:
    """Whether `folder` seems to lie in a practice."""
    folder = os.path.abspath(folder)
    while not os.path.isdir(os.path.join(folder, ".notewizard")):
        if folder == os.path.dirname(folder):
            return False
        folder = os.path.dirname(folder)
    return True
