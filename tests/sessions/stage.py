"""A real pseudo-terminal, written as a dialogue: see, type, press.

    with stage(sys.executable, "-m", "notewizard", "new", env={"HOME": str(home)}) as s:
        s.see("Started at")
        s.type("2p")
        s.press("Enter")
        s.see("Suicidal ideation")

The escapes that come back are interpreted, so `see` speaks of what a person would see. Waiting has a deadline and is
never a measure of time. Every key sent is counted in `s.keys`.
"""

from __future__ import annotations

import copy
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyte

SOURCE = Path(__file__).parents[2] / "src"
KEYS = {
    "Enter": "\r",
    "Tab": "\t",
    "Shift-Tab": "\x1b[Z",
    "Backspace": "\x7f",
    "Delete": "\x1b[3~",
    "Escape": "\x1b",
    "Space": " ",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Right": "\x1b[C",
    "Left": "\x1b[D",
    "Home": "\x1b[H",
    "End": "\x1b[F",
    "PageUp": "\x1b[5~",
    "PageDown": "\x1b[6~",
    "F1": "\x1bOP",
    "F2": "\x1bOQ",
    "F3": "\x1bOR",
    "F4": "\x1bOS",
    "F6": "\x1b[17~",
    "F5": "\x1b[15~",
    "Alt-Enter": "\x1b\r",
    "Ctrl-_": "\x1f",
} | {f"Ctrl-{letter}": chr(ord(letter) - 64) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
PATIENCE = 30.0
"""Seconds after which what should be seen is taken for missing; the machine may be busy."""
HABIT = 0.6
"""Seconds after which an Enter behind a key answer is no habit any more."""
ALTERNATE = 1049 << 5  # pyte's way to number private modes


class Glass(pyte.Screen):
    """The screen a person would see: answers the terminal's queries and knows the alternate page."""

    def __init__(self, stage: Stage, columns: int, rows: int) -> None:
        super().__init__(columns, rows)
        self._stage, self._behind = stage, None

    def write_process_input(self, data: str) -> None:
        self._stage.owed += data  # sent once this is read: what comes back meanwhile must not be read within it

    def set_mode(self, *modes, **kwargs) -> None:
        if kwargs.get("private") and 1049 in modes:
            self._behind = (copy.deepcopy(dict(self.buffer)), self.cursor.x, self.cursor.y)
            self.erase_in_display(2)
        super().set_mode(*modes, **kwargs)

    def reset_mode(self, *modes, **kwargs) -> None:
        if kwargs.get("private") and 1049 in modes and self._behind:
            self.erase_in_display(2)
            lines, self.cursor.x, self.cursor.y = self._behind
            self.buffer.update(lines)
            self._behind = None
        super().reset_mode(*modes, **kwargs)


def _as_from_a_shell() -> None:
    """The terminal is the program's own, and Ctrl-C means what it means there, however the tests were started."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Stage:
    """One program on one terminal."""

    def __init__(self, words: list[str], env: Mapping[str, str], cwd: str | None, columns: int, rows: int) -> None:
        self._one_key = False
        """The last thing sent was one key, which may have answered at once."""
        self.keys = 0
        """Keys sent so far; a paste counts as one."""
        self.owed = ""
        """What the terminal answers to the program's queries and has not sent yet."""
        self.sent = b""
        """Everything the program wrote to the terminal, escapes and all."""
        self._glass = Glass(self, columns, rows)
        self._stream = pyte.ByteStream(self._glass)
        self._terminal, theirs = pty.openpty()
        self._set_size(columns, rows)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # forking beside threads: nothing but exec follows
            self._child = subprocess.Popen(
                words,
                env=dict(env),
                cwd=cwd,
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                start_new_session=True,
                preexec_fn=_as_from_a_shell,
            )
        os.close(theirs)

    # What is seen

    def screen(self) -> str:
        """The screen as text, blanks at the ends of lines and empty lines at the bottom left out."""
        self._take_in(0)
        return "\n".join(line.rstrip() for line in self._glass.display).rstrip()

    def see(self, *texts: str) -> Stage:
        """Wait until all of these stand on the screen, in one line or wrapped."""
        for text in texts:
            self._until(lambda text=text: self._shows(text), f"Not seen: {text!r}")
        return self

    def not_see(self, *texts: str) -> Stage:
        """Wait until none of these stands on the screen."""
        for text in texts:
            self._until(lambda text=text: not self._shows(text), f"Still seen: {text!r}")
        return self

    def see_underlined(self, text: str) -> Stage:
        """Wait until this stands on the screen as marked text."""
        self._until(lambda: text in self.underlined(), f"Not marked: {text!r}, but {self.underlined()}")
        return self

    def underlined(self) -> list[str]:
        """Every underlined stretch on the screen."""
        found = []
        for row in range(self._glass.lines):
            line = self._glass.buffer[row]
            marks = "".join("_" if line[column].underscore else " " for column in range(self._glass.columns))
            found += [self._glass.display[row][match.start() : match.end()] for match in re.finditer("_+", marks)]
        return found

    # What is done

    def type(self, text: str) -> Stage:
        """Type the text, a key a character."""
        self.keys += len(text)
        self.send_raw(text)
        self._one_key = len(text) == 1
        return self

    def press(self, *names: str) -> Stage:
        """Press keys by name: `Enter`, `Shift-Tab`, `F3`, `Ctrl-C`, `Alt-Enter`."""
        for name in names:
            if name == "Enter" and self._one_key:
                time.sleep(HABIT)  # a reader's pause: an Enter by habit right behind a key answer is swallowed
            self.keys += 1
            self.send_raw(KEYS[name])
        return self

    def answer(self, text: str) -> Stage:
        """Type the text and press Enter."""
        return self.type(text).press("Enter")

    def paste(self, text: str, *, bracketed: bool = True) -> Stage:
        """Paste, as a terminal does: line breaks as Enter, in brackets where it knows them."""
        self.keys += 1
        keys = text.replace("\n", "\r")
        return self.send_raw(f"\x1b[200~{keys}\x1b[201~" if bracketed else keys)

    def resize(self, columns: int, rows: int) -> Stage:
        """Change the size of the window."""
        self._glass.resize(rows, columns)
        self._set_size(columns, rows)
        return self

    def wait(self, seconds: float) -> Stage:
        """Do nothing for so long, as a person who is away or thinks; what is written meanwhile is taken in."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))
            self._take_in(0)
        return self

    def hangup(self) -> Stage:
        """Close the window."""
        os.close(self._terminal)
        self._terminal = -1
        return self

    def kill(self, number: int = signal.SIGTERM) -> Stage:
        """Send the program a signal."""
        self._child.send_signal(number)
        return self

    def ends(self) -> int:
        """Wait for the program's end; its exit code, or the negative number of the signal that ended it."""
        deadline = time.monotonic() + PATIENCE
        while (code := self._child.poll()) is None:
            if not self._take_in(0.02):
                time.sleep(0.02)
            if time.monotonic() > deadline:
                raise AssertionError(f"The program goes on.\n{self._framed()}")
        self._take_in(0)
        return code

    def send_raw(self, text: str) -> Stage:
        """Bytes to the program, taking in what it writes meanwhile so that neither waits for the other."""
        data = text.encode("utf-8", "surrogateescape")
        self._one_key = False
        while data:
            _, free, _ = select.select([], [self._terminal], [], 0.05)
            if free:
                data = data[os.write(self._terminal, data[:1024]) :]
            self._take_in(0)
        return self

    def close(self) -> None:
        """End the program if it still runs."""
        if self._child.poll() is None:
            self._child.kill()
            self._child.wait()
        if self._terminal >= 0:
            os.close(self._terminal)
            self._terminal = -1

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _shows(self, text: str) -> bool:
        lines = [line.rstrip() for line in self._glass.display]
        return any(text in shown for shown in ("\n".join(lines), "".join(self._glass.display), blanks(" ".join(lines))))

    def _until(self, holds, otherwise: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline or not self._take_in(0.05):
                self._take_in(0.05)
                if holds():
                    return
                raise AssertionError(f"{otherwise}\n{self._framed()}")

    def _take_in(self, wait: float) -> bool:
        """Read what is there; False when the program has closed its terminal."""
        while self._terminal >= 0:
            ready, _, _ = select.select([self._terminal], [], [], wait)
            if not ready:
                return True
            try:
                data = os.read(self._terminal, 65536)
            except OSError:  # the other end is closed
                return False
            self.sent += data
            self._stream.feed(data)
            if self.owed:
                answer, self.owed = self.owed, ""
                self.send_raw(answer)
            wait = 0
        return False

    def _framed(self) -> str:
        rule = "-" * self._glass.columns
        return f"{rule}\n{self.screen()}\n{rule}"


def blanks(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@contextmanager
def stage(
    *words: str,
    env: Mapping[str, str] | None = None,
    cwd: str | os.PathLike[str] | None = None,
    size: tuple[int, int] = (80, 24),
    stdout: str | os.PathLike[str] | None = None,
) -> Iterator[Stage]:
    """The program on a terminal of `size` (columns, rows), in an environment of its own; `stdout` may be a file."""
    base = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(SOURCE)}
    line = list(words)
    if stdout is not None:
        line = ["/bin/sh", "-c", 'out=$1; shift; exec "$@" >"$out"', "sh", os.fspath(stdout), *line]
    opened = Stage(line, base | dict(env or {}), os.fspath(cwd) if cwd else None, *size)
    try:
        yield opened
    finally:
        opened.close()


def notewizard(*words: str) -> list[str]:
    """The program's own command line: `stage(*notewizard("new", "c-1042"))`."""
    return [sys.executable, "-m", "notewizard", *words]
