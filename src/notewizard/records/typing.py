"""What is being typed is on disk a moment later, without the author ever waiting for it (R3)."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from notewizard.errors import NotKept
from notewizard.records.draft import Draft
from notewizard.records.journal import Entry

_PAUSE = 0.15
"""Seconds between a keystroke and its snapshot: with the write itself well inside the promised 250 ms."""
_LONG_TEXT = 100_000
_LONG_PAUSE = 1.0
"""Seconds between snapshots of a long text: each one writes the whole."""

Path = Sequence[str | int]
"""Where in the note the text will stand; given back in the `pending` entry."""


class Typing:
    """Snapshots of the text in the open question. `put` never waits; after `flush` nothing typed can be lost."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._latest: Entry | None = None
        self._saved: Entry | None = None
        self._last_write = 0.0
        self._closed = False
        self._saving = threading.RLock()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._worker: threading.Thread | None = None
        self.trouble: NotKept | None = None
        """Why the last snapshot could not be written; None when all is well. To be shown beside the question."""

    def put(self, path: Path, text: str, cursor: int | None = None) -> None:
        """The text now in the question, and where the cursor stands; returns at once, durable within 250 ms."""
        entry: dict[str, object] = {"kind": "pending", "path": list(path), "text": text}
        self._latest = entry if cursor is None else {**entry, "cursor": cursor}
        if self._worker is None and not self._closed:
            self._worker = threading.Thread(target=self._run, name="typing", daemon=True)
            self._worker.start()
        self._wake.set()

    def flush(self) -> None:
        """The latest text is on disk when this returns; `NotKept` when it is not."""
        with self._saving:
            entry = self._latest
            if entry is None or entry is self._saved:
                return
            try:
                self._draft.append(entry)
            except NotKept as trouble:
                self.trouble = trouble
                raise
            finally:
                self._last_write = time.monotonic()
            self._saved = entry
            self.trouble = None

    def settle(self, *entries: Entry) -> None:
        """The entries (an accepted answer) are on disk, and what was typed for them is no longer pending."""
        with self._saving:
            self._draft.append(*entries)
            self._latest = self._saved = None
            self.trouble = None

    def close(self) -> None:
        """Everything typed is on disk and the writing has stopped. The draft stays open."""
        self._closed = True
        self._stop.set()
        self._wake.set()
        self.flush()
        if self._worker is not None and self._worker is not threading.current_thread():
            self._worker.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.wait()
            self._wake.clear()
            if self._stop.wait(self._pause()):
                return
            try:
                self.flush()
            except NotKept:
                self._wake.set()  # Told through `trouble`; tried again until it works.

    def _pause(self) -> float:
        text = (self._latest or {}).get("text")
        if not isinstance(text, str) or len(text) < _LONG_TEXT:
            return _PAUSE
        return max(_PAUSE, self._last_write + _LONG_PAUSE - time.monotonic())
