"""Everything the program refuses, with its exit code.

Errors carry evidence as attributes; only `cli.py` turns one into text. The lowest floor: imports nothing of ours.
No message, path in a log, or attribute that is printed may hold a patient's words (promise R10).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a file that somebody wrote: an answers file, a format, a template, a rule pack."""

    where: str
    """The key path inside the file: `sections[2].parts[0]`; empty for the file itself."""
    said: str
    """What is wrong, one sentence without its final period. Never the value of an answer."""
    allowed: str = ""
    """What is allowed or what to do instead, one sentence without its final period; may be empty."""
    path: str = ""
    """The file, where one is known."""
    line: int | None = None
    """The line in the file, counted from 1, where it is known."""

    def sentence(self) -> str:
        """The problem in one line: where, what, what is allowed."""
        place = ":".join(part for part in (self.path, str(self.line) if self.line else "") if part)
        head = ", ".join(part for part in (place, self.where) if part)
        tail = f" ({self.allowed})" if self.allowed else ""
        return f"{head}: {self.said}{tail}." if head else f"{self.said}{tail}."


class Failure(Exception):
    """The base of everything we refuse: what, where, what to do, and what did not happen."""

    exit_code: ClassVar[int] = 70

    def __init__(self, what: str, *, where: str = "", hint: str = "", not_done: str = "") -> None:
        super().__init__(what)
        self.what = what
        """What was refused, one sentence."""
        self.where = where
        """The file, folder or key it is about."""
        self.hint = hint
        """What to do now: an action or a command."""
        self.not_done = not_done
        """What did not happen: "Nothing was written."""


class Refused(Failure):
    """Something must be resolved first, or is not allowed (exit 1)."""

    exit_code = 1


class WrongWords(Failure):
    """The command line cannot be understood or does not fit (exit 2)."""

    exit_code = 2


class Broken(Failure):
    """A format, template, rule pack or answers file is broken; holds every problem at once (exit 3)."""

    exit_code = 3

    def __init__(
        self, what: str, problems: Iterable[Problem], *, where: str = "", hint: str = "", not_done: str = ""
    ) -> None:
        super().__init__(what, where=where, hint=hint, not_done=not_done)
        self.problems = tuple(problems)
        """Every problem found, in the order of the file."""


class NotKept(Failure):
    """A record cannot be kept or trusted as asked (exit 4)."""

    exit_code = 4

    def __init__(self, what: str, *, where: str = "", hint: str = "", not_done: str = "", kept: str = "") -> None:
        super().__init__(what, where=where, hint=hint, not_done=not_done)
        self.kept = kept
        """Where the text is safe meanwhile (a draft or the outbox), for the person to read."""


class NameTaken(NotKept):
    """The file name is taken; `free` is the next name that is not."""

    def __init__(self, what: str, *, free: str, where: str = "", hint: str = "", not_done: str = "") -> None:
        super().__init__(what, where=where, hint=hint, not_done=not_done)
        self.free = free


class NotRendered(Failure):
    """A note could not be rendered or exported (exit 5)."""

    exit_code = 5


class AuthorStopped(Failure):
    """The author stopped: Ctrl-C, a closed window, the end of input (exit 130). `hint` is the line that resumes."""

    exit_code = 130
