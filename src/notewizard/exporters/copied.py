"""What is handed on: notes with everything that was written to them, laid out once and the same for every kind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Corrected:
    """One passage of a file that a correction is about."""

    words: str
    """The passage, as the file has it."""
    said: str
    """The sign that stands under it: which correction, and where it is. A sentence."""
    about: tuple[str, ...] = ()
    """What the correction changes, as notes label it ("Acute risk"): which passage is meant where several read so.

    Where that does not tell it either, none has the sign.
    """


@dataclass(frozen=True)
class Page:
    """One file of the record, as it reads."""

    name: str
    """What it is, when and by whom: `Addendum on November 21, 2026, by Dana Whitfield, LCSW`. No client's name."""
    text: str
    """The words of the file, to the letter, without its front matter."""
    markdown: bool
    """Whether they are Markdown; else plain text."""
    said: tuple[str, ...] = ()
    """How it stands today, a sentence each: entered in error, not yet co-signed, a change that was accepted.

    Said above it; of the note below it as well.
    """
    proof: tuple[tuple[str, str], ...] = ()
    """What it can be proved by: a word and its value."""
    corrected: tuple[Corrected, ...] = ()
    """In the order of the corrections."""


@dataclass(frozen=True)
class NoteCopy:
    """One note, and what was written to it."""

    client: str
    """As the note prints the client."""
    session: str
    """The day of the session, in words."""
    note: Page
    later: tuple[Page, ...] = ()
    """In the order in which they were signed."""
    about: tuple[str, ...] = ()
    """What else whoever reads the copy must know, a sentence or more each: a notice, what could not be read."""
    on_each_page: tuple[str, ...] = ()
    """What no page may be without: that the note was entered in error, or is not yet co-signed."""

    corrected: str = ""
    """That passages of it were corrected, and where that stands: a sentence for each sheet. Empty where none was."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """The note first."""
        return (self.note, *self.later)


@dataclass(frozen=True)
class Export:
    """What one command hands on: notes of one client, in the order of their sessions."""

    title: str
    """No client's name: a browser keeps it, and offers it as the name of a file."""
    notes: tuple[NoteCopy, ...]
    made: str
    """When and by whom, a sentence."""


FOLLOWS = "Written later, and following the note:"
ABOUT = "About this copy"
WORD_FOR_WORD = (
    "The note and what was written later are the text of the files named here, word for word; what is said of them "
    "above, and under a passage that was corrected, is not part of these files. The files themselves are the record: "
    "whoever has one can compare its SHA-256."
)
