"""Ctrl-C, a closed window, a kill and a time without a key all end in `AuthorStopped`, where nothing is half done.

While a question is shown the signal ends the question. Between questions, where an answer is being made durable, it is
remembered, and the next question is not asked; a second one does not wait any longer.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType

from notewizard.errors import AuthorStopped

TICK = 1.0
"""Seconds between two looks at the time without a key."""
SIGNALS = [number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]


def stopped() -> AuthorStopped:
    """What a screen raises; the walk adds the line that resumes."""
    return AuthorStopped("You stopped.")


def _clock() -> float:
    """Seconds; a machine that sleeps goes on counting where its system says so."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Leaving:
    """Watches the signals that end a session, from `with` to its end."""

    def __init__(self, lock_after: Callable[[], float] = lambda: 0) -> None:
        self._lock_after = lock_after
        """Minutes without a key; 0: never. Asked when the first question is shown."""
        self._minutes: float | None = None
        self._last_key = _clock()
        self.locked = False
        """Nobody pressed a key for too long."""
        self._before: dict[int, object] = {}
        self._end_question: Callable[[], None] | None = None
        self.asked = False
        """A signal came."""

    def __enter__(self) -> Leaving:
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._came) for number in SIGNALS}
        return self

    def pressed(self) -> None:
        """A key was pressed."""
        self._last_key = _clock()

    @property
    def minutes(self) -> float:
        """So many without a key end the session; 0 where none do."""
        return self._minutes or 0

    def _watch(self) -> None:
        """Looks at the time from the first question on. There is no such clock on Windows: nothing is locked there.

        It ticks where nothing is locked, too: a signal that came right before the system waits for a line is heard
        then.
        """
        self._minutes = self._lock_after()
        if self._before and hasattr(signal, "setitimer"):
            self._before[signal.SIGALRM] = signal.signal(signal.SIGALRM, self._ticked)
            signal.setitimer(signal.ITIMER_REAL, TICK, TICK)

    def _ticked(self, number: int, frame: FrameType | None) -> None:
        if self.minutes and self._end_question and _clock() - self._last_key >= self.minutes * 60:
            self.locked = self.asked = True
            self._end_question()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if hasattr(signal, "setitimer") and signal.SIGALRM in self._before:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        self._before = {}

    @contextmanager
    def ends(self, question: Callable[[], None]) -> Iterator[None]:
        """While this lasts, a signal calls `question`, which ends what is shown."""
        if self._minutes is None:
            self._watch()
        self.pressed()
        self._end_question = question
        try:
            if self.asked:  # asked only now: a signal that comes earlier finds no question to end
                raise stopped()
            yield
        finally:
            self._end_question = None

    def _came(self, number: int, frame: FrameType | None) -> None:
        again, self.asked = self.asked, True
        if self._end_question:
            self._end_question()
        elif again:
            raise stopped()
