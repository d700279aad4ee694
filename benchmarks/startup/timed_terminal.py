"""One program on a pseudo-terminal, timed from outside: when bytes appear on the master after a start or a key."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence

PATIENCE = 60.0
"""Seconds after which what should appear is taken for missing."""


class TimedTerminal:
    """A started program; times are seconds on one monotonic clock, `began` the moment before the start."""

    def __init__(
        self, words: Sequence[str], env: Mapping[str, str], cwd: str, size: tuple[int, int] = (80, 24)
    ) -> None:
        self.seen = bytearray()
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.began = time.perf_counter()
        self._child = subprocess.Popen(
            words, env=dict(env), cwd=cwd, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
        )
        os.close(slave)

    def until(self, text: bytes, after: int = 0) -> float:
        """The moment at which `text` has come in, searched from byte `after`; raises when it never does."""
        deadline = time.perf_counter() + PATIENCE
        while text not in self.seen[after:]:
            if time.perf_counter() > deadline or not self._take_in(0.5):
                raise AssertionError(f"never seen: {text!r} in {bytes(self.seen[-2000:])!r}")
        return time.perf_counter()

    def type(self, keys: bytes) -> float:
        """Send keys; the moment before they were sent."""
        at = time.perf_counter()
        os.write(self._master, keys)
        return at

    def quiet(self, seconds: float) -> None:
        """Take in what comes until nothing has come for that long."""
        while True:
            before = len(self.seen)
            self._take_in(seconds)
            if len(self.seen) == before:
                return

    def close(self) -> None:
        """End the program."""
        self._child.kill()
        self._child.wait()
        os.close(self._master)

    def _take_in(self, wait: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], wait)
        if ready:
            try:
                data = os.read(self._master, 65536)
            except OSError:  # the program has gone
                return False
            self.seen += data
        return True


def environment(home: str, **more: str) -> dict[str, str]:
    """A plain environment with a home of its own, so that nobody's settings count."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return kept | {"HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "America/New_York"} | more


def machine() -> str:
    """One line that says where and when figures were made."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    version = ".".join(map(str, sys.version_info[:3]))
    return f"{time.strftime('%Y-%m-%d %H:%M')} · Python {version} · {os.cpu_count()} cores · load {load:.1f}"
