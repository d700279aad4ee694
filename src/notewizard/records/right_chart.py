"""Before anything is published: draft, record, header, path and practice all speak of one client (R9).

The same comparison is made when a note is signed and again whenever it is brought, however long it has waited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from notewizard.errors import NotKept, Refused
from notewizard.records.clients import Client, chart_at, charts_of
from notewizard.records.durable import or_not_kept
from notewizard.records.front_matter import split_note
from notewizard.records.history.writing import History
from notewizard.records.identity import another, ids_of, is_untold, meant, untold
from notewizard.records.ids import composed
from notewizard.records.naming import HIDDEN
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.records.state import State

_PRINTED = re.compile(r"^(?:\*\*Client\*\*|Client:) (.*?)(?:, born .*)? *$", re.MULTILINE)
"""The line of a note that names its client, in Markdown and in plain text."""
_ID = re.compile(r"(?:.*\()?([A-Za-z0-9_-]+)\)?")


def check_one_client(drafted_for: str, record: Record, text: str) -> None:
    """Draft, record, answers and the note's block for programs name the same client; `Refused` where one does not."""
    answers = record.elements.get("client")
    front = split_note(text.encode("utf-8", "surrogatepass")).front
    named = {drafted_for, record.client}
    named |= {str(answers["id"])} if isinstance(answers, dict) and answers.get("id") else set()
    named |= {front.client} if front is not None else set()
    if len(named) > 1:
        raise Refused(
            "This note is about another client than its draft.",
            hint="Move the draft first: notewizard drafts",
            not_done="Nothing was written.",
        )
    if front is not None and front.id != record.id:
        raise Refused("The head of this note names another note.", not_done="Nothing was written.")


def check_place(practice: Practice, record: Record, file: str, text: str) -> None:
    """The file stands in this client's folder and in no other client's, and the note prints no other client's id.

    Raises `Refused` where that is not so, and `NotKept` where the practice folder cannot say.
    """
    parts = file.split("/")
    clients = practice.clients.all()
    mine = [one for one in clients if one.id == record.client]
    if not mine:
        raise NotKept(
            "The practice does not know this client.",
            where=str(practice.dot / "clients.toml"),
            hint="Is this the right folder? The client stands in the list of the practice that the note belongs to.",
            not_done="Nothing was written.",
        )
    if not in_own_chart(clients, record.client, file):
        raise Refused(
            "This file would not be in the client's own folder.",
            where=str(practice.root.joinpath(*parts)),
            hint=f"The client's own folder is {practice.root.joinpath(*mine[0].folder.split('/'))}.",
            not_done="Nothing was written.",
        )
    if printed_client(text) in {one.id for one in clients} - {record.client}:
        raise Refused(
            "The note prints the id of another client.",
            hint="Look at its first lines: the template may name the client itself.",
            not_done="Nothing was written.",
        )


def in_own_chart(clients: Iterable[Client], client: str, file: str) -> bool:
    """Whether a file, relative to the practice folder, stands in the folder of this client and in no nearer chart.

    A client without a folder has the practice folder itself, as far as it is no chart. False for an unknown client.
    """
    clients = tuple(clients)
    folder = next((one.folder for one in clients if one.id == client), None)
    return folder is not None and chart_at(charts_of(clients), file) == composed(folder)


def check_file(practice: Practice, file: str) -> None:
    """The file is below the practice folder and can be found again as a note; `Refused` where it cannot."""
    parts = file.split("/")
    if any(part in {"", ".", ".."} for part in parts):
        raise Refused("This file would not be in the client's own folder.", not_done="Nothing was written.")
    if any(part.startswith(HIDDEN) for part in parts):
        raise Refused(
            "This file would be hidden, and hidden files are never looked for as notes.",
            where=str(practice.root.joinpath(*parts)),
            hint='Give it a name and folders that do not begin with "." or "~$".',
            not_done="Nothing was written.",
        )


def is_there(practice: Practice) -> bool:
    """Whether the practice folder answers and is the practice: an empty mount point is not. `NotKept` on an error."""
    with or_not_kept("The practice folder does not answer", practice.root):
        return practice.root.is_dir() and practice.dot.is_dir()


def must_be_there(practice: Practice) -> None:
    """`NotKept` unless the practice folder is there, with its `.notewizard`."""
    if not is_there(practice):
        raise NotKept("The practice folder is not there.", where=str(practice.root), hint="Is the disk connected?")


def is_the_same(state: State, practice: Practice, entries: Iterable[Mapping[str, object]]) -> bool:
    """Whether the practice in this folder is the one that the draft with these entries was begun in.

    True of a draft from before practices had ids: nothing can be asked of it. False where the folder is there and
    cannot tell its ids.
    """
    wanted = meant(entries)
    if not wanted:
        return True
    if is_untold(practice, ids_of(practice)):
        return False
    return not wanted.isdisjoint(History(practice, state).known_by())


def must_be_the_same(state: State, practice: Practice, entries: Iterable[Mapping[str, object]]) -> None:
    """`NotKept` where another practice is in the place of the one that a draft was begun in, or may be (R9).

    The ids of clients are each practice's own: `c-1` there is somebody else.
    """
    entries = tuple(entries)
    wanted, ids = meant(entries), ids_of(practice)
    if wanted and ids is None:
        raise untold(practice)
    # What the folder says itself is enough; what this machine knows of it is asked where that says nothing.
    if wanted.isdisjoint(ids or ()) and not is_the_same(state, practice, entries):
        raise another(practice)


def printed_client(text: str) -> str:
    """The client's id as the note prints it above its first section; empty where it prints none."""
    body = split_note(text.encode("utf-8", "surrogatepass")).body.decode("utf-8", "surrogatepass")
    head = re.split(r"^(?:## .*|-{3,})$", body, maxsplit=1, flags=re.MULTILINE)[0]
    found = _PRINTED.search(head.replace("\\", ""))
    said = _ID.fullmatch(found[1].strip()) if found else None
    return said[1] if said else ""
