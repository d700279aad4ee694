"""A passphrase or a key that is typed and never shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from notewizard.errors import WrongWords
from notewizard.terminal.leaving import Leaving, stopped
from notewizard.terminal.open import terminal_stream

try:
    import termios
except ImportError:  # Windows: getpass asks there
    termios = None  # type: ignore[assignment]


def ask_unseen(ask: str, not_done: str = "Nothing was opened.") -> str:
    """One line that is typed and not shown. Raises AuthorStopped, and WrongWords where nobody can answer."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongWords(
            "There is nobody to ask for the passphrase: the standard input is not a terminal.", not_done=not_done
        )
    if termios is None:
        from getpass import getpass

        return getpass(f"{ask}: ")
    stream = terminal_stream()
    with _unseen(sys.stdin.fileno()), Leaving() as leaving:
        stream.write(f"{ask} (it is not shown): ")
        stream.flush()
        try:
            with leaving.ends(_interrupt):
                given = sys.stdin.buffer.readline()
        except (KeyboardInterrupt, OSError):
            raise stopped() from None
        finally:
            with suppress(OSError):
                stream.write("\n")
                stream.flush()
    if not given:
        raise stopped()
    return given.decode("utf-8", "surrogateescape").rstrip("\r\n")


@contextmanager
def nothing_shown() -> Iterator[None]:
    """Between two prompts what is typed early is not shown either: a passphrase takes a second to be tried.

    Raises AuthorStopped at the end where a signal came meanwhile.
    """
    if termios is None or sys.stdin is None or not sys.stdin.isatty():
        yield
        return
    with _unseen(sys.stdin.fileno()), Leaving() as leaving:
        yield
        if leaving.asked:
            raise stopped()


@contextmanager
def _unseen(descriptor: int) -> Iterator[None]:
    """The terminal takes a line and shows nothing of it, and is as it was found afterwards."""
    before = termios.tcgetattr(descriptor)
    now: list[Any] = [list(part) if isinstance(part, list) else part for part in before]
    now[0] |= termios.ICRNL
    now[3] = (now[3] | termios.ICANON | termios.ISIG) & ~(termios.ECHO | termios.ECHONL)
    termios.tcsetattr(descriptor, termios.TCSANOW, now)
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSANOW, before)


def _interrupt() -> None:
    raise KeyboardInterrupt
