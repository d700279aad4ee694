"""What is written to a note after it was signed: three kinds with three rules, the mark of an error, the co-signature.

What each kind must carry, and what it is not for: reference on later writings (CMS PIM 100-08 ch. 3, 3.3.2.5, and the
kinds that payers tell apart): a late entry is never back-dated and takes full recall, an addendum holds what became
available after the note, a correction says what is wrong, what is right and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import model_validator

from notewizard.note.answer import Day, Piece, Words

Kind = Literal["addendum", "late entry", "correction", "entered in error", "co-signature"]


class LaterWriting(Piece):
    """The answers of one, as far as they are given, and what they are held against."""

    kind: Kind
    today: Day
    """The day on which it is written; never another one."""
    note_day: Day | None = None
    """When the note was written, in its author's time zone; for another tool's note the day of its session."""
    known_from: Day | None = None
    """Addendum: the day of the note's moment, where it was written or where this is, whichever is the earlier."""
    note_text: str = ""
    """The note as it reads, for the words that a correction is about."""
    known: Day | None = None
    """Addendum: since when its author knows it."""
    recall: bool | None = None
    """Late entry: the author affirms full recall."""
    wrong: Words | None = None
    """Correction: words that stand in the note."""
    right: Words | None = None
    """Correction: what is right instead."""
    holds: dict[str, Any] | None = None
    """Correction: what holds now in place of answers of the note, shaped as they are, each judged as the note's own."""
    note_answers: dict[str, Any] = {}
    """Correction: the note's answers, as corrections before this one left them."""
    text: Words | None = None
    """Addendum and late entry: what is added."""
    reason: Words | None = None
    """Why it is written, or why the note was entered in error."""
    comments: Words | None = None
    """Co-signature: the supervisor's own words, which stand in its record alone."""

    @model_validator(mode="after")
    def keeps_the_rule_of_its_kind(self) -> LaterWriting:
        if self.known is not None and self.known > self.today:
            raise ValueError("day is still to come|since when is it known")
        if self.known is not None and self.known_from is not None and self.known < self.known_from:
            raise ValueError(
                "is no addendum: it was known before the note was written"
                "|what was left out then is a late entry (--late-entry), what is wrong a correction (--correction)"
            )
        if self.recall is False:
            raise ValueError("is no late entry|it holds only what its author fully recalls; leave it, or write less")
        if self.wrong is not None and self.note_text and not passage_in(self.wrong, self.note_text):
            raise ValueError("does not stand in the note|give the wrong words as the note has them, one passage")
        if self.wrong is not None and self.right is not None and same_words(self.wrong, self.right):
            raise ValueError("is what the note says already|say what is right instead")
        return self


def passage_in(words: str, text: str) -> str:
    """The passage of `text` that `words` are; empty if none.

    But for case, spaces, the form of quotation marks, a label that ends in a point or a colon, and marks of emphasis.
    """
    found = next(passages_in(words, text), None)
    return " ".join(found[0].split()) if found else ""


def passages_in(words: str, text: str) -> Iterator[re.Match[str]]:
    """Each passage of `text` that `words` are, as in `passage_in`."""
    wanted = [_pattern(each) for each in words.replace("**", "").strip(' \n"“”').split()]
    yield from re.finditer(r"\s+".join(wanted), text, re.IGNORECASE) if wanted else ()


def same_words(first: str, second: str) -> bool:
    """Whether two texts are the same to a reader."""
    return bool(passage_in(first, second)) and len(first.split()) == len(second.split())


_ALIKE = ('"“”„', "'’‘", "-–—")


def _pattern(word: str) -> str:
    alike = {sign: f"[{re.escape(signs)}]" for signs in _ALIKE for sign in signs}
    label = word[-1:] in (".", ":")
    return "".join(alike.get(sign, re.escape(sign)) for sign in (word[:-1] if label else word)) + "[.:]" * label
