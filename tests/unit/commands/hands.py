"""The office of two clients with somebody at the screen: every command as it is called, its questions from a list."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import pytest
from sessions.office import Office
from sessions.test_walk_continuity import ANSWERS, a_week_earlier
from unit.commands.office_of_two import VIDEO, TwoClients

from notewizard.errors import AuthorStopped
from notewizard.terminal.screen import Did, Said


class Drafting(Office):
    """The drafts of the office under test."""

    @property
    def practice(self):
        return self.here / "practice"


class Script:
    """A screen whose author answers from a list, and stops where it ends."""

    def __init__(self):
        self.answers, self.shown, self.read_last, self.warms = [], [], "", False
        self.warm = None

    def ask(self, view):
        answer = self._next()
        if callable(answer):
            answer = answer(view, self)
        if isinstance(answer, Said | Did):
            return answer
        if said := view.judge(answer):
            pytest.fail(f"{view.ask}: {answer} is not taken. {said}")
        return Said(answer)

    def choose(self, ask, choices, note=""):
        answer = self._next()
        assert answer in {each.value for each in choices}, (ask, answer)
        return answer

    def review(self, lines, place):
        return None

    def read(self, title, text):
        self.read_last = text

    def say(self, text, tone="plain"):
        self.shown.append(text)

    def _next(self):
        if not self.answers:
            raise AuthorStopped("Ctrl-C")
        return self.answers.pop(0)


class Somebody:
    """A standard input at which somebody sits."""

    def isatty(self):
        return True


def with_hands(office: TwoClients, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TwoClients:
    """The office; `types.answers` are given in order, `drafting.has_draft` begins a note.

    With `types.warms` a screen does beside its first question what it does for a person: waiting notes are brought.
    """
    script = Script()

    @contextmanager
    def opened(*_, warm=None, **named):
        script.warm = warm
        if warm is not None and script.warms:
            warm()
        yield script

    monkeypatch.setattr("notewizard.commands.new.open_screen", opened)
    monkeypatch.setattr("notewizard.terminal.open.open_screen", opened)
    monkeypatch.setattr("notewizard.terminal.open.terminal_stream", io.StringIO)
    monkeypatch.setattr("sys.stdin", Somebody())
    office.types, office.drafting = script, Drafting(tmp_path)
    return office


def ok(office: TwoClients, *words: object, code: int = 0) -> str:
    """What the command said, on whichever stream, where it ends as it should."""
    found, out, err = office.run(*words)
    assert found == code, err
    return out + err


def settled(office: TwoClients) -> None:
    """Whatever was edited by hand is in the history."""
    office.run("verify")


def signed_a_week_ago(office: TwoClients) -> TwoClients:
    """The office with a first note, `first`."""
    sheet = office.root / "earlier.json"
    sheet.write_text(json.dumps({**a_week_earlier(), "safety": ANSWERS["safety"]}), encoding="utf-8")
    ok(office, "render", sheet, "--to", office.folder, "--sign", "Dana Whitfield")
    office.first = office.folder / "Example" / "2026-11-13 progress note.md"
    settled(office)
    return office


def waits(office: TwoClients) -> Callable[[], None]:
    """A signed note waits, because a file is in the place of its folder; what takes that away."""
    folder, aside = office.folder / "Example", office.root / "Example"
    folder.rename(aside)
    folder.write_text("in the way")
    ok(office, "render", VIDEO, "--to", office.folder, "--sign", "Dana Whitfield", code=4)

    def freed() -> None:
        folder.unlink()
        aside.rename(folder)

    return freed
