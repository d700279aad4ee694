"""A practice of its own for each dialogue: a folder, a private state folder, two clients, a clock that stands still.

Everybody in it is invented.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sessions.stage import Stage, stage

from notewizard.records.drafts import DraftSummary
from notewizard.records.front_matter import split_note
from notewizard.records.state import State

NOW = "2026-11-20T15:05:00-05:00"
"""Seventeen minutes after the session of `examples/answers/ongoing-video.toml`."""
CONFIG = """\
schema = 1
layout = "folder-per-client"
pattern = "{yyyy}-{mm}-{dd} progress note"
extension = ".md"
time_zone = "America/New_York"
date_order = "mdy"

[author]
name = "Dana Whitfield"
credential = "LCSW"
"""
CLIENTS = """\
[[client]]
id = "c-1042"
name = "Ada Example"
label = "Example"
folder = "c-1042"

[[client]]
id = "c-0777"
name = "Bo Sample"
label = "Sample"
folder = "c-0777"
"""
STILL_CLOCK = str(Path(__file__).with_name("still_clock.py"))


@dataclass(frozen=True)
class Office:
    """One practice on one machine."""

    here: Path
    env: dict[str, str] = field(default_factory=dict)
    """More environment for the program."""

    @property
    def practice(self) -> Path:
        return self.here / "Practice"

    @property
    def state(self) -> State:
        return State(self.here / "state")

    @contextmanager
    def runs(
        self, *words: str, now: str = NOW, size: tuple[int, int] = (100, 40), **settings: object
    ) -> Iterator[Stage]:
        """`notewizard` with these words on a terminal, called in the practice folder."""
        given = {"NOTEWIZARD_STATE": str(self.state.root), "TZ": "America/New_York", "HOME": str(self.here)} | self.env
        line = [sys.executable, STILL_CLOCK, now, *words]
        with stage(*line, env=given, cwd=self.practice, size=size, **settings) as s:  # type: ignore[arg-type]
            yield s

    def drafts(self) -> tuple[DraftSummary, ...]:
        """The drafts on this machine."""
        return self.state.drafts.list()

    def files(self) -> list[str]:
        """Every file in the practice folder but its own `.notewizard`, by its path in it."""
        found = (each.relative_to(self.practice) for each in self.practice.rglob("*") if each.is_file())
        return sorted(each.as_posix() for each in found if each.parts[0] != ".notewizard")

    def body(self, file: str) -> str:
        """A kept note as it reads, without the block for programs."""
        return split_note((self.practice / file).read_bytes()).body.decode("utf-8")

    def has_note(self, client: str, day: str, text: str) -> None:
        """An earlier note stands in the client's folder, as the practice kept it before."""
        folder = self.practice / client
        folder.mkdir(exist_ok=True)
        (folder / f"{day} progress note.md").write_text(text, encoding="utf-8")


def opened(here: Path, **env: str) -> Office:
    """A fresh practice below `here`."""
    office = Office(here, env)
    dot = office.practice / ".notewizard"
    dot.mkdir(parents=True)
    (dot / "config.toml").write_text(CONFIG, encoding="utf-8")
    (dot / "clients.toml").write_text(CLIENTS, encoding="utf-8")
    os.chmod(here, 0o700)
    return office
