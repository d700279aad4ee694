"""A practice of its own for each dialogue: a folder, a private state folder, two clients, a clock that stands still.

Everybody in it is invented.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sessions.stage import SOURCE, Stage, stage

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
        line = [sys.executable, STILL_CLOCK, now, *words]
        with stage(*line, env=self.environ(), cwd=self.practice, size=size, **settings) as s:  # type: ignore[arg-type]
            yield s

    def drafts(self) -> tuple[DraftSummary, ...]:
        """The drafts on this machine."""
        return self.state.drafts.list()

    def files(self) -> list[str]:
        """Every file in the practice folder but its own `.notewizard`, by its path in it."""
        found = (each.relative_to(self.practice) for each in self.practice.rglob("*") if each.is_file())
        return sorted(each.as_posix() for each in found if each.parts[0] != ".notewizard")

    def record_file(self) -> str:
        """The one record that is kept, by its path in the practice folder."""
        (found,) = (self.practice / ".notewizard" / "records").rglob("*.json")
        return found.relative_to(self.practice).as_posix()

    def body(self, file: str) -> str:
        """A kept note as it reads, without the block for programs."""
        return split_note((self.practice / file).read_bytes()).body.decode("utf-8")

    def has_note(self, client: str, day: str, text: str) -> None:
        """An earlier note stands in the client's folder, as the practice kept it before."""
        folder = self.practice / client
        folder.mkdir(exist_ok=True)
        (folder / f"{day} progress note.md").write_text(text, encoding="utf-8")

    def has_record(self, answers: Mapping[str, Any]) -> None:
        """An earlier note of ours, signed and kept with its record."""
        file = self.here / "earlier.json"
        file.write_text(json.dumps(answers), encoding="utf-8")
        words = ["render", str(file), "--sign", "Dana Whitfield", "--to", str(self.practice)]
        line = [sys.executable, STILL_CLOCK, str(answers["timing"]["written"]), *words]
        env = {**os.environ, **self.environ(), "PYTHONPATH": str(SOURCE)}
        subprocess.run(line, env=env, cwd=self.practice, check=True, capture_output=True)

    def environ(self) -> dict[str, str]:
        """What the program is told of the machine."""
        return {"NOTEWIZARD_STATE": str(self.state.root), "TZ": "America/New_York", "HOME": str(self.here)} | self.env

    def has_draft(self, answers: Mapping[str, Any], *without: str, form: str = "soap", client: str = "c-1042") -> str:
        """A draft of the client's that holds these answers but for the keys in `without`; its id."""
        draft = self.state.drafts.begin(client, form, NOW)
        elements = (
            "treatment",
            "encounter",
            "presenting",
            "mental_status",
            "safety",
            "interventions",
            "response",
            "plan",
        )
        given = {name: answers[name] for name in elements if name in answers}
        writes: list[Any] = [[[name], value] for name, value in given.items()]
        writes += [[list(key_parts(key)), None] for key in without]
        over = ("client.pronouns", "presenting.measures", "interventions", "encounter.outreach")
        passed = [{"kind": "passed", "key": key} for key in over]
        draft.append(
            {"kind": "practice", "root": str(self.practice)}, {"kind": "answer", "key": "", "writes": writes}, *passed
        )
        draft.close()
        return draft.id

    def typed(self) -> list[str]:
        """What is being typed, as the drafts on disk have it."""
        entries = [entry for draft in self.drafts() for entry in draft.entries]
        return [str(entry["text"]) for entry in entries if entry.get("kind") == "pending"]


def key_parts(key: str) -> list[str | int]:
    """ "response.progress[0].status" as the parts of a path."""
    return [int(part) if part.isdigit() else part for part in key.replace("[", ".").replace("]", "").split(".")]


def opened(here: Path, **env: str) -> Office:
    """A fresh practice below `here`."""
    office = Office(here, env)
    dot = office.practice / ".notewizard"
    dot.mkdir(parents=True)
    (dot / "config.toml").write_text(CONFIG, encoding="utf-8")
    (dot / "clients.toml").write_text(CLIENTS, encoding="utf-8")
    os.chmod(here, 0o700)
    return office
