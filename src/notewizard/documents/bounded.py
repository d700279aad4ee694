"""The parent's side of the child process that reads Word documents and PDFs: the only place that starts one.

What arrives in a practice may be broken or made to break a reader. So it is read in a process that has no file but
its two pipes to look at, may have little memory and time, and whose answer is plain JSON that is checked. One child
reads many files; it is ended at the limit of one, and the next file gets a new one.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass

from notewizard.documents.limits import MOST_LETTERS, MOST_REPLY_BYTES, SECONDS
from notewizard.documents.written_out import KINDS

WHYS = frozenset({"damaged", "encrypted", "locked", "long", "memory", "no-text", "no-word", "pages", "unpacks", "xml"})
"""Why the child could not read a file: a closed list, so that no word of a file can be in an error."""
SERVE = (
    "import json, sys; sys.path[:] = json.loads(sys.stdin.buffer.readline());"
    "from notewizard.documents.child import serve; serve()"
)
"""What the child runs: it finds our modules where this process did, and nothing in the folder it was started in."""


@dataclass(frozen=True)
class Answer:
    """What could be had of one file: its pieces, or why there are none."""

    why: str = ""
    """Empty when it was read; else one of `WHYS`, or `slow`, `died`, `no-reader`."""
    pieces: tuple[tuple[str, str], ...] = ()
    """(kind, words) in order; a PDF is one piece."""


class Bounded:
    """Reads files in a child process, one at a time; may be shared by threads."""

    def __init__(self, seconds: float = SECONDS, serve: str = SERVE) -> None:
        self._seconds = seconds
        self._serve = serve
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def read(self, kind: str, data: bytes) -> Answer:
        """What the child makes of `data`; never an error of its own, never longer than the limit twice."""
        with self._lock:
            answer = self._ask(kind, data)
            # A child that had waited long enough ended by itself while it was being asked: the next one is asked.
            return self._ask(kind, data) or Answer("died") if answer is None else answer

    def close(self) -> None:
        """The child ends, whatever it is doing. It is started again for the next file."""
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                pass  # bytes that it did not take any more
        child.wait()

    def _ask(self, kind: str, data: bytes) -> Answer | None:
        child = self._running()
        if child is None:
            return Answer("no-reader")
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        clock = threading.Timer(self._seconds, end)
        clock.daemon = True
        clock.start()
        try:
            line = _asked(child, kind, data)
        except BaseException:
            # Interrupted in the middle: its answer must not be taken for that of the next file.
            self.close()
            raise
        finally:
            clock.cancel()
        if line.endswith(b"\n"):
            answer = _understood(line)
            if answer.why in {"died", "memory"}:
                self.close()
            return answer
        ended = child.poll() if line or late.is_set() else child.wait()
        self.close()
        if late.is_set():
            return Answer("slow")
        # 0: it was not asked anything for too long; 1: it could not begin; all else is the file's doing.
        return None if ended == 0 and not line else Answer("no-reader" if ended == 1 else "died")

    def _running(self) -> subprocess.Popen[bytes] | None:
        """The child, started if there is none; None where it cannot be."""
        if self._owner != os.getpid():
            self._child = None  # Another process's, of which this one is a copy.
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.close()
        try:
            child = subprocess.Popen(
                [sys.executable, "-I", "-B", "-c", self._serve],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # A traceback may hold words of the file.
                stderr=subprocess.DEVNULL,
                # Ctrl-C and a closed window are this process's to understand.
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (OSError, ValueError):
            return None
        if not self._owner:
            atexit.register(self.close)
        self._child, self._owner = child, os.getpid()
        _send(child, json.dumps([place for place in sys.path if place]).encode() + b"\n")
        return child


def _asked(child: subprocess.Popen[bytes], kind: str, data: bytes) -> bytes:
    """The line that the child answers; without its end, or empty, when the child ended first."""
    _send(child, json.dumps({"kind": kind, "bytes": len(data)}).encode() + b"\n", data)
    try:
        return child.stdout.readline(MOST_REPLY_BYTES) if child.stdout else b""
    except (OSError, ValueError):
        return b""


def _send(child: subprocess.Popen[bytes], *parts: bytes) -> None:
    try:
        if child.stdin is not None:
            for part in parts:
                child.stdin.write(part)
            child.stdin.flush()
    except (OSError, ValueError):
        pass  # It has ended; that it says nothing will tell.


def _understood(line: bytes) -> Answer:
    """The child's answer, if it has the shape that one has: what reads a hostile file is not believed."""
    try:
        said = json.loads(line)
        why, pieces = said["why"], tuple((kind, words) for kind, words in said["pieces"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return Answer("died")
    whole = all(isinstance(kind, str) and isinstance(words, str) and kind in KINDS for kind, words in pieces)
    if not whole or not isinstance(why, str) or (why and why not in WHYS) or not (why or pieces is not None):
        return Answer("died")
    if sum(len(words) for _, words in pieces) > MOST_LETTERS:
        return Answer("long")
    return Answer(why, () if why else pieces)
