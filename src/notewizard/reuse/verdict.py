"""What goes in and comes out: a source text, a zone of a text, a passage that stands elsewhere, the verdict.

Every `start` and `end` counts Unicode code points in the text as given, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Matter = Literal["narrative", "routine"]
Kind = Literal["verbatim", "edited"]


@dataclass(frozen=True)
class SourceText:
    """One earlier text."""

    id: str
    """The caller's name for it."""
    text: str
    owner: str = ""
    """Whose it is: texts of one owner are one voice wherever texts are counted. Empty: its id's."""


@dataclass(frozen=True)
class Zone:
    """What a stretch of a text is about; what no zone covers is narrative."""

    start: int
    end: int
    matter: Matter


@dataclass(frozen=True)
class Passage:
    """A stretch of a text that also stands in a source."""

    start: int
    end: int
    source: str
    """The id of the source text."""
    source_start: int
    source_end: int
    kind: Kind
    """`verbatim`: to the letter but for white space; `edited`: lightly changed."""
    matter: Matter
    words: int
    """Words of the text inside the passage, changed ones included; a number is a word."""
    same: int
    """Of these, the words that stand in the source too, as they are or but for case and ending; a date, a time or a
    number only as it is."""


@dataclass(frozen=True)
class Verdict:
    """Whether a text reuses narrative, and every passage that stands elsewhere, in the order of the text."""

    refused: bool
    """True when a passage of narrative stands elsewhere, or the narrative as a whole is another text's."""
    clone: str | None
    """The id of the one source that most of the narrative is taken from."""
    passages: tuple[Passage, ...]
