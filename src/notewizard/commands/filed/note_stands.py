"""How a signed note stands now: entered in error, co-signed or not yet, added to. For whatever shows or exports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notewizard.documents.reading import read_document
from notewizard.errors import NotKept
from notewizard.records.later import IN_ERROR, NOTE, WRITINGS, OnRecord, moment_signed, supervisor_of
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.rendering import when
from notewizard.rendering.later_writing import TITLES
from notewizard.rendering.markdown import inline
from notewizard.rendering.wording import sentence

WAITS = "signed, and not in its folder yet: notewizard deliver"


@dataclass(frozen=True)
class Stands:
    """One note or later writing, and everything that is about it."""

    record: Record | None
    """None for a note of another tool."""
    on_record: OnRecord
    sha256: str = ""
    """Of the file of a note of another tool."""
    client: str = ""
    """The id of the client whose note of another tool it is; empty where nobody can tell."""

    @property
    def kind(self) -> str:
        """`progress note`, or which later writing it is."""
        return self.record.kind if self.record else NOTE

    @property
    def is_note(self) -> bool:
        """Whether it is a note of a session, and no later writing."""
        return self.kind == NOTE

    @property
    def marks(self) -> tuple[Record, ...]:
        """The marks by which it is entered in error."""
        if self.record is None:
            return tuple(each for each in self.on_record.about_file(self.sha256, self.client) if each.kind == IN_ERROR)
        return self.on_record.marks(self.record.id)

    @property
    def co_signatures(self) -> tuple[Record, ...]:
        """The co-signatures of it as it was signed."""
        return self.on_record.co_signatures(self.record) if self.record else ()

    @property
    def waits_for(self) -> str:
        """The supervisor who has not co-signed it yet; empty where none is named or it is done."""
        return "" if self.record is None or self.co_signatures else supervisor_of(self.record)

    @property
    def later(self) -> tuple[Record, ...]:
        """What was added to it, in order."""
        if self.record is None:
            return tuple(each for each in self.on_record.about_file(self.sha256, self.client) if each.kind in WRITINGS)
        return self.on_record.written_to(self.record)

    def marked(self) -> Iterator[str]:
        """That it was entered in error, by whom and why, a sentence or two for each mark."""
        yield from (
            f"Entered in error{_by(each)}: {sentence(each.reason)} It no longer counts.{_waits(each)}"
            for each in self.marks
        )

    def lines(self) -> Iterator[str]:
        """A sentence for each thing that its own file does not say."""
        yield from self.marked()
        if self.waits_for:
            yield f"Not yet co-signed by {self.waits_for}."
        yield from (f"Co-signed{_by(each)}.{_waits(each)}" for each in self.co_signatures)
        yield from (f"{told_of(each)}: {each.file if each.sha256 else WAITS}" for each in self.later)

    def shaped(self) -> dict[str, Any]:
        """The same for a program."""
        return {
            "kind": self.kind,
            "entered_in_error": bool(self.marks),
            "not_co_signed": self.waits_for or None,
            "later": [{"kind": each.kind, "id": each.id, "file": each.file} for each in self.later],
        }

    def on_copy(self, practice: Practice, text: str) -> str:
        """`text`, a copy of the note in Markdown, with what it is today under its title and what was added at its end.

        Each addition stands as its file has it; one that cannot be read is named.
        """
        title, _, rest = text.partition("\n\n")
        marks = [f"**Entered in error**{_by(each)}: {inline(sentence(each.reason))}" for each in self.marks]
        added = [_page(practice.root / each.file, each) for each in self.later]
        return "\n\n".join([title, *marks, *self._co_signing(), rest.rstrip("\n"), *added]) + "\n"

    def _co_signing(self) -> Iterator[str]:
        """What a copy says of it: until the co-signature is brought, nobody who gets the copy can see it."""
        signed = [each for each in self.co_signatures if each.sha256]
        yield from (f"**Co-signed**{_by(each)}." for each in signed)
        supervisor = supervisor_of(self.record) if self.record and not signed else ""
        if supervisor:
            where = "; the co-signature is signed and waits to get into its folder" if self.co_signatures else ""
            yield f"**Not yet co-signed** by {inline(supervisor)}{where}."


def _waits(record: Record) -> str:
    return "" if record.sha256 else f" ({WAITS})"


def told_of(record: Record) -> str:
    """ "Addendum on November 29, 2026, by Dana Whitfield, LCSW" """
    return f"{_title(record)}{_by(record)}"


def _page(path: Path, record: Record) -> str:
    """What was added, as its file has it, its title one step down."""
    if not record.sha256:
        return f"## {_title(record)}\n\nSigned{_by(record)}, and not in its folder yet: its page is not in this copy."
    try:
        document = read_document(path)
    except NotKept:
        return f"## {_title(record)}\n\nIts file cannot be read: {inline(record.file)}"
    page = document.text[document.body_start :].strip("\n")
    return "\n".join(f"#{line}" if line.startswith(("# ", "## ")) else line for line in page.split("\n"))


def _title(record: Record) -> str:
    return TITLES[record.kind]  # type: ignore[index]


def _by(record: Record) -> str:
    """ " on November 29, 2026, by Dana Whitfield, LCSW" """
    signed = moment_signed(record)
    return f"{f' on {when.day(signed)},' if signed else ''} by {record.author}"
