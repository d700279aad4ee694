"""Findings in what is being typed, looked for beside the keys and shown at a pause.

The check runs in a thread of its own and may be slow; no key waits for it. Only the newest text is looked at.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from notewizard.terminal.screen import Mark

PAUSE = 0.6
"""Seconds without a key after which the text is looked at; in mid-word nothing is said."""

Done = Callable[[str, Sequence[Mark], BaseException | None], None]


class Glance:
    """One thread that looks at the newest text; calls `done` from that thread."""

    def __init__(self, look: Callable[[str], Sequence[Mark]], done: Done) -> None:
        self._look, self._done = look, done
        self._wanted: str | None = None
        self._closed = False
        self._news = threading.Condition()
        self._thread: threading.Thread | None = None

    def at(self, text: str) -> None:
        """Look at this text now, or as soon as the one being looked at is done."""
        with self._news:
            self._wanted = text
            self._news.notify()
        if self._thread is None:
            # A daemon: leaving must not wait for a slow check.
            self._thread = threading.Thread(target=self._work, name="notewizard-look", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Nothing more is looked at; a look under way is not waited for and its result is dropped."""
        with self._news:
            self._closed = True
            self._news.notify()

    def _work(self) -> None:
        while True:
            with self._news:
                while self._wanted is None and not self._closed:
                    self._news.wait()
                if self._closed:
                    return
                text, self._wanted = self._wanted or "", None
            marks: Sequence[Mark] = ()
            error: BaseException | None = None
            try:
                marks = tuple(self._look(text))
            except Exception as failed:  # handed to the prompt, which ends with it: never swallowed
                error = failed
            if not self._closed:
                self._done(text, marks, error)


def still_there(marks: Sequence[Mark], before: str, now: str) -> tuple[Mark, ...]:
    """The marks that an edit left untouched, moved to where their words now stand."""
    from dataclasses import replace

    least, most = min(len(before), len(now)), 20_000
    if not marks or max(len(before), len(now)) > most:
        return ()
    head = next((place for place in range(least) if before[place] != now[place]), least)
    tail = next((place for place in range(least - head) if before[-1 - place] != now[-1 - place]), least - head)
    moved = len(now) - len(before)
    kept = []
    for mark in marks:
        if mark.start < mark.end <= head:
            kept.append(mark)
        elif mark.start < mark.end and mark.start >= len(before) - tail:
            kept.append(replace(mark, start=mark.start + moved, end=mark.end + moved))
    return tuple(kept)
