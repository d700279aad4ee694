"""What commands print: data to stdout, everything said to stderr, never a raw control character."""

from __future__ import annotations

import sys

from notewizard.errors import NotKept
from notewizard.terminal.columns import said_on
from notewizard.terminal.show import show


def say(text: str) -> None:
    """A line or more for the person, on stderr; a terminal that lacks a sign shows another in its place."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    try:
        sys.stderr.write(said_on(show(text), sys.stderr).encode(encoding, "replace").decode(encoding) + "\n")
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        pass  # nobody is there to be told


def data(text: str) -> None:
    """What was asked for, to the letter and as UTF-8, on stdout; raises `NotKept` where it cannot be written."""
    try:
        if hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (AttributeError, OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "there is no output").lower()
        raise NotKept(f"The output could not be written: {reason}.", not_done="It is not whole.") from None
