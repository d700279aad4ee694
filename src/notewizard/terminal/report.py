"""What commands print: data to stdout, everything said to stderr, never a raw control character."""

from __future__ import annotations

import sys

from notewizard.errors import NotKept
from notewizard.terminal.show import show


def say(text: str) -> None:
    """A line or more for the person, on stderr."""
    sys.stderr.write(show(text) + "\n")
    sys.stderr.flush()


def data(text: str) -> None:
    """What was asked for, to the letter, on stdout; raises `NotKept` where it cannot be written."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or "output error").lower()
        raise NotKept(f"The output could not be written: {reason}.", not_done="It is not whole.") from None
