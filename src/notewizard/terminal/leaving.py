"""Ctrl-C, a closed window and a kill all end in `AuthorStopped`, at a place where nothing is half done.

While a question is shown the signal ends the question. Between questions, where an answer is being made durable, it is
remembered, and the next question is not asked; a second one does not wait any longer.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType

from notewizard.errors import AuthorStopped

SIGNALS = [number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]


def stopped() -> AuthorStopped:
    """What a screen raises; the walk adds the line that resumes."""
    return AuthorStopped("You stopped.")


class Leaving:
    """Watches the signals that end a session, from `with` to its end."""

    def __init__(self) -> None:
        self._before: dict[int, object] = {}
        self._end_question: Callable[[], None] | None = None
        self.asked = False
        """A signal came."""

    def __enter__(self) -> Leaving:
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._came) for number in SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        self._before = {}

    @contextmanager
    def ends(self, question: Callable[[], None]) -> Iterator[None]:
        """While this lasts, a signal calls `question`, which ends what is shown."""
        if self.asked:
            raise stopped()
        self._end_question = question
        try:
            yield
        finally:
            self._end_question = None

    def _came(self, number: int, frame: FrameType | None) -> None:
        again, self.asked = self.asked, True
        if self._end_question:
            self._end_question()
        elif again:
            raise stopped()
