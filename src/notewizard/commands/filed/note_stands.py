"""How a signed note stands now: entered in error, co-signed or not yet, added to. For whatever shows or exports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notewizard.documents.reading import read_document
from notewizard.errors import NotKept
from notewizard.records.later import OnRecord, moment_signed, supervisor_of
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.rendering import when
from notewizard.rendering.later_writing import TITLES
from notewizard.rendering.markdown import inline
from notewizard.rendering.wording import sentence


@dataclass(frozen=True)
class Stands:
    """One record, and everything that is about it."""

    record: Record
    on_record: OnRecord

    @property
    def marks(self) -> tuple[Record, ...]:
        """The marks by which it is entered in error."""
        return self.on_record.marks(self.record.id)

    @property
    def waits_for(self) -> str:
        """The supervisor who has not co-signed it yet; empty where none is named or it is done."""
        named = supervisor_of(self.record)
        return "" if not named or self.on_record.co_signatures(self.record) else named

    @property
    def later(self) -> tuple[Record, ...]:
        """What was added to it, in order."""
        return self.on_record.written_to(self.record)

    def lines(self) -> Iterator[str]:
        """A sentence for each thing that its own file does not say."""
        yield from (f"Entered in error{_by(each)}: {sentence(each.reason)} It no longer counts." for each in self.marks)
        if self.waits_for:
            yield f"Not yet co-signed by {self.waits_for}."
        yield from (f"Co-signed{_by(each)}." for each in self.on_record.co_signatures(self.record))
        yield from (f"{_title(each)}{_by(each)}: {each.file}" for each in self.later)

    def shaped(self) -> dict[str, Any]:
        """The same for a program."""
        return {
            "kind": self.record.kind,
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
        waits = [f"**Not yet co-signed** by {inline(self.waits_for)}."] if self.waits_for else []
        signed = [f"**Co-signed**{_by(each)}." for each in self.on_record.co_signatures(self.record)]
        added = [_page(practice.root / each.file, each) for each in self.later]
        return "\n\n".join([title, *marks, *waits, *signed, rest.rstrip("\n"), *added]) + "\n"


def _page(path: Path, record: Record) -> str:
    """What was added, as its file has it, its title one step down."""
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
