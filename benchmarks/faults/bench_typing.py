"""Typed text and the ways in which a walk ends in mid-word.

Three of four cases are a process that types 40 keys a second and is killed: what was typed more than 250 ms before is
on the disk. The fourth is the whole program in a terminal, that is told to end (Ctrl-C, a closed window, SIGTERM,
SIGHUP in turn) right after a key: every key is on the disk.
"""

from __future__ import annotations

import signal
import sys
import tempfile
from random import Random

from sharded import MEMORY, folder, main

WORDS = "Named three reasons to get on the bus and two to leave it at the next stop without prompting. "


def case(number: int) -> list[str]:
    if number % 4:
        from faults.typed import lost

        keys = lost(1000 * number)
        if keys:  # Late once on a machine that others keep busy; late every time where the saver is.
            keys = lost(1000 * number)
        return [f"a kill costs {keys} keys more than 250 ms of typing"] if keys else []
    return _ended(number // 4)


def _ended(number: int) -> list[str]:
    from sessions.answer_sheet import EXAMPLES, answers_in
    from sessions.dialogue import Walk
    from sessions.office import opened

    chance = Random(number)
    text = WORDS[: chance.randrange(1, len(WORDS))].strip()
    how = ("Ctrl-C", "a closed window", "SIGTERM", "SIGHUP")[number % 4]
    with folder() as root:
        office = opened(root)
        office.has_draft(answers_in(EXAMPLES / "ongoing-video.toml"), "response.engagement")
        with office.runs("resume") as s:
            walk = Walk(s)
            walk.asked("How the client took part")
            walk.types(text).sees(text[-12:])
            if how == "Ctrl-C":
                walk.presses("Ctrl-C")
            elif how == "a closed window":
                walk.closes_the_window()
            else:
                s.kill(signal.Signals[how])
            walk.stops(130)
        return [] if office.typed()[-1:] == [text] else [f"{how}: {office.typed()[-1:]} of {text!r}"]


def bad(number: int) -> list[str]:
    from faults.typed import lost

    from notewizard.records.typing import Typing

    class Waits(Typing):
        def _pause(self) -> float:
            return 5.0

    return ["late"] if number < 8 and lost(number, Waits) else []


if __name__ == "__main__":
    tempfile.tempdir = MEMORY
    sys.exit(main("typed text", case, 1_000, bad, size=8))
