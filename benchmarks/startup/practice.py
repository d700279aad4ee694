"""A practice folder for a benchmark: set up by the program's own `init`, with invented clients."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from timed_terminal import environment

from notewizard.records.clients import Client
from notewizard.records.practice import Practice

NAMES = ("Alder", "Birch", "Cedar", "Dogwood", "Elder", "Fir", "Gingko", "Hazel", "Ironwood", "Juniper")
"""Invented people, named for trees."""


def set_up(folder: Path, home: Path, clients: int = 10) -> Practice:
    """A practice at `folder` with clients c-0001, c-0002, …; its state lives below `home`."""
    folder.mkdir(parents=True, exist_ok=True)
    home.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            *(sys.executable, "-m", "notewizard", "init", str(folder), "--yes"),
            *("--author", "Dana Whitfield, LCSW", "--time-zone", "America/New_York", "--format", "soap"),
        ],
        env=environment(str(home)),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    practice = Practice(folder)
    practice.clients.add(*(client(number) for number in range(1, clients + 1)))
    return practice


def client(number: int) -> Client:
    """The client of this number."""
    id_, name = f"c-{number:04d}", NAMES[number % len(NAMES)]
    return Client(id=id_, name=f"{chr(65 + number % 26)}. {name} {number}", label=id_, folder=id_)


def only_user() -> None:
    """New folders are readable by their owner alone, as on a machine that keeps notes."""
    os.umask(0o077)
