"""A whole walk through a note, told as a story: an author who says of each thing always the same, and is cut short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from unittest.mock import patch

import shipped
from faults.charts import Robot
from faults.commanded import COMMANDS, ZONE, Commanded
from faults.sweep import Story
from faults.test_commands_under_fire import MARK
from faults.test_later_writings_under_fire import Later

from notewizard.cli import main
from notewizard.commands import new as new_command
from notewizard.definitions.library import Library
from notewizard.terminal.screen import Did, Said, View

ROW = re.compile(r"(.+)\[(\d+)\]\..+")
PLAN = """\
schema = 1
client = "c-1042"
started = 2026-09-01
[[diagnoses]]
code = "F41.1"
name = "Generalized anxiety disorder"
[[goals]]
id = "g1"
goal = "Sleep through the night"
modalities = ["cbt"]
"""


@dataclass
class Standing:
    """All that the robot wants to know of a clinic."""

    library: Library = field(default_factory=shipped.library)
    wanted: tuple[str, ...] = ()


class Author(Robot):
    """What was asked is acknowledged when the next thing is."""

    def __init__(self, story: Walked) -> None:
        super().__init__(Standing(), "", story.day, Random(1))  # type: ignore[arg-type]
        self.story, self.known, self.key = story, set(story.acknowledged), ""

    def ask(self, view: View) -> Said | Did:
        if view.key == "co_signer":  # No answer of the draft: asked again whenever it goes on.
            return Said("Ruben Castellanos")
        if view.key in self.known:
            self.story.again.add(view.key)
        if self.key:
            self.story.acknowledged.append(self.key)
        self.key = view.key
        if row := ROW.fullmatch(view.key):  # The sheet counts rows as they are asked, and this walk may begin at any.
            self.sheet._row[row[1]], self.sheet._in_row[row[1]] = int(row[2]), set()
        return super().ask(view)

    def _words(self) -> str:
        return f"What was said of {self.key.replace('_', ' ')}, and of {MARK}."


class Walked(Commanded):
    """From the first question to the signature; then, whatever happened, the author goes on with it."""

    day = date(2026, 11, 20)
    """Said wherever a day is asked for."""

    def prepare(self) -> None:
        super().prepare()
        self.again: set[str] = set()

    def recover(self) -> None:
        super().recover()
        with self._here():
            for draft in self.office.state.drafts.list():
                self.walks("resume", draft.id)

    def check(self) -> Iterator[str]:
        # What was answered is in a draft: so the author could go on, and signed in the end.
        self.waits |= bool(self.acknowledged)
        yield from super().check()
        if self.again:
            yield f"R3 what was answered is asked again: {sorted(self.again)}"

    def walks(self, *words: str) -> int:
        """The command with the author at the keys; its exit code."""

        @contextmanager
        def opened(*_: object, **__: object) -> Iterator[Author]:
            yield Author(self)

        with patch.object(new_command, "open_screen", opened):
            return main([*words, "--practice", str(self.practice.root)])


class WalksThroughANote(Walked):
    """A note of a client who has a treatment plan."""

    now = datetime(2026, 11, 20, 15, 5, tzinfo=ZONE)

    def ready(self) -> None:
        folder = self.practice.dot / "plans" / "c-1042"
        folder.mkdir(parents=True)
        (folder / "1.toml").write_text(PLAN, encoding="utf-8")

    def command(self) -> int:
        return self.walks("new", "c-1042")


class WalksThroughAnAddendum(Walked):
    """An addendum, question by question."""

    made_of = Later
    day = date(2026, 11, 21)
    office: Later

    def command(self) -> int:
        return self.walks("addend", str(self.office.note), "--addendum")


class WalksThroughACoSignature(WalksThroughAnAddendum):
    """A supervisor's comments, and the co-signature."""

    def command(self) -> int:
        return self.walks("cosign", str(self.office.note))


def without_links(kind: type[Story]) -> type[Story]:
    """The same where the file system has no hard links."""
    return type(f"{kind.__name__}WithoutLinks", (kind,), {"no_links": True, "__doc__": kind.__doc__})


WHOLE: tuple[type[Story], ...] = (*COMMANDS, WalksThroughANote, WalksThroughAnAddendum, WalksThroughACoSignature)
COMMANDED: tuple[type[Story], ...] = (*WHOLE, *map(without_links, WHOLE))
"""Every whole command, with and without hard links."""
