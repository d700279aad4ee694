"""A signal ends the session whenever it comes: before a question, while it is being built, while it waits."""

from __future__ import annotations

import io
import os
import signal
from io import StringIO

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from questionary import Question

from notewizard.errors import AuthorStopped
from notewizard.terminal.full import FullScreen
from notewizard.terminal.leaving import Leaving
from notewizard.terminal.look import Look
from notewizard.terminal.plain import PlainScreen
from notewizard.terminal.screen import View

ASK = View("a", "line", "Ask")


def stop() -> float:
    """What is asked for the minutes, and a signal comes meanwhile."""
    os.kill(os.getpid(), signal.SIGINT)
    return 0


@pytest.mark.parametrize("come", ["before", "while the first question is being built"])
def test_a_signal_that_finds_no_question_ends_the_next_one(come):
    with Leaving(stop if come != "before" else lambda: 0) as leaving:
        if come == "before":
            stop()
        with pytest.raises(AuthorStopped), leaving.ends(lambda: None):
            pytest.fail("The question is asked.")


def test_lines_do_not_wait_for_one_after_a_signal():
    with Leaving(stop) as leaving:
        screen = PlainScreen(keys=io.BytesIO(b"an answer\n"), stream=StringIO(), leaving=leaving)
        with pytest.raises(AuthorStopped):
            screen.ask(ASK)


def test_a_prompt_that_is_being_built_hears_a_signal(monkeypatch):
    ask = Question.unsafe_ask
    monkeypatch.setattr(Question, "unsafe_ask", lambda question: (stop(), ask(question))[1])
    with create_pipe_input() as keys, Leaving() as leaving:
        screen = FullScreen(input=keys, output=DummyOutput(), stream=StringIO(), look=Look(), leaving=leaving)
        keys.send_text("an answer\r")
        with pytest.raises(AuthorStopped):
            screen.ask(ASK)
