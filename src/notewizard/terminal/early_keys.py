"""What is typed before the prompt is loaded: shown at once behind the arrow, kept to the byte, handed to the prompt.

A thread reads the held terminal while the main one imports. It shows plain letters and takes back a letter on
Backspace, and shows nothing more once a key comes that only the prompt understands (Enter, Tab, an arrow): such keys
wait their turn. What stands on the screen is one line, never wrapped, so the prompt knows where to draw over it.
"""

from __future__ import annotations

import _thread
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

LAST_PLAIN = 0x2FF
"""Letters up to here take one column on every terminal; of others only the prompt knows how wide they are."""


class EarlyKeys:
    """Reads `descriptor` and shows on `stream`, from now to `end`."""

    def __init__(self, descriptor: int, stream: TextIO, room: int) -> None:
        self._descriptor, self._stream = descriptor, stream
        self._room = room
        self._shown: list[str] = []
        self._shows = True
        self._typed = bytearray()
        self._wake, self._waker = os.pipe()
        self._done = _thread.allocate_lock()
        self._done.acquire()
        _thread.start_new_thread(self._read, ())

    def end(self) -> bytes:
        """Everything typed so far, as it came; nothing is read or shown any more. Called once."""
        os.write(self._waker, b".")
        self._done.acquire()
        os.close(self._wake)
        os.close(self._waker)
        return bytes(self._typed)

    def _read(self) -> None:
        from codecs import getincrementaldecoder
        from select import select

        decode = getincrementaldecoder("utf-8")("ignore").decode
        try:
            while self._wake not in (ready := select([self._descriptor, self._wake], [], [])[0]):
                data = os.read(self._descriptor, 1024) if ready else b""
                if not data:  # the window is closed
                    return
                self._typed += data
                self._show(decode(data))
        except (OSError, ValueError):
            pass  # so it is here: the prompt finds out by itself and says so
        finally:
            self._done.release()

    def _show(self, text: str) -> None:
        out = ""
        for letter in text:
            if not self._shows:
                break
            if letter in "\x7f\b":
                out += "\b \b" if self._shown and self._shown.pop() else ""
            elif letter.isprintable() and ord(letter) <= LAST_PLAIN and len(self._shown) < self._room:
                self._shown.append(letter)
                out += letter
            else:
                self._shows = False
        if out:
            self._stream.write(out)
            self._stream.flush()
