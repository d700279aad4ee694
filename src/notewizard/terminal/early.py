"""The first question is on the screen before anything heavy is imported, and takes letters from then on.

The standard library alone, and little of it. The terminal is held so that typed keys are neither echoed nor changed:
in its usual mode it would turn an Enter typed ahead into a line feed, which in a text means "new line", not "next".
`early_keys` shows them instead, until the prompt takes over what was typed (`take_over`).
"""

from __future__ import annotations

import os
import sys

from notewizard.terminal.abilities import has_signs, wants_plain

try:
    import termios
except ImportError:  # Windows: the console keeps typed keys by itself
    termios = None  # type: ignore[assignment]

TYPE_CHECKING = False  # typing, contextlib and signal would cost more than the whole first paint
if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import FrameType, TracebackType
    from typing import Any

    from notewizard.terminal.early_keys import EarlyKeys


class HeldTerminal:
    """Typed keys wait unseen and unchanged, until `release`; Ctrl-C still interrupts. Holding twice is harmless."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._before: list[Any] | None = None

    def hold(self) -> None:
        """From now on no echo, no line editing, no change of Enter, and Ctrl-S is a key."""
        if termios is None:
            return
        try:
            now = termios.tcgetattr(self._descriptor)
        except termios.error:
            return
        if self._before is None:
            self._before = [list(part) if isinstance(part, list) else part for part in now]
        now[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
        now[3] &= ~(termios.ECHO | termios.ICANON)
        self._set(now)

    def release(self) -> None:
        """The terminal is as it was found."""
        if self._before is not None:
            self._set(self._before)
            self._before = None

    def _set(self, attributes: list[Any]) -> None:
        try:  # noqa: SIM105 - contextlib is not loaded yet
            termios.tcsetattr(self._descriptor, termios.TCSANOW, attributes)  # TCSAFLUSH would drop typed keys
        except termios.error:
            pass  # the window is closed


class EarlyPaint:
    """`with EarlyPaint("Started at", environ):` shows the question at once; the prompt that follows draws over it.

    Leaves the terminal as it was found, also when the window closes or the process is told to end. Where nothing may
    be drawn (plain lines asked for, no terminal) it does nothing.
    """

    standing: EarlyPaint | None = None
    """The one that is on the screen now."""

    def __init__(self, ask: str, environ: Mapping[str, str], *, accessible: bool = False) -> None:
        arrow = "›" if has_signs(environ, sys.stderr.encoding) else ">"
        self._lines = [f"? {ask}", f"{arrow} "]
        self._draws = not wants_plain(environ, accessible=accessible)
        self._held: HeldTerminal | None = None
        self._keys: EarlyKeys | None = None
        self._handlers: dict[int, Any] = {}

    def __enter__(self) -> EarlyPaint:
        if self._draws and sys.stdin.isatty() and sys.stderr.isatty():
            self._held = HeldTerminal(sys.stdin.fileno())
            self._held.hold()
            sys.stderr.write("\n".join(self._lines))
            sys.stderr.flush()
            EarlyPaint.standing = self
            self._listen()
            self._watch()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import signal

        if self.take_over() is not None:
            sys.stderr.write("\x1b[J")  # no prompt came: what is said instead stands alone
            sys.stderr.flush()
        if self._held:
            self._held.release()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers = {}

    def take_over(self) -> bytes | None:
        """The keys typed so far, the cursor back where the question begins; None if it does not stand any more."""
        if EarlyPaint.standing is not self:
            return None
        EarlyPaint.standing = None
        typed = self._keys.end() if self._keys else b""
        sys.stderr.write(f"\r\x1b[{len(self._lines) - 1}A")
        sys.stderr.flush()
        return typed

    def _listen(self) -> None:
        if termios is None:
            return
        from notewizard.terminal.early_keys import EarlyKeys

        try:
            room = os.get_terminal_size(sys.stderr.fileno()).columns - len(self._lines[-1]) - 1
        except OSError:
            room = 0
        self._keys = EarlyKeys(sys.stdin.fileno(), sys.stderr, room)

    def _watch(self) -> None:
        import signal

        for name in ("SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                self._handlers[number] = signal.signal(number, self._ended)

    def _ended(self, number: int, frame: FrameType | None) -> None:
        import signal

        if self._held:
            self._held.release()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
