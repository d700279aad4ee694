"""What is not easily undone is done after a yes alone."""

from contextlib import contextmanager
from io import StringIO

import pytest
from unit.commands.scripted import Scripted

from notewizard.commands.confirming import make_sure
from notewizard.commands.world import World
from notewizard.errors import Refused, WrongWords


class Terminal(StringIO):
    """A standard input with somebody at it."""

    def isatty(self):
        return True


@pytest.fixture
def screen(monkeypatch):
    """The screen that is opened next."""
    scripted = Scripted([])

    @contextmanager
    def opened(environ, **more):
        yield scripted

    monkeypatch.setattr("notewizard.terminal.open.open_screen", opened)
    return scripted


def test_after_a_yes(screen):
    screen.answers.append("yes")
    make_sure("Discard this draft?", "", World(stdin=Terminal()), yes=False)
    assert screen.asked == ["Discard this draft?"]


def test_after_a_no(screen):
    screen.answers.append("no")
    with pytest.raises(Refused) as refused:
        make_sure("Discard this draft?", "", World(stdin=Terminal()), yes=False)
    assert (refused.value.what, refused.value.not_done) == ("Left as it was.", "Nothing was changed.")


def test_nobody_is_asked_with_yes_on_the_line_and_where_nobody_is(screen):
    make_sure("Discard this draft?", "", World(stdin=StringIO()), yes=True)
    with pytest.raises(WrongWords):
        make_sure("Discard this draft?", "", World(stdin=StringIO()), yes=False)
    assert screen.asked == []
