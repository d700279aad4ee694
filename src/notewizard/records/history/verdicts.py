"""The classes that `verify` gives to a note or a file, and what is said of one."""

from __future__ import annotations

from dataclasses import dataclass

INFO, LOOK, BROKEN = "info", "look", "broken"
LEVEL_OF = {
    "intact": INFO,
    "line ends": INFO,
    "accepted": INFO,
    "unproved": INFO,
    "duplicate": INFO,
    "no ssh signature": INFO,
    "bad ssh signature": LOOK,
    "moved": LOOK,
    "conflict copy": LOOK,
    "signed copy": LOOK,
    "not in history": LOOK,
    "parent changed": LOOK,
    "wrong chart": BROKEN,
    "wrong folder": BROKEN,
    "changed": BROKEN,
    "truncated": BROKEN,
    "missing": BROKEN,
    "unreadable": BROKEN,
    "no record": BROKEN,
    "record changed": BROKEN,
    "record untrusted": BROKEN,
    "signed twice": BROKEN,
    "not known": BROKEN,
    "code unknown": BROKEN,
}
"""Every class that `verify` gives a note or file, and how much it matters."""
HANDED_OVER = "It stands in its own folder, and clients.toml gives that folder to another client by now."


@dataclass(frozen=True)
class Verdict:
    """How one note or file stands."""

    kind: str
    """A key of LEVEL_OF."""
    file: str
    """Relative to the practice folder; of a missing note where it was."""
    note: str = ""
    """Its id; empty for files that are no note of ours."""
    said: str = ""
    """What was found, a sentence or two, without a word of the note."""
    sha256: str = ""
    """Of the file as it is now."""
    record: str = ""
    """Where this is about its record: the sha256 of what stands in its place now, if anything does."""
    chart: str = ""
    """Of what stands in another client's folder: where it belongs, as words; a path within the practice folder."""

    @property
    def level(self) -> str:
        """`info`, `look` or `broken`."""
        return LEVEL_OF[self.kind]


def belongs_in(chart: str) -> str:
    """That a file stands in another client's folder, as a sentence."""
    return f"It stands in the folder of another client and belongs in {chart}."


def copy_in_anothers(file: str, chart: str, said: str, sha256: str) -> Verdict:
    """A second copy of a note that stands in another client's folder; the note itself is told by itself."""
    return Verdict("wrong chart", file, said=f"{said} {belongs_in(chart)}", sha256=sha256, chart=chart)
