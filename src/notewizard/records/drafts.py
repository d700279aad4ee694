"""All drafts of this machine: begin, open, list, move to another client, set aside, finish."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notewizard.errors import NotKept, Refused
from notewizard.records.draft import Draft, client_of, journal_path, newest_generation, opened_entries
from notewizard.records.durable import plain_reason, private_folder, read_whole, remove_quietly, sync_folder
from notewizard.records.ids import check_id, new_id
from notewizard.records.journal import Decoded, Entry, Seal, decode
from notewizard.records.lock import take_lock


@dataclass(frozen=True)
class DraftSummary:
    """A draft as a list shows it, read without opening it."""

    id: str
    client: str
    """Empty when the draft is too damaged to say."""
    format: str
    started: str
    """As the caller gave it to `begin`."""
    answers: int
    """How many `answer` entries it holds."""
    signed: bool
    """The note is signed and waits to be delivered."""
    path: Path
    damaged: str = ""
    """What cannot be read in it, as a sentence; empty when all is well."""
    entries: tuple[dict[str, object], ...] = field(default=(), repr=False)
    """Every readable entry; holds the patient's words, so never to be logged."""


class Drafts:
    """The drafts in `<state folder>/drafts`, and those set aside in `<state folder>/discarded`."""

    def __init__(self, state_folder: Path, seal: Seal | None = None) -> None:
        """`seal` closes the lines that hold words; without one they are private files and no more."""
        self.root = state_folder
        self.seal = seal
        self.folder = state_folder / "drafts"
        self.discarded_folder = state_folder / "discarded"

    def begin(self, client: str, format_id: str, started: str, more: Entry | None = None) -> Draft:
        """A new draft, durable and held by this process. `more` goes into its first entry (a format's version, …)."""
        check_id(client)
        private_folder(self.root)
        private_folder(self.folder)
        draft_id = new_id()[:8]
        draft = self._held(draft_id)
        try:
            draft.start({**(more or {}), "kind": "begun", "client": client, "format": format_id, "started": started})
        except OSError as error:
            draft.close()
            raise NotKept(
                f"No draft can be kept here: {plain_reason(error)}.",
                where=str(self.folder),
                hint="Make room or free the folder first.",
                not_done="The note was not begun.",
            ) from error
        return draft

    def open(self, draft_id: str) -> Draft:
        """The draft, held by this process; `NotKept` when another one holds it, `Refused` when there is none."""
        self._must_exist(draft_id)
        draft = self._held(draft_id)
        try:
            draft.load()
        except BaseException:
            draft.close()
            raise
        return draft

    def list(self) -> tuple[DraftSummary, ...]:
        """Every draft by the time it was started, the damaged ones too (R8)."""
        return self._summaries(self.folder)

    def is_sealed(self, draft_id: str) -> bool:
        """Whether words of this draft are closed; False where there is no such draft."""
        return any("sealed" in entry for entry in _summary(self.folder, check_id(draft_id, "draft id")).entries)

    def discarded(self) -> tuple[DraftSummary, ...]:
        """Every draft that was set aside and not yet removed."""
        return self._summaries(self.discarded_folder)

    def kept_aside(self) -> tuple[Path, ...]:
        """Files with bytes of drafts that could not be read; nobody but a person removes them."""
        try:
            return tuple(sorted(self.folder / name for name in os.listdir(self.folder) if name.endswith(".damaged")))
        except FileNotFoundError:
            return ()

    def move(self, draft_id: str, client: str, at: str) -> None:
        """The draft belongs to another client from now on; its answers stay, and the move is on record."""
        check_id(client)
        draft = self.open(draft_id)
        try:
            draft.append({"kind": "moved", "client": client, "from": draft.client, "at": at})
        finally:
            draft.close()

    def discard(self, draft_id: str, at: str) -> Path:
        """The draft is out of the way but not gone: it lies in the discarded folder until `remove_discarded`."""
        draft = self.open(draft_id)
        try:
            draft.append({"kind": "discarded", "at": at})
            aside = self._shift(draft.path, private_folder(self.discarded_folder) / f"{draft_id}.draft")
            remove_quietly(self._lock_path(draft_id))
            return aside
        finally:
            draft.close()

    def restore(self, draft_id: str) -> None:
        """A discarded draft is a draft again."""
        check_id(draft_id, "draft id")
        self._shift(self.discarded_folder / f"{draft_id}.draft", journal_path(self.folder, draft_id, 1))

    def remove_discarded(self, draft_id: str) -> None:
        """The one call that destroys a draft unfinished; for an explicit wish, or days after `discard`."""
        check_id(draft_id, "draft id")
        path = self.discarded_folder / f"{draft_id}.draft"
        try:
            os.unlink(path)
            sync_folder(self.discarded_folder)
        except OSError as error:
            raise NotKept(f"The discarded draft was not removed: {plain_reason(error)}.", where=str(path)) from error

    def finish(self, draft: Draft) -> bool:
        """The draft of a published note goes (R4); True when nothing of it is left. `Refused` before that.

        A draft that cannot be removed is a leftover, not a failure: its journal says that it is finished.
        """
        if not any(entry.get("kind") == "published" for entry in draft.entries()):
            raise Refused(
                "This draft is not finished: no file is known to hold its note.",
                where=str(draft.path),
                not_done="The draft was not removed.",
            )
        gone = remove_quietly(draft.path)
        remove_quietly(self._lock_path(draft.id))
        draft.close()
        return gone

    def _held(self, draft_id: str) -> Draft:
        return Draft(self.folder, draft_id, take_lock(self._lock_path(draft_id), f"The draft {draft_id}"), self.seal)

    def _summaries(self, folder: Path) -> tuple[DraftSummary, ...]:
        return _summaries(folder, self.seal)

    def _must_exist(self, draft_id: str) -> None:
        check_id(draft_id, "draft id")
        try:
            newest_generation(self.folder, draft_id)
        except FileNotFoundError:
            raise Refused(
                f"There is no draft {draft_id}.", where=str(self.folder), hint="List them with: notewizard drafts"
            ) from None
        except OSError as error:
            raise NotKept(f"The drafts cannot be read: {plain_reason(error)}.", where=str(self.folder)) from error

    def _lock_path(self, draft_id: str) -> Path:
        return self.folder / f"{draft_id}.lock"

    def _shift(self, source: Path, target: Path) -> Path:
        try:
            if target.exists():
                raise FileExistsError(17, "already there")
            os.rename(source, target)
            sync_folder(target.parent)
            sync_folder(source.parent)
        except OSError as error:
            raise NotKept(f"The draft was not moved: {plain_reason(error)}.", where=str(source)) from error
        return target


def _summaries(folder: Path, seal: Seal | None) -> tuple[DraftSummary, ...]:
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise NotKept(f"The drafts cannot be read: {plain_reason(error)}.", where=str(folder)) from error
    found = {name.split(".")[0] for name in names if name.endswith(".draft")}
    return tuple(sorted((_summary(folder, one, seal) for one in found), key=lambda draft: (draft.started, draft.id)))


def _summary(folder: Path, draft_id: str, seal: Seal | None = None) -> DraftSummary:
    """What the draft says, its closed words too where `seal` can open them."""
    path = journal_path(folder, draft_id, 1)
    try:
        path = journal_path(folder, draft_id, newest_generation(folder, draft_id)[0])
        decoded, damaged = decode(read_whole(path)), ""
    except OSError as error:
        decoded, damaged = Decoded((), (), (), True), f"It cannot be read: {plain_reason(error)}."
    # A last line without an end may be another window in the middle of writing it.
    lost = decoded.damaged if decoded.ended else decoded.damaged[:-1]
    if lost:
        damaged = f"{sum(map(len, lost))} bytes in it cannot be read."
    entries = list(decoded.entries)
    try:
        entries = opened_entries(decoded.entries, seal, draft_id)
    except NotKept as trouble:
        damaged = trouble.what
    begun = next((entry for entry in entries if entry.get("kind") == "begun"), {})
    kinds = [entry.get("kind") for entry in entries]
    return DraftSummary(
        id=draft_id,
        client=client_of(entries),
        format=str(begun.get("format", "")),
        started=str(begun.get("started", "")),
        answers=kinds.count("answer"),
        signed=is_signed(entries),
        path=path,
        damaged=damaged or ("" if begun else "Its first line cannot be read."),
        entries=tuple(entries),
    )


def is_signed(entries: Sequence[Mapping[str, object]]) -> bool:
    """The draft's note was signed and is not taken back: a `publishing` entry and no `reopened` one after it."""
    steps = [entry.get("kind") for entry in entries if entry.get("kind") in {"publishing", "reopened"}]
    return bool(steps) and steps[-1] == "publishing"
