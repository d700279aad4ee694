"""The note that something is written to after its signature: ours by its record, another tool's by its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from notewizard.commands.filed.untrusted import refuse_untrusted
from notewizard.definitions.conditions import look_up
from notewizard.documents.reading import document_of
from notewizard.errors import NotKept, Refused, WrongWords
from notewizard.records.clients import Client
from notewizard.records.durable import plain_reason, read_whole
from notewizard.records.earlier import note_at
from notewizard.records.history.acceptances import OF_FILE
from notewizard.records.history.borne_out import borne_out_records
from notewizard.records.history.entry import place_of
from notewizard.records.history.in_chart import head_of
from notewizard.records.history.reading import Told
from notewizard.records.history.verifying import signed_in
from notewizard.records.known_files import KnownFiles, says_what_was_signed
from notewizard.records.later import CO_SIGNATURE, IN_ERROR, NOTE, WRITINGS, OnRecord, moment_signed
from notewizard.records.practice import Practice
from notewizard.records.record import Record, hashed_records
from notewizard.rendering.later_writing import Parent
from notewizard.rendering.plain import plain_text

NOTHING = "Nothing was written."
WAITS = "It waits on this computer and is not in its folder yet: `notewizard deliver` brings it."
"""Of what is signed and has no file to be looked at."""


@dataclass(frozen=True)
class Written:
    """A note that stands in its folder, and what was written to it since."""

    path: Path
    parent: Parent
    record: Record | None
    """None for a note of another tool."""
    client: Client
    text: str
    """As it reads: without front matter, without the signs of Markdown."""
    page: str
    """As its file has it, without front matter."""
    on_record: OnRecord
    accepted: bool = False
    """Its file is not as it was signed, and somebody accepted that with a reason."""
    unknown: bool = False
    """The history knows nothing of its signature: it is from before there was one, or was made up."""

    @property
    def in_group(self) -> bool:
        """Whether it is one member's note of a group session."""
        encounter = self.record.elements.get("encounter") if self.record else None
        return isinstance(encounter, Mapping) and encounter.get("participants") == "group"

    @property
    def marks(self) -> tuple[Record, ...]:
        """The marks by which it is entered in error."""
        if self.record is not None:
            return self.on_record.marks(self.record.id)
        written = self.on_record.about_file(self.parent.sha256, self.client.id)
        return tuple(each for each in written if each.kind == IN_ERROR)

    @property
    def moment_written(self) -> datetime | None:
        """When it says that it was written, else was signed, on its author's clock; None for another tool's note."""
        said = look_up(self.record.elements, "timing.written") if self.record else None
        with suppress(TypeError, ValueError):
            return datetime.fromisoformat(str(said))
        return moment_signed(self.record) if self.record else None


def written_at(
    practice: Practice, path: Path, told: Told, session: date | None = None, waits: tuple[Record, ...] = ()
) -> Written:
    """The note at `path`, which must be in this practice folder and be as it was signed.

    `told` is the history of the practice; `session` the day of the session, where the name of another tool's note does
    not show it; `waits` what is signed and not in the folder yet: it was written to the note all the same. `Refused`
    where it is no note, or nobody can tell whose; `NotKept` where it cannot be read or was changed after its signature,
    and where the history contradicts its record.
    """
    path = Path(path)
    data = _bytes_of(practice, path)
    hashed, unreadable = hashed_records(practice)
    records = tuple(each for each, _ in hashed)
    on_record = OnRecord.of(borne_out_records(told, hashed, waits))
    inside = path.relative_to(practice.root).as_posix()
    record = KnownFiles(practice, records).record_of(data, inside)
    accepted = unknown = False
    if record is not None:
        unknown = refuse_untrusted(practice, told, record, path, NOTHING, waits) == "unknown"
        accepted = _accepted(told, record, data, path)
    elif unreadable or head_of(data, str(path)) is not None or _lost_its_record(told, records, inside):
        raise _without_record(path)
    found = note_at(practice, path, record)
    client = next((each for each in practice.clients.all() if each.id == found.client), None)
    if client is None:
        raise Refused(
            "Nobody can tell whose note this is.",
            where=str(path),
            hint="Move it into its client's folder, or add an alias to clients.toml.",
            not_done=NOTHING,
        )
    if session is not None and found.date is not None and session != found.date:
        raise WrongWords("The day of the session is known, and it is another one.", where=str(path), not_done=NOTHING)
    day = found.date or session
    if day is None:
        raise WrongWords(
            "The name of this note does not show the day of its session.",
            where=str(path),
            hint="Say it: --session 2026-11-20",
            not_done=NOTHING,
        )
    document = document_of(path, data)
    page = document.text[document.body_start :]
    answers = record.elements if record else {}
    return Written(
        path,
        Parent(
            record.kind if record else NOTE,
            day,
            path.name,
            record.sha256 if record and not accepted else sha256(data).hexdigest(),
            client.id,
            _printed_name(answers),
            record.id if record else "",
            record.author if record else "",
        ),
        record,
        client,
        plain_text(page, colons=False) if document.markdown else page,
        page,
        on_record,
        accepted,
        unknown,
    )


def refuse_changed(written: Written) -> None:
    """`NotKept` where its file was changed since it was read; where it is away nothing can be said of it."""
    try:
        data = read_whole(written.path)
    except OSError:
        return
    if written.record is not None and not written.accepted:
        if not says_what_was_signed(data, written.record):
            raise _not_as_signed(written.path)
        return
    if sha256(data).hexdigest() != written.parent.sha256:
        raise changed_since(written.path)


def changed_since(path: Path) -> NotKept:
    """The refusal of a later writing whose note became another one on the way."""
    return NotKept(
        "The note is no longer the one that this was begun about: its file was changed.",
        where=str(path),
        hint="Read it again. What you wrote is kept: notewizard drafts",
        not_done=NOTHING,
    )


def _bytes_of(practice: Practice, path: Path) -> bytes:
    if not path.is_relative_to(practice.root) or practice.dot in path.parents:
        raise Refused("This is no note of this practice folder.", where=str(path), not_done=NOTHING)
    if path.is_dir():
        raise WrongWords("A folder is no note.", where=str(path), hint="Give one file.", not_done=NOTHING)
    try:
        return read_whole(path)
    except OSError as error:
        raise NotKept(f"The note cannot be read: {plain_reason(error)}.", where=str(path), not_done=NOTHING) from None


def _lost_its_record(told: Told, records: Iterable[Record], inside: str) -> bool:
    """Whether the history says that a note of ours was signed in this place whose record is not there."""
    there = {each.id for each in records}
    signed, _ = signed_in(told)
    return any(each.place == place_of(inside) and each.note not in there for each in signed.values())


def _accepted(told: Told, record: Record, data: bytes, path: Path) -> bool:
    """Whether these are other words than were signed, and accepted as they are; `NotKept` where they are only other.

    Other line ends are no other words.
    """
    if says_what_was_signed(data, record):
        return False
    digest = sha256(data).hexdigest()
    if any(told.accepted.said(record.id, why, digest) for why in OF_FILE.values()):
        return True
    raise _not_as_signed(path)


def _not_as_signed(path: Path) -> NotKept:
    return NotKept(
        "This note is not as it was signed: somebody changed its file.",
        where=str(path),
        hint="See what was changed: notewizard verify. Whatever is written to it would be about other words.",
        not_done=NOTHING,
    )


def _without_record(path: Path) -> NotKept:
    return NotKept(
        "The record of this note is not here, or cannot be read.",
        where=str(path),
        hint="Wait until the folder is synced, or restore .notewizard/records from a backup: notewizard doctor",
        not_done=NOTHING,
    )


def _printed_name(answers: Mapping[str, Any]) -> str:
    client = answers.get("client")
    return str(client.get("name") or "") if isinstance(client, Mapping) else ""


def refuse_kind(written: Written, kind: str) -> None:
    """Raises `Refused` where a later writing of this kind cannot be about this note."""
    of = written.parent.kind
    if kind in WRITINGS and of not in (NOTE, *WRITINGS):
        raise Refused(f"Nothing is added to a {of}.", where=str(written.path), hint=_THE_NOTE, not_done=NOTHING)
    if kind in WRITINGS and of in WRITINGS and kind != "correction":
        raise Refused(
            f"This is itself a {of}: what is wrong in it is corrected, and what is to be added goes to the note.",
            where=str(written.path),
            hint=_THE_NOTE,
            not_done=NOTHING,
        )
    if kind == CO_SIGNATURE and of not in (NOTE, *WRITINGS):
        raise Refused(f"A {of} is not co-signed.", where=str(written.path), hint=_THE_NOTE, not_done=NOTHING)
    if kind == CO_SIGNATURE and written.accepted:
        raise NotKept(
            "This note is not as it was signed: a change was accepted, and other words are not co-signed.",
            where=str(written.path),
            hint="Let its author correct it: notewizard addend",
            not_done=NOTHING,
        )
    if kind == CO_SIGNATURE and written.unknown:
        raise NotKept(
            "The history does not know that this note was signed, and only what was signed is co-signed.",
            where=str(written.path),
            hint="Wait until the folder is synced. If it is known how it came there: notewizard accept",
            not_done=NOTHING,
        )
    if marks := written.marks:
        by = marks[-1]
        raise Refused(
            f"This {_CALLED.get(of, of)} was entered in error, as {by.author} marked.",
            where=str(written.path),
            hint=f"{f'See {by.file}.' if by.sha256 else WAITS} A mark that is wrong can be entered in error itself.",
            not_done=NOTHING,
        )


_THE_NOTE = "Name the note itself."
_CALLED = {NOTE: "note", IN_ERROR: "mark “entered in error”"}
"""What a record is called in a sentence where its kind is no word for it."""
