"""What the readers in the child process raise."""

from __future__ import annotations


class Unreadable(Exception):
    """A file cannot be read; `why` is one of `bounded.WHYS` and says nothing of its words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
