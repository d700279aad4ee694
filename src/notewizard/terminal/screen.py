"""What the walk needs of a screen: one question shown, and what the author did with it.

Two screens keep this contract: `full` (prompt_toolkit and questionary) and `plain` (numbered lines, nothing redrawn).
Everything shown comes in as plain values; a screen decides nothing about a note.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Raw = str | tuple[str, ...]
"""What an author gave: text, or a list of terms or lines.

`many` and `lines` give a tuple; `domains` a tuple of "Group: term", where the group is that of the offer. `()` means
asked, none: the author typed "none". An optional question passed over is `""` for every kind.

While it is being typed (`View.typing`, `Did.raw`, and `View.value` when that comes back), the last entry of a tuple may
be unfinished: it begins with `HALF` and goes back to the input line. An answer (`Said`) never holds one.
"""
HALF = "\x1f"
"""What an unfinished entry begins with; in the journal, where a list is kept as lines, as here."""


def with_half(rows: Sequence[str], half: str) -> tuple[str, ...]:
    """The rows, and after them what is being typed, told apart from them."""
    return (*rows, f"{HALF}{half}") if half.strip() else tuple(rows)


def with_words(so_far: Raw, words: str) -> Raw:
    """What is there, and the words that stood before a command."""
    if not words.strip():
        return so_far
    if isinstance(so_far, tuple):
        return with_half(so_far, words)
    return f"{so_far}\n{words}" if so_far else words


def split_half(raw: Raw) -> tuple[tuple[str, ...], str]:
    """The rows, and what was being typed; a text alone is one row."""
    rows = (raw,) if isinstance(raw, str) else raw
    last = rows[-1] if rows else ""
    return (rows[:-1], last.removeprefix(HALF)) if last.startswith(HALF) else (rows, "")


@dataclass(frozen=True)
class Choice:
    """One of a closed list."""

    value: str
    say: str
    key: str = ""
    """The key that takes it at once; empty: only its number and its letters."""


@dataclass(frozen=True)
class Offer:
    """One term of a vocabulary."""

    term: str
    """As it is picked and printed."""
    group: str = ""
    """The domain or modality it files itself under, as shown."""
    also: tuple[str, ...] = ()
    """Other words it is found by."""
    group_also: tuple[str, ...] = ()
    """Other words its group is found by: they narrow the list and are never enough to take the term."""


@dataclass(frozen=True)
class Elsewhere:
    """A stretch of another text, to be read there."""

    title: str
    text: str
    start: int
    """First character of the stretch, counted in `text`."""
    end: int

    @property
    def words(self) -> str:
        """The stretch itself, on one line."""
        return " ".join(self.text[self.start : self.end].split())


@dataclass(frozen=True)
class Mark:
    """Something in the text that deserves a second look."""

    start: int
    """First character, counted in the text as given."""
    end: int
    """One past the last; equal to `start` when it is about the whole answer."""
    say: str
    """The reason, one line for the bottom of the screen."""
    better: str = ""
    """A better way, for F1."""
    stops: bool = False
    """It must be resolved before going on."""
    there: Callable[[], Elsewhere] | None = None
    """Where the same words stand, for F2 and F1."""
    name: str = ""
    """What it is recognized by when it is kept."""
    kept: bool = False
    """The author let it stand before: nothing is said of it any more, but by F1."""
    apart: bool = False
    """It belongs to the author alone: F6 moves its sentence to the process notes."""


@dataclass(frozen=True)
class View:
    """One question, ready to be shown."""

    key: str
    """Its path in the note: `interventions[0].detail`."""
    kind: Literal["prose", "line", "one", "many", "lines", "number", "date", "time", "moment", "yes_no", "domains"]
    ask: str
    """The prompt."""
    place: str = ""
    """Where we are: "3 of 8 · Mental status"."""
    note: str = ""
    """Context above the prompt, read-only: what was left open last time, the words of the goal, what is missing."""
    taught: tuple[str, ...] = ()
    """What is taught beside the question: why it matters, a weak and a strong answer; a line each."""
    taught_more: tuple[str, ...] = ()
    """What F1 adds to that."""
    why: str = ""
    example: str = ""
    suggestion: str = ""
    """A safe value that Enter takes, shown as such; empty: there is none and Enter alone is refused or skips."""
    optional: bool = False
    """Enter alone passes over it."""
    passing: str = "optional"
    """What stands behind the words of a question that may be passed over."""
    passed: str = "passed over"
    """What is said of it once it was: of a further row that there is no more."""
    may_empty: bool = False
    """An answer is there and may be taken out: Enter on the emptied line gives `Said("")`."""
    value: Raw = ""
    """What is already there: an earlier answer, or text that was being typed."""
    stood: Raw | None = None
    """The answer that was given already, empty where it was passed over; another one is told as a change of it."""
    choices: tuple[Choice, ...] = ()
    """For `one` and `yes_no`."""
    offers: tuple[Offer, ...] = ()
    """For `many`, `domains`, and completion in `line` and `lines`."""
    listed: bool = False
    """For `line`: the first offers stand there before anything is typed. Not where they are people's names."""
    own_terms: bool = True
    confirms_own: bool = False
    """For `line`: words that are none of the offers are said to be the author's own; the second Enter keeps them."""
    finding: bool = False
    """For `many`: the terms say something about the client, and a few letters are not enough to file one."""
    labeled: bool = False
    """For `many`: the answer gives each term as "Group: term", so that it is known under which group it was picked."""
    needs: tuple[str, ...] = ()
    """For `domains`: what is still required, by name; the screen shows what is left."""
    judge: Callable[[Raw], str] = lambda raw: ""
    """Why this cannot be taken, or "" when it can. Quick; called on Enter and while typing."""
    understood: Callable[[Raw], str] = lambda raw: ""
    """How it is read, shown beside it: "Friday, November 20, 2026" for `fri`; empty while it cannot be. Quick."""
    look: Callable[[str], Sequence[Mark]] | None = None
    """Findings in the text. May be slow: call it off the key thread, at a pause."""
    typing: Callable[[Raw], None] = lambda raw: None
    """Called on each change with all of what is typed so far, unfinished entry included; returns at once."""
    undo: str = ""
    """Words that stood there before they were replaced at the author's wish: Ctrl-_ brings them back."""
    last: Callable[[], str] | None = None
    """The client's last note, read-only, for F2."""
    leads: tuple[str, ...] = ()
    """Which of "back", "review", "save", "risk", "na", "cite", "fact", "apart" do anything here: those are named."""
    secret: bool = False
    """A key, or words for the author alone: not said again once they are given, and no editor's file gets them."""


@dataclass(frozen=True)
class Said:
    """The author gave an answer that `judge` takes; for an optional question passed over, `raw` is empty."""

    raw: Raw
    kept: tuple[str, ...] = ()
    """The names of the warnings in it that the author saw and lets stand."""
    reason: str = ""
    """Why they stay, where the author said so."""


@dataclass(frozen=True)
class Did:
    """The author did something else; what was typed so far comes along and is kept."""

    what: Literal["back", "review", "risk", "save", "cite", "fact", "apart", "not_assessed", "mistaken"]
    """ "mistaken": the key that answered the question before (its key is in `words`) began a sentence."""
    raw: Raw = ""
    words: str = ""
    """What stood behind a typed command: `:na the call ended` gives "the call ended"."""


@dataclass(frozen=True)
class Line:
    """One row of the review: a question and its answer, or what is open."""

    key: str
    ask: str
    answer: str
    """Short, on one line; empty when open."""
    open: bool = False
    asked: bool = True
    """False: it was never asked and is merely offered; such rows stand after the others."""
    text: str = ""
    """All of the answer as it was checked, where something in it must be mended."""
    marks: tuple[Mark, ...] = ()
    """What must be mended in `text`."""

    @property
    def shown(self) -> str:
        """The answer, or why there is none."""
        return self.answer or ("open" if self.open else "passed over" if self.asked else "not asked")


def asked_first(lines: Sequence[Line]) -> list[Line]:
    """The rows of a review in their order, those that are merely offered after the others."""
    return sorted(lines, key=lambda line: not (line.asked or line.answer or line.open))


class Screen(Protocol):
    """One question at a time. Raises `errors.AuthorStopped` on Ctrl-C, a closed window, or the end of input."""

    def ask(self, view: View) -> Said | Did:
        """Show the question and wait for the author."""

    def say(self, text: str, tone: Literal["plain", "good", "warn"] = "plain") -> None:
        """One or more lines, above the question; never raw control characters."""

    def review(self, lines: Sequence[Line], place: str) -> str | None:
        """All answers; the key of the one to jump to, or None to go on."""

    def read(self, title: str, text: str) -> None:
        """A text to be read to its end, with scrolling where the screen has any."""

    def choose(self, ask: str, choices: Sequence[Choice], note: str = "") -> str:
        """One of a few, by key; never by Enter alone."""
