"""A text that was taken in before: its words are at hand, the text itself is read when a passage is found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from notewizard.reuse.segment import Changed, Segment


@dataclass(frozen=True, eq=False)
class Taken:
    """One source text by its words; to be given to an index like any other."""

    id: str
    """The caller's name for it."""
    segment: Segment
    number: int
    """Which text of `segment` it is."""
    read: Callable[[], str | None]
    """Gives the text, or None when it is no longer the one that was taken in."""

    owner: str = field(default="", kw_only=True)
    """Whose it is; empty: its id's."""

    @cached_property
    def text(self) -> str:
        """The text, read once. Raises `Changed`."""
        text = self.read()
        if text is None:
            raise Changed(self)
        return text
