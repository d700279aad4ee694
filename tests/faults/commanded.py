"""Whole commands, from their words to their exit code, told as stories: what a person finds who comes back.

Afterwards the note before is what it was, and of what was to come there is all (file, record, entry in the history) or
nothing, and all where it was said or signed; no draft, readable copy or temporary file of it stays.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import datetime
from functools import partial
from unittest.mock import patch
from zoneinfo import ZoneInfo

import shipped
from faults.sweep import Story
from faults.test_commands_under_fire import MARK, NAME, OLD, SIGNED, Office, finished_before_it_was_killed
from faults.test_later_writings_under_fire import Later

from notewizard.cli import main
from notewizard.commands import world
from notewizard.definitions import library
from notewizard.records.history.entry import FINISHES
from notewizard.records.history.reading import read_history
from notewizard.records.history.verifying import verify
from notewizard.records.practice import Practice
from notewizard.records.record import all_records
from notewizard.rendering import render

ZONE = ZoneInfo("America/New_York")
UNTOUCHED = {"intact", "foreign", "not in history", "accepted"}
"""What a note can be to which nothing happened: ours, by another hand, or moved and accepted there."""
ELEMENTS = (
    "treatment", "encounter", "presenting", "mental_status", "safety", "interventions", "response", "plan",
)  # fmt: skip
OTHER_NAME = re.compile(r'notewizard deliver (\w+) --as "([^"]+)"')
PASSED = ("client.pronouns", "presenting.measures", "interventions", "encounter.outreach")


class Commanded(Story):
    """One command; the person comes back and delivers what waits, under another name where that is what is said."""

    made_of: type[Office] = Office
    now = datetime(2026, 11, 22, 10, 0, tzinfo=ZONE)
    """The clock stands still."""

    def prepare(self) -> None:
        with self._here():
            self.office = self.made_of(self.root)
            self.ready()
            self.before = self.office.notes()
            self.office.signed_before = self._signed()
            self.records = len(all_records(self.practice)[0])

    def ready(self) -> None:
        """What else stands there before."""

    def command(self) -> int:
        """Its exit code."""
        raise NotImplementedError

    def act(self) -> None:
        with self._here():
            if self.command() == 0:
                self.acknowledged.append("done")

    def look(self) -> None:
        self.waits = any(draft.signed for draft in self.office.state.drafts.list())

    def recover(self) -> None:
        with self._here() as said:
            main(["deliver"])
            # Without hard links a kill may leave an empty file that has the name; whose it is, nobody can know.
            for draft, name in OTHER_NAME.findall(said.getvalue()):
                main(["deliver", draft, "--as", name])

    def check(self) -> Iterator[str]:
        self.recover()  # However often: nothing more may happen.
        after = self.office.notes()
        if {name: after.get(name) for name in self.before} != self.before:
            yield "R1, R6 an earlier note was changed"
        new = {name: data for name, data in after.items() if name not in self.before}
        if self.no_links:  # A kill may leave an empty file there.
            new = {name: data for name, data in new.items() if data}
        if any(not data.endswith(b"\n") for data in new.values()):
            yield "R2 half a file stands under its final name"
        if len(new) != int(self.waits or bool(self.acknowledged) or finished_before_it_was_killed(self.office, None)):
            yield f"R4 {len(new)} files came of one, signed {self.waits}, said {bool(self.acknowledged)}"
        records, unreadable = all_records(self.practice)
        if unreadable or len(records) != self.records + len(new):
            yield f"R8 {len(records) - self.records} records came with {len(new)} files, {len(unreadable)} damaged"
        if any(draft.signed for draft in self.office.state.drafts.list()) or list(self.office.state.outbox.glob("*")):
            yield "R4 something that is delivered still waits"
        if list(self.practice.root.rglob("~$*")) or any(MARK in path.name for path in self.root.rglob("*")):
            yield "R10 a temporary file stays, or a name holds words of the patient"
        found = verify(self.practice, self.office.state)
        kinds = {each.kind for each in found.verdicts if (self.practice.root / each.file).stat().st_size}
        if kinds - UNTOUCHED or found.troubles:
            yield f"the history does not know it for what it is: {kinds}, {[each.kind for each in found.troubles]}"

    @property
    def practice(self) -> Practice:
        return Practice(self.root / "practice")

    def _signed(self) -> int:
        return sum(each.event.action in FINISHES for each in read_history(self.practice).entries)

    @contextmanager
    def _here(self) -> Iterator[io.StringIO]:
        """In this office's folders, with what is said to the person; what is shipped was loaded before."""
        home, before = self.root / "home", (dict(os.environ), os.getcwd())
        home.mkdir(exist_ok=True)
        os.environ.update(NOTEWIZARD_STATE=str(self.root / "state"), HOME=str(home), TZ="America/New_York")
        os.chdir(home)
        said = io.StringIO()
        try:
            with (
                redirect_stdout(io.StringIO()),
                redirect_stderr(said),
                patch.object(world, "World", partial(world.World, now=lambda: self.now)),
                patch.object(library, "load_library", lambda *_: shipped.library()),
                patch.object(render, "Renderer", lambda _: shipped.renderer()),
            ):
                yield said
        finally:
            os.chdir(before[1])
            os.environ.clear()
            os.environ.update(before[0])


class RendersAndSigns(Commanded):
    """An answers file becomes a signed note."""

    def command(self) -> int:
        return self.office.render()


class SignsADraft(Commanded):
    """A whole draft is signed."""

    now = datetime(2026, 11, 20, 15, 5, tzinfo=ZONE)

    def ready(self) -> None:
        answers = json.loads(self.office.answers.read_text(encoding="utf-8"))
        draft = self.office.state.drafts.begin("c-1042", "soap", "2026-11-20T10:00")
        writes = [[[name], answers[name]] for name in ELEMENTS if name in answers]
        passed = [{"kind": "passed", "key": key} for key in PASSED]
        draft.append({"kind": "practice", "root": str(self.practice.root)})
        draft.append({"kind": "answer", "key": "", "writes": writes}, *passed)
        self.id = draft.id
        draft.close()

    def command(self) -> int:
        return main(["sign", self.id, "--as", "Dana Whitfield"])


class Delivers(Commanded):
    """A note that waits, because its folder was away, is brought."""

    def ready(self) -> None:
        aside = self.root / "aside"
        self.office.own.rename(aside)
        self.office.own.write_text("in the way")
        assert self.office.render() == 4
        self.office.own.unlink()
        aside.rename(self.office.own)

    def command(self) -> int:
        return main(["deliver"])


class WritesLater(Commanded):
    """Something is written to a signed note."""

    made_of = Later
    office: Later

    def addend(self, kind: str, *more: str) -> int:
        words = ("--text", str(self.office.words), "--reason", "Left out by oversight.")
        return main(["addend", str(self.office.note), kind, *words, *more, *SIGNED])


class AddsLate(WritesLater):
    def command(self) -> int:
        return self.addend("--late-entry", "--full-recall")


class Adds(WritesLater):
    def command(self) -> int:
        return self.addend("--addendum", "--known", "2026-11-21")


class Corrects(WritesLater):
    def command(self) -> int:
        return self.addend("--correction", "--wrong", "Missed one day of work")


class MarksAsError(WritesLater):
    def command(self) -> int:
        return self.office.mark()


class CoSigns(WritesLater):
    def command(self) -> int:
        return self.office.cosign()


class Accepts(Commanded):
    """A note was moved by hand, and stays where it is now: one acceptance, or none, and the note as it was."""

    def ready(self) -> None:
        assert self.office.render() == 0
        (self.office.own / "2026").mkdir()
        self.moved = (self.office.own / NAME).rename(self.office.own / "2026" / NAME)

    def command(self) -> int:
        return main(["accept", str(self.moved), "--reason", "Sorted by year."])

    def recover(self) -> None:
        with self._here():
            self.command()

    def check(self) -> Iterator[str]:
        self.acknowledged.clear()  # No file comes of it.
        for path in (self.practice.dot / "accepted").glob("~$*"):
            path.unlink()  # Nobody has a name for it; it holds the reason, and no word of a note.
        yield from super().check()


class BeginsAPractice(Commanded):
    """`init` in a folder with notes; done again afterwards, it is whole."""

    def ready(self) -> None:
        shutil.rmtree(self.practice.dot)

    def command(self) -> int:
        return main(["init", str(self.practice.root), "--yes", "--author", "Dana Whitfield, LCSW"])

    def recover(self) -> None:
        with self._here():
            self.command()

    def check(self) -> Iterator[str]:
        self.recover()
        if self.practice.settings().author.name != "Dana Whitfield":
            yield "the settings are not whole"
        if {path.read_bytes() for path in self.practice.root.glob("Example/*")} != {OLD}:
            yield "R6 an earlier note was changed"
        if read_history(self.practice).troubles:
            yield "the history is not whole"


COMMANDS: tuple[type[Story], ...] = (
    RendersAndSigns, SignsADraft, Delivers, AddsLate, Adds, Corrects, MarksAsError, CoSigns, Accepts, BeginsAPractice,
)  # fmt: skip
