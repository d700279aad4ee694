"""The terminal in its own line mode, where the line that is being typed belongs to the terminal until Enter.

On Ctrl-C a terminal throws that line away. Told not to (NOFLSH), it still has it, and gives it out when its line mode
ends. So the typing, its echo and its corrections stay the terminal's own, as screen readers know them, and the
unfinished line is kept all the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

try:
    import termios
except ImportError:  # Windows: the line is the console's alone
    termios = None  # type: ignore[assignment]

MOST = 4096
"""Bytes that a terminal holds of one line."""


class LineMode:
    """Reads what stands on the line of `descriptor`; `with` it Ctrl-C throws nothing away."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @contextmanager
    def keeps_its_line(self) -> Iterator[None]:
        """The terminal is as it was found afterwards."""
        try:
            before = termios.tcgetattr(self._descriptor) if termios else None
        except termios.error:
            before = None
        if before is None:
            yield
            return
        now = [*before]
        now[3] |= termios.NOFLSH
        self._set(now)
        try:
            yield
        finally:
            self._set(before)

    def unfinished(self) -> bytes:
        """What was typed since the last Enter; it is taken off the terminal. Empty where it cannot be had."""
        if termios is None:
            return b""
        try:
            before = termios.tcgetattr(self._descriptor)
            now = [*before[:6], [*before[6]]]
            now[3] &= ~(termios.ICANON | termios.ECHO)
            now[6][termios.VMIN], now[6][termios.VTIME] = 0, 0
            self._set(now)
            try:
                return os.read(self._descriptor, MOST)
            finally:
                self._set(before)
        except (termios.error, OSError):  # the window is closed, and its line with it
            return b""

    def _set(self, attributes: list[object]) -> None:
        with suppress(termios.error):  # the window is closed
            termios.tcsetattr(self._descriptor, termios.TCSANOW, attributes)  # type: ignore[arg-type]
