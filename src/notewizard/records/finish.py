"""From a signed note to a file that is known to be safe; only then does the draft go (R4).

The steps, in this order, each of them safe to be the last before the power goes:

1. the draft holds the whole signed note (`publishing`);
2. the note stands in the practice folder, durable and read back;
3. its record stands in `.notewizard/records/`;
4. the history says that it was signed;
5. the draft says so (`published`);
6. the draft goes.

Called again after a kill at any step, `keep_note` goes on where it stopped: the note is never published twice.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePath

from notewizard.errors import Broken, Failure, NameTaken, NotKept, Refused
from notewizard.records.draft import Draft
from notewizard.records.durable import (
    create,
    make_folder,
    or_not_kept,
    private_folder,
    read_whole,
    remove_quietly,
    sync_folder,
)
from notewizard.records.front_matter import split_note
from notewizard.records.history.entry import line_hashes, text_hash
from notewizard.records.history.folder import spelled_here
from notewizard.records.history.signed import note_signed
from notewizard.records.history.writing import History
from notewizard.records.identity import ids_of, meant
from notewizard.records.ids import check_id
from notewizard.records.on_its_way import file_of, published_of, steps_of, unlike_signed
from notewizard.records.practice import Practice, note_files
from notewizard.records.publish import Published, check_folder, compare, publish, temporary_name
from notewizard.records.record import Record, keep_record, read_record, record_from, record_path, record_temporary
from notewizard.records.right_chart import (
    check_file,
    check_one_client,
    check_place,
    must_be_the_same,
    must_be_there,
)
from notewizard.records.state import State


@dataclass(frozen=True)
class SignedNote:
    """A note that is signed (or released for signature elsewhere) and has to get into the practice folder."""

    record: Record
    """Its record; `file`, `sha256` and `body_sha256` are filled in here."""
    file: str
    """Where it goes, relative to the practice folder, `/` between parts."""
    text: str
    """The file's content, to the letter."""


@dataclass(frozen=True)
class Kept:
    """A note that is safe."""

    path: Path
    sha256: str
    """Of the bytes that were signed: a sync program may have given its file other line ends since."""
    record: Path
    """Its record."""
    leftovers: tuple[Path, ...] = ()
    """Files of ours that could not be cleared away; the note is safe all the same."""
    owed: str = ""
    """Why the history of the practice does not say so yet, as a sentence; this machine's copy of it does."""
    ids: frozenset[str] = frozenset()
    """What the practice is known by that it was meant for."""


def sign_into(draft: Draft, practice: Practice, note: SignedNote) -> None:
    """The draft holds the signed note: from here on `keep_note` and `deliver` can bring it, after any interruption."""
    _check_text(note)
    check_file(practice, note.file)
    check_one_client(draft.client, note.record, note.text)
    # A folder that is away cannot be asked; it is asked again when the note is brought.
    with suppress(NotKept, Broken):
        check_place(practice, note.record, note.file, note.text)
    if waiting_note(draft.entries(), draft.path) == note:
        return
    shaped = {"record": asdict(note.record), "file": note.file, "text": note.text}
    draft.append(
        {
            "kind": "publishing",
            "practice": str(practice.root),
            "ids": sorted(meant(draft.entries()) or ids_of(practice) or ()),
            "note": shaped,
            "sha256": _digest(note),
            "temporary": temporary_name(),
        }
    )


def _check_text(note: SignedNote) -> None:
    try:
        note.text.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused(
            "The note holds a character that no file can hold (half of a surrogate pair).",
            hint="Go back to the answer it is in and type it again.",
            not_done="Nothing was written.",
        ) from None


def waiting_note(entries: tuple[dict[str, object], ...], draft: Path) -> SignedNote | None:
    """The signed note that a draft holds; None when it is not signed, or was reopened.

    `NotKept`, with the path of the draft, when what it holds is not as it was signed.
    """
    if _last_step(entries).get("kind") != "publishing":
        return None
    step = steps_of(entries, draft)[-1]
    shaped = step["note"]
    assert isinstance(shaped, dict)
    try:
        record = record_from(shaped["record"])
        check_id(record.id, "note id")
        check_id(record.client)
    except (KeyError, TypeError, ValueError, Refused):
        raise unlike_signed("note.record", draft) from None
    return SignedNote(record, file_of(step), str(shaped["text"]))


def keep_note(state: State, draft: Draft, practice: Practice, note: SignedNote) -> Kept:
    """The note is safe in the practice folder, and its draft is gone.

    Raises `NameTaken` (call again with another `file`: the draft holds the note meanwhile) or `NotKept`, which says
    where the text is. In both cases `deliver` can bring it later.
    """
    published_of(draft.entries(), draft.path, practice.root)
    try:
        sign_into(draft, practice, note)
        kept = _brought(draft, practice, note) or _bring(state, draft, practice, note)
    except NameTaken as taken:
        taken.kept = str(draft.path)
        raise
    except (NotKept, Broken) as trouble:
        raise _kept_here(trouble, state, draft, practice, note) from trouble
    copy = outbox_copy(state, draft.id)
    leftovers = [path for path in (copy,) if not _gone_for_good(path)]
    path, ids = draft.path, meant(draft.entries())
    if not state.drafts.finish(draft):
        leftovers.append(path)
    return replace(kept, leftovers=(*kept.leftovers, *leftovers), ids=ids)


def reopen(draft: Draft, practice: Practice) -> None:
    """A signed note that got nowhere is a draft again; `Refused` when its file is in the practice folder already."""
    if any(_holds(practice, step) for step in _steps(draft)):
        raise Refused("This note is already in the practice folder.", hint="Add to it with: notewizard addend")
    draft.append({"kind": "reopened"})


def outbox_copy(state: State, draft_id: str) -> Path:
    """Where a readable copy of a note waits that could not be delivered."""
    return state.outbox / f"{draft_id}.md"


def _brought(draft: Draft, practice: Practice, note: SignedNote) -> Kept | None:
    """The note as its draft says it was published in this folder and read back; None where it does not say so.

    It is not brought again: a second file beside a note that was renamed or moved would be one too many.
    """
    said = published_of(draft.entries(), draft.path, practice.root)
    if said is None or not os.path.lexists(record_path(practice, note.record.id)):
        return None  # a backup from before the note may have been put in this place since
    path = practice.root.joinpath(*said[0].split("/"))
    # A power loss may have brought back the temporary names that were cleared away before.
    temporaries = (*_temporaries(draft, practice), practice.records / record_temporary(note.record.id))
    leftovers = tuple(one for one in temporaries if not _gone_for_good(one))
    return Kept(path, said[1], record_path(practice, note.record.id), leftovers)


def _gone_for_good(path: Path) -> bool:
    """True when a file of ours is gone, and no power loss can bring it back when its draft is gone as well."""
    if not os.path.lexists(path):
        return True
    gone = remove_quietly(path)
    with suppress(OSError):  # As far as the disk can promise it: the note is safe all the same.
        sync_folder(path.parent)
    return gone


def _bring(state: State, draft: Draft, practice: Practice, note: SignedNote) -> Kept:
    entries = draft.entries()

    def sure() -> None:
        must_be_the_same(state, practice, entries)

    must_be_there(practice)
    sure()
    check_place(practice, note.record, note.file, note.text)
    data = note.text.encode("utf-8")
    recorded = _file_on_record(practice, note)
    published, leftovers = _published(state, draft, practice, note, data, recorded, sure)
    body = split_note(data).body
    file = recorded or published.path.relative_to(practice.root).as_posix()
    digest = sha256(data).hexdigest()
    record = replace(
        note.record,
        file=file,
        sha256=digest,
        body_sha256=sha256(body).hexdigest(),
        size=len(data),
        text_sha256=text_hash(data),
        lines=line_hashes(data),
    )
    kept = keep_record(practice, record, sure)
    asked = [(published.path, data)] if published.sha256 == digest else []
    _read_back([*asked, (kept.path, record.to_bytes())])
    owed = note_signed(state, practice, record, kept.sha256, meant(entries))
    draft.append({"kind": "published", "practice": str(practice.root), "file": file, "sha256": digest})
    return Kept(published.path, digest, kept.path, (*leftovers, *kept.leftovers), owed)


def _published(
    state: State,
    draft: Draft,
    practice: Practice,
    note: SignedNote,
    data: bytes,
    recorded: str,
    sure: Callable[[], None],
) -> tuple[Published, tuple[Path, ...]]:
    """The note's file, found where an interrupted run put it or put there now, and what could not be cleared.

    `recorded`: the file that its record names. Then it stood there once, and may have been renamed since.
    """
    digest = sha256(data).hexdigest()
    leftovers = tuple(path for path in _temporaries(draft, practice) if not remove_quietly(path))
    for step in _steps(draft):
        path = _holds(practice, step)
        if path is not None and step.get("sha256") == digest and recorded in ("", file_of(step)):
            with or_not_kept("The folder does not hold the file safely", path):
                sync_folder(path.parent)
            return Published(path, digest), leftovers
    lies = _lies(practice, recorded, data) if recorded else None
    if lies is not None and (
        lies.sha256 == digest or History(practice, state).holds(note.record.id, digest)  # its words are known
    ):
        with or_not_kept("The folder does not hold the file safely", lies.path):
            sync_folder(lies.path.parent)
        return lies, leftovers
    if recorded and (recorded != note.file or lies or os.path.lexists(practice.root.joinpath(*recorded.split("/")))):
        raise NotKept(
            "The record of this note is there, and the file that it names is not as it was signed. Put the signed text "
            "in the place of that file and bring it again.",
            where=str(practice.root.joinpath(*recorded.split("/"))),
            not_done="No second file was made.",
        )
    folder = practice.root.joinpath(*note.file.split("/")[:-1])
    _make_client_folder(practice, folder, sure)
    temporary = str(_last_step(draft.entries())["temporary"])
    name = note.file.split("/")[-1]
    published = publish(folder, name, data, within=practice.root, temporary=temporary, sure=sure)
    return published, leftovers + published.leftovers


def _lies(practice: Practice, recorded: str, data: bytes) -> Published | None:
    """The file that says what was signed: where the record names it, else whatever it is called now.

    One with the bytes that were signed comes before one with other line ends. `NotKept` where a file that may be it
    cannot be read: nobody knows then.
    """
    with or_not_kept("The file cannot be read", practice.root.joinpath(*recorded.split("/"))):
        named = [practice.root.joinpath(*each.split("/")) for each in spelled_here(practice.root, recorded)]
    ending, digest, text = PurePath(recorded).suffix.lower(), sha256(data).hexdigest(), text_hash(data)
    other: Published | None = None
    for path in (*named, *note_files(practice.root)):
        if path.suffix.lower() != ending:
            continue
        with or_not_kept("The file cannot be read", path), suppress(FileNotFoundError):
            there = read_whole(path)
            found = Published(path, sha256(there).hexdigest())
            if found.sha256 == digest:
                return found
            other = other or (found if text_hash(there) == text else None)
    return other


def _file_on_record(practice: Practice, note: SignedNote) -> str:
    """The file that the record of this note names: no other can be its own; empty while there is no record."""
    try:
        return read_record(record_path(practice, note.record.id)).file
    except NotKept:
        return ""


def _make_client_folder(practice: Practice, folder: Path, sure: Callable[[], None]) -> None:
    """A new client's folder, or a new year's, is made; the practice folder itself must be there."""
    for step in range(1, len(folder.relative_to(practice.root).parts) + 1):
        part = practice.root.joinpath(*folder.relative_to(practice.root).parts[:step])
        with or_not_kept("The client's folder cannot be made", part):
            if not part.exists():
                check_folder(part.parent, practice.root)
                sure()
                make_folder(part, parents=False)


def _steps(draft: Draft) -> list[dict[str, object]]:
    return steps_of(draft.entries(), draft.path)


def _last_step(entries: tuple[dict[str, object], ...]) -> dict[str, object]:
    steps = [entry for entry in entries if entry.get("kind") in {"publishing", "reopened"}]
    return steps[-1] if steps else {}


def _place_of(practice: Practice, step: dict[str, object]) -> Path:
    return practice.root.joinpath(*file_of(step).split("/"))


def _holds(practice: Practice, step: dict[str, object]) -> Path | None:
    """The file of an earlier attempt, when it holds exactly the bytes this attempt was to write."""
    path = _place_of(practice, step)
    with or_not_kept("The file cannot be read", path):
        try:
            same = sha256(read_whole(path)).hexdigest() == step.get("sha256")
        except FileNotFoundError:
            return None
    return path if same else None


def _temporaries(draft: Draft, practice: Practice) -> list[Path]:
    """The temporary files of earlier attempts: their names are ours, noted before they were made."""
    return [_place_of(practice, step).with_name(str(step["temporary"])) for step in _steps(draft)]


def _read_back(files: list[tuple[Path, bytes]]) -> None:
    for path, data in files:
        with or_not_kept("The file cannot be read back", path):
            compare(path, data)


def _digest(note: SignedNote) -> str:
    return sha256(note.text.encode("utf-8")).hexdigest()


def _kept_here(trouble: NotKept | Broken, state: State, draft: Draft, practice: Practice, note: SignedNote) -> NotKept:
    """The same trouble, saying where the text is: a readable copy if one can be written, and the draft in any case.

    And what stands in the practice folder already: the note may be there, and only its record have failed.
    """
    copy = outbox_copy(state, draft.id)
    try:
        private_folder(state.root)
        private_folder(state.outbox)
        remove_quietly(copy)
        create(copy, note.text.encode("utf-8"))
        sync_folder(state.outbox)
        place = copy
    except (OSError, NotKept):
        place = draft.path
    stands = _standing(trouble, draft, practice, note)
    later = (
        "When this is mended: notewizard deliver" if stands else "When the folder is there again: notewizard deliver"
    )
    return NotKept(
        trouble.what,
        where=trouble.where,
        hint=later if waiting_note(draft.entries(), draft.path) is not None else "Sign it again when there is room.",
        not_done=stands or trouble.not_done or "The note is not in the practice folder yet.",
        kept=str(place),
    )


def _standing(trouble: Failure, draft: Draft, practice: Practice, note: SignedNote) -> str:
    """What is in the practice folder although something failed, as a sentence; empty when the note is not there."""
    places = {str(_place_of(practice, step)) for step in _steps(draft)}
    if trouble.where in places:
        # The file itself failed: what was found wrong with it is all that is known.
        return trouble.not_done or ("A file is there, not known to be safe." if Path(trouble.where).exists() else "")
    try:
        found = [_holds(practice, step) for step in _steps(draft) if step.get("sha256") == _digest(note)]
        there = next((path for path in found if path is not None), None)
    except NotKept:
        return "Whether the note is in the practice folder is not known."
    if there is None:
        return ""
    name = there.relative_to(practice.root).as_posix()
    try:
        read_record(record_path(practice, note.record.id))
    except NotKept:
        return f"The note is in the practice folder ({name}). Its record is not there yet."
    return f"The note is in the practice folder ({name}), and so is its record. Only its draft is still here."
