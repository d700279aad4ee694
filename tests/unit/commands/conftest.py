"""A state folder and a home of the test's own, and a practice to work in."""

import runpy
from pathlib import Path

import pytest
import shipped

from notewizard.cli import main
from notewizard.records.state import State

MAKER = runpy.run_path(str(Path(__file__).parents[3] / "benchmarks" / "practices" / "make_messy_practices.py"))


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """This test's private folder; the state of the person who runs the tests is never touched."""
    monkeypatch.setenv("NOTEWIZARD_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.delenv("COLUMNS", raising=False)  # the workers of pytest have 80
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return State(tmp_path / "state")


@pytest.fixture(autouse=True)
def _shipped_once(monkeypatch):
    """Two in three of these commands would spend most of their time on reading the same definitions again."""
    shipped.once(monkeypatch)


@pytest.fixture
def messy(tmp_path):
    """Makes one of the six messy folders."""
    return lambda name: MAKER["make"](name, tmp_path / name)


@pytest.fixture
def practice(messy, capsys):
    """A practice that is set up: seven invented clients, a folder each."""
    folder = messy("named-folders")
    assert main(["init", str(folder), "--yes", "--author", "Dana Whitfield, LCSW"]) == 0
    capsys.readouterr()
    return folder


@pytest.fixture
def two_clients(tmp_path, monkeypatch, capsys):
    """A practice with two clients, none with a note yet, and a clock that the test sets."""
    from unit.commands.office_of_two import TwoClients

    from notewizard.commands import world

    office = TwoClients(tmp_path, capsys)
    real = world.World
    monkeypatch.setattr(world, "World", lambda: real(now=lambda: office.now))
    office.set_up()
    return office


@pytest.fixture
def office_with_hands(two_clients, tmp_path, monkeypatch):
    """The same with somebody at the screen, who answers from a list."""
    from unit.commands.hands import with_hands

    return with_hands(two_clients, tmp_path, monkeypatch)
