"""The right screen for this terminal: full, or plain lines; or a clear refusal where nobody can answer."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from notewizard.errors import Failure, WrongWords
from notewizard.terminal.abilities import wants_plain
from notewizard.terminal.early import EarlyPaint, HeldTerminal
from notewizard.terminal.leaving import Leaving, stopped
from notewizard.terminal.line_mode import LineMode
from notewizard.terminal.look import look_of
from notewizard.terminal.screen import Screen
from notewizard.terminal.still import keep_still, screen_open
from notewizard.terminal.wiping import wipe

if TYPE_CHECKING:
    from prompt_toolkit.key_binding.key_processor import KeyPress

    from notewizard.terminal.editor import Scratch
LOCK_AFTER = 10.0
"""Minutes, where no practice says another number."""
SWITCH = 0.001
"""Seconds after which a busy check gives way to a key; Python's own 0.005 doubles the time to the echo."""


def terminal_stream() -> TextIO:
    """Where questions are shown: the terminal on stderr, else on stdout, else the one the keys come from.

    Answers and notes go to stdout, which may well be a file: the questions must not go there.
    """
    for stream in (sys.stderr, sys.stdout):
        if stream is not None and stream.isatty():
            return stream
    return os.fdopen(os.dup(sys.stdin.fileno()), "w", encoding="utf-8", errors="replace")


@contextmanager
def open_screen(
    environ: Mapping[str, str],
    *,
    accessible: bool = False,
    make_scratch: Scratch | None = None,
    warm: Callable[[], None] | None = None,
    lock_after: Callable[[], float] = lambda: LOCK_AFTER,
) -> Iterator[Screen]:
    """A screen for this terminal, which is left as it was found whatever happens.

    `make_scratch` holds an answer in a private file for F4. `warm` is called in a thread of its own once the first
    question takes keys. After `lock_after` minutes without a key the session ends (`AuthorStopped`) and the screen is
    wiped. Raises WrongWords if no one can answer.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongWords(
            "There is nobody to ask: the standard input is not a terminal.",
            hint="`notewizard render ANSWERS` does the same without questions.",
            not_done="Nothing was asked and nothing was written.",
        )
    stream = terminal_stream()
    with screen_open(), Leaving(lock_after) as leaving, _wiped_when_locked(leaving, stream, environ):
        if wants_plain(environ, accessible=accessible):
            mode = LineMode(sys.stdin.fileno())
            with mode.keeps_its_line():
                yield _plain(environ, stream, leaving, mode, make_scratch, warm)
            return
        held = HeldTerminal(sys.stdin.fileno())
        held.hold()
        before = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH)
        try:
            yield _full(environ, stream, leaving, held, make_scratch, warm)
        finally:
            sys.setswitchinterval(before)
            held.release()


@contextmanager
def _wiped_when_locked(leaving: Leaving, stream: TextIO, environ: Mapping[str, str]) -> Iterator[None]:
    """Nothing of the session is left on a screen that nobody looks after; one plain page says why it ended."""
    try:
        yield
    except Failure as failure:
        if leaving.locked:
            rest = "" if failure.what == stopped().what else failure.what.removeprefix("Stopped. ")
            failure.what = f"Locked: no key was pressed for {_spoken(leaving.minutes)}. {rest}".strip()
            if not wipe(stream, environ):
                failure.hint = f"{failure.hint}\nThis terminal cannot be cleared: close its window.".strip()
        raise


def _spoken(minutes: float) -> str:
    seconds = round(minutes * 60)
    return f"{minutes:g} minute{'' if minutes == 1 else 's'}" if seconds >= 60 else f"{seconds} seconds"


def _full(
    environ: Mapping[str, str],
    stream: TextIO,
    leaving: Leaving,
    held: HeldTerminal,
    make_scratch: Scratch | None,
    warm: Callable[[], None] | None,
) -> Screen:
    gc.disable()  # a tenth of the wait for the first question is spent looking for garbage among new modules
    try:
        from prompt_toolkit.input import create_input
        from prompt_toolkit.input.typeahead import store_typeahead
        from prompt_toolkit.input.vt100_parser import Vt100Parser
        from prompt_toolkit.output import create_output

        from notewizard.terminal.full import FullScreen
    finally:
        gc.enable()
    keep_still()
    output: Any = create_output(stdout=stream)
    if hasattr(output, "enable_cpr"):
        output.enable_cpr = False  # nothing of ours needs the answer, and a terminal without one would be warned about

    def edit(text: str) -> str:
        held.release()
        try:
            return _editing(environ, stream, make_scratch)(text)
        finally:
            held.hold()

    keys = create_input(sys.stdin)

    def take_over() -> None:
        """What was typed at the question that was painted early is typed at this screen."""
        if EarlyPaint.standing and (typed := EarlyPaint.standing.take_over()):
            pressed: list[KeyPress] = []
            parser = Vt100Parser(pressed.append)
            parser.feed(typed.decode("utf-8", "surrogateescape"))
            parser.flush()
            store_typeahead(keys, pressed)

    return FullScreen(
        input=keys,
        output=output,
        stream=stream,
        look=look_of(environ, stream),
        leaving=leaving,
        edit=edit if make_scratch else None,
        warm=warm,
        take_over=take_over,
    )


def _plain(
    environ: Mapping[str, str],
    stream: TextIO,
    leaving: Leaving,
    mode: LineMode,
    make_scratch: Scratch | None,
    warm: Callable[[], None] | None,
) -> Screen:
    from notewizard.terminal.plain import PlainScreen

    if warm:
        from threading import Thread

        Thread(target=warm, name="notewizard-warm", daemon=True).start()
    edit = _editing(environ, stream, make_scratch) if make_scratch else None
    return PlainScreen(keys=sys.stdin.buffer, stream=stream, leaving=leaving, edit=edit, unfinished=mode.unfinished)


def _editing(environ: Mapping[str, str], stream: TextIO, make_scratch: Scratch | None) -> Callable[[str], str]:
    from notewizard.terminal.editor import edit_text, editor_of

    assert make_scratch is not None
    return lambda text: edit_text(text, editor_of(environ), make_scratch, stream)
