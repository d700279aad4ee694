"""What a later writing says in its own file that it is about: what is known of it when its record says nothing."""

from __future__ import annotations

import re
from pathlib import Path

from notewizard.errors import NotKept
from notewizard.records.durable import read_whole
from notewizard.records.front_matter import split_note
from notewizard.records.history.entry import Event, plain_lines, text_hash

_FILE = re.compile(r"^(?:\*\*File\*\* |File: ).*, id ([0-9a-f]+), SHA-256 [0-9a-f]{12} *$", re.MULTILINE)
"""The line at the head of a later writing that names the note, in Markdown and in plain text."""
_HEAD_ENDS = re.compile(r"^(?:## .*|-{3,})$", re.MULTILINE)


def said_to_be_about(path: Path, signed: Event) -> str:
    """The id of the note that the file at `path` names; empty where it cannot be read, or is not what was `signed`."""
    try:
        data = read_whole(path)
        if text_hash(data) != signed.text_sha256:
            return ""
        body = split_note("\n".join([*plain_lines(data), ""]).encode("utf-8"), str(path)).body.decode("utf-8")
    except (OSError, NotKept):
        return ""
    found = _FILE.search(_HEAD_ENDS.split(body, maxsplit=1)[0])
    return found[1] if found else ""
