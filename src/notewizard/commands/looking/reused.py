"""What is said of words that stand in another note: of a stretch, and of a note that is another one as a whole.

Of another client's note nothing is ever said but that it is one (R9).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from notewizard.checks.around import about
from notewizard.checks.finding import Finding
from notewizard.commands.counting import words_alike
from notewizard.reuse import Passage

OTHERS_NOTE = "another client's note"
"""All that is ever said of where words of another client stand."""
_SOURCE = "National Government Services, 2012: notes worded like or similar to earlier ones are cloned"


@dataclass(frozen=True)
class Reused(Finding):
    """Narrative that stands elsewhere, with where."""

    passage: Passage | None = None
    name: str = ""
    """ "the note of October 2, 2026"; empty for another client's note, of which nothing is shown."""


def reused(passage: Passage, text: str, where: str, name: str) -> Reused:
    """The finding on a passage of the answer `text` at the key `where`."""
    words, count = text[passage.start : passage.end], words_alike(passage)
    if name:
        message = f"{count} as in {name}. What was different this time?"
        better = "Say that, or :cite the earlier note."
    else:
        message = f"{count} as in {OTHERS_NOTE}. What was so with this client?"
        better = "Say it in words of today."
    return Reused(
        rule="reuse.own-note" if name else "reuse.other-client",
        category="reuse",
        level="must-resolve",
        start=passage.start,
        end=passage.end,
        text=words,
        message=message,
        why="Payers deny notes worded as earlier ones, and the next reader cannot tell what happened today.",
        suggestion=better,
        source=_SOURCE,
        where=where,
        sentence=words,
        passage=passage,
        name=name,
    )


def in_a_clone(finding: Reused) -> Reused:
    """The finding, where most of the whole note stands in that same one."""
    where = finding.name or OTHERS_NOTE
    message = finding.message.replace(f"{where}.", f"{where}, where most of this note stands.", 1)
    return replace(finding, message=message)


def to_the_letter(text: str, there: str, source: str) -> tuple[Passage, ...]:
    """The one passage that the whole of `text` is, where it stands in the text `there` of `source` as it is."""
    words = text.strip(" .\n")
    start, at = text.find(words), there.find(words)
    if not words or at < 0:
        return ()
    count = len(words.split())
    end, there_end = start + len(words), at + len(words)
    return (Passage(start, end, source, at, there_end, "verbatim", "narrative", count, count),)


def whole_is(name: str) -> Finding:
    """The finding that a note's narrative as a whole is that of the note called `name`; another client's has none."""
    return about(
        "reuse.clone",
        "reuse",
        "must-resolve",
        "",
        f"Most of the narrative is that of {name or OTHERS_NOTE}.",
        "Payers deny notes worded as earlier ones, and the next reader cannot tell what happened that day.",
        "Say what was different this time." if name else "Say what was so with this client.",
        _SOURCE,
    )
