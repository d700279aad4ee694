"""Lines said and read, one after the other, on whatever shows and sends lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, TextIO

from notewizard.terminal.columns import columns_of
from notewizard.terminal.leaving import Leaving, stopped
from notewizard.terminal.look import wrapped

LONGEST = 4095
"""A terminal in its line mode drops what goes beyond so many bytes."""


class PlainLines:
    """What both ways through `stream` and `keys` raise AuthorStopped about: the window is gone, or somebody leaves."""

    def __init__(self, keys: IO[bytes], stream: TextIO, leaving: Leaving, unfinished: Callable[[], bytes]) -> None:
        self._keys, self._stream, self._leaving = keys, stream, leaving
        self._unfinished = unfinished
        """What stands on the terminal's line without an Enter."""

    def say(self, text: str) -> None:
        """One or more lines. Raises AuthorStopped where the window is gone."""
        self._write("\n".join(wrapped(text, self._columns())) + "\n")

    def read(self, prompt: str, keep_half: Callable[[str], None] | None = None) -> str:
        """One line as typed, without its end. Raises AuthorStopped at the end of input and on Ctrl-C.

        A line that Ctrl-C leaves unfinished goes to `keep_half`.
        """
        self._write("\n".join(wrapped(prompt.rstrip(), self._columns())) + " ")
        try:
            with self._leaving.ends(_interrupt):
                given = self._keys.readline()
        except KeyboardInterrupt:
            half = self._unfinished().decode("utf-8", "surrogateescape").strip("\r\n")
            if keep_half and half.strip() and not half.startswith(":"):
                keep_half(half)
            raise stopped() from None
        except OSError:
            raise stopped() from None
        if not given:
            raise stopped()
        if len(given) >= LONGEST:
            self.say(f"The terminal may have cut that line after {LONGEST} characters. Go on with what is missing.")
        return given.decode("utf-8", "surrogateescape").rstrip("\r\n")

    def _write(self, text: str) -> None:
        encoding = self._stream.encoding or "utf-8"
        try:
            self._stream.write(text.encode(encoding, "replace").decode(encoding))
            self._stream.flush()
        except OSError:  # the window is gone
            raise stopped() from None

    def _columns(self) -> int:
        return columns_of({}, 80, self._stream) - 1


def _interrupt() -> None:
    raise KeyboardInterrupt
