"""A rendered note → a signed note in its folder: name, front matter, record. The same for walk and file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from notewizard import __version__
from notewizard.commands.desk import Desk
from notewizard.definitions.formats import Format
from notewizard.errors import NotKept, Refused
from notewizard.note.note import Note
from notewizard.note.people import is_named, printed_name
from notewizard.records.clients import Client
from notewizard.records.finish import SignedNote
from notewizard.records.front_matter import FrontMatter, with_front_matter
from notewizard.records.ids import new_id
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.rendering.plain import plain_text
from notewizard.rendering.plan import Signature


def signature_of(note: Note, signer: str, now: datetime, elsewhere: bool = False, code: str = "") -> Signature:
    """The author's signature; refused when `signer` is not the author's name as the answers give it."""
    author = note.author
    if author is None or not author.name or not is_named(author, signer):
        raise Refused(
            "Only the author signs: the name given is not the author's.",
            hint=f'Sign as the answers give it: --sign "{author.name if author and author.name else ""}".',
            not_done="Nothing was written.",
        )
    return Signature(name=author.name, credential=author.credential or "", at=now, elsewhere=elsewhere, code=code)


def client_here(practice: Practice, note: Note) -> Client:
    """The practice's client that the note is about.

    Raises `NotKept` where the practice does not know them, or knows no folder for their notes.
    """
    id_ = note.client.id if note.client else None
    found = [client for client in practice.clients.all() if client.id == id_]
    if not found:
        raise NotKept(
            "The practice does not know this client.",
            where=str(practice.dot / "clients.toml"),
            hint=f"Begin with `notewizard new {id_ or 'CLIENT'}`, or add the client to that file, with a folder.",
            not_done="Nothing was written.",
        )
    if practice.lacks_folder(found[0]):
        raise NotKept(
            "This practice keeps one folder a client, and its list of clients gives none to this one.",
            where=str(practice.dot / "clients.toml"),
            hint=f'Add a line to that client: folder = "{id_}"',
            not_done="Nothing was written.",
        )
    return found[0]


def finished(
    desk: Desk,
    practice: Practice,
    note: Note,
    form: Format,
    text: str,
    now: datetime,
    kept: Sequence[Mapping[str, str]] = (),
    file: Path | None = None,
    anchor: Sequence[str] = (),
) -> SignedNote:
    """The note as it goes into the practice folder: `text` is what will be kept, its front matter still to come.

    `anchor`: the heads of the history that the code in its signature stands for.
    """
    client = client_here(practice, note)
    settings = practice.settings()
    day = note.encounter.date if note.encounter and note.encounter.date else date.min
    path = file or practice.next_file(client, day, form.id)
    record = _record(desk, note, form, client, day, now, kept)
    record = replace(record, anchor=tuple(anchor), detached=bool(settings.ssh_key))
    front = FrontMatter(record.id, client.id, record.date, record.author, form.id, form.version)
    body = as_file(text, path)
    data = with_front_matter(body, front if settings.front_matter else None)
    return SignedNote(record, path.relative_to(practice.root).as_posix(), data.decode("utf-8"))


def as_file(text: str, path: Path) -> bytes:
    """A rendered note as the file `path` holds it: Markdown, or plain text in a .txt file."""
    return (plain_text(text) if path.suffix.lower() == ".txt" else text).encode("utf-8")


def _record(
    desk: Desk, note: Note, form: Format, client: Client, day: date, now: datetime, kept: Sequence[Mapping[str, str]]
) -> Record:
    sources = desk.library.sources
    rules, _ = desk.rules
    return Record(
        id=new_id(),
        kind="progress note",
        client=client.id,
        date=day.isoformat(),
        author=printed_name(note.author),
        file="",
        sha256="",
        body_sha256="",
        format={"id": form.id, "version": form.version, "sha256": sources["format", form.id].sha256},
        template={"id": form.template, "sha256": sources["template", form.template].sha256},
        program=__version__,
        clock=_clock(note, now),
        elements=note.answers(),
        rules={f"{id_} {version}": sha for id_, version, sha in rules.packs},
        kept=tuple(kept),
    )


def _clock(note: Note, now: datetime) -> dict[str, Any]:
    offset = now.strftime("%z")
    return {
        "utc": now.astimezone(UTC).isoformat(timespec="seconds"),
        "offset": f"{offset[:3]}:{offset[3:]}",
        "zone": note.encounter.time_zone if note.encounter and note.encounter.time_zone else "",
    }
