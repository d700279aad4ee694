"""Whether what lies in a note's place is that client's note at all: asked before it may stand as the note."""

from __future__ import annotations

from collections.abc import Iterable

from notewizard.errors import Failure
from notewizard.records.clients import Client, charts_of, in_anothers
from notewizard.records.front_matter import FrontMatter, split_note
from notewizard.records.history.entry import plain_lines
from notewizard.records.record import Record
from notewizard.records.right_chart import printed_client

HEAD = "The head of the file is damaged: nobody can tell whose note it is."
ANOTHER_NOTE = "The head of the file names another note."
ANOTHER_CLIENT = "The file, or its record, is about another client."
ANOTHER_CHART = "The file stands in the folder of another client."
_BEGINS = (b"---", b"\xef\xbb\xbf---", b"\xff\xfe", b"\xfe\xff")
"""How a file with a head begins: with a line of hyphens, after the mark of its encoding where it has one."""


def head_of(data: bytes, path: str = "") -> FrontMatter | None:
    """What the head of a note's file says, whatever its line ends and encoding; `NotKept` for a damaged one."""
    if not data.startswith(_BEGINS):
        return None
    return split_note(_text(data).encode("utf-8", "surrogatepass"), path).front


def not_in_chart(clients: Iterable[Client], note: str, record: Record | None, file: str, data: bytes) -> str:
    """Why the bytes in `file` cannot be the note of this id, as a sentence; empty where nothing speaks against it.

    A file in nobody's folder may have been sorted away; in another client's folder it is in another chart. Without a
    record, the head of the file alone says whose it is.
    """
    try:
        front = head_of(data)
    except Failure:
        return HEAD
    if front is not None and front.id != note:
        return ANOTHER_NOTE
    answers = record.elements.get("client") if record is not None else None
    named = {record.client} if record is not None else set()
    named |= {front.client} if front is not None else set()
    named |= {str(answers["id"])} if isinstance(answers, dict) and answers.get("id") else set()
    if len(named) > 1:
        return ANOTHER_CLIENT
    clients = tuple(clients)
    if named and printed_client(_text(data)) in {one.id for one in clients} - named:
        return ANOTHER_CLIENT
    return ANOTHER_CHART if in_anothers(charts_of(clients), named, file) else ""


def _text(data: bytes) -> str:
    return "\n".join(plain_lines(data)) + "\n"
