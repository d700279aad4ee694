"""What a draft says of a signed note on its way to the practice folder: compared before anything is done by it.

Each line of a draft has a checksum, which shows what a disk did to it and not what a person did. So a note that was
changed in its draft since it was signed, or is no note any more, is refused; nothing is written and the draft stays.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from notewizard.errors import NotKept

_TEMPORARY = re.compile(r"~\$nw-[0-9a-f]{16}\.tmp")
_SHA256 = re.compile("[0-9a-f]{64}")
_ID = re.compile("[0-9a-f]{32}")

Entry = dict[str, object]


def steps_of(entries: Iterable[Entry], draft: Path) -> list[Entry]:
    """The entries of one draft by which its note was to be brought, each as it was written.

    Raises `NotKept`, with the path of the draft, where one of them is not.
    """
    steps = [entry for entry in entries if entry.get("kind") == "publishing"]
    for step in steps:
        if wrong := _wrong(step):
            raise unlike_signed(wrong, draft)
    return steps


def published_of(entries: Iterable[Entry], draft: Path, root: Path) -> tuple[str, str] | None:
    """File and sha256 of the note as the draft says it was published in the practice at `root` and read back.

    None where it does not say so. Raises `NotKept` where it names a file or bytes that this note never had.
    """
    entries, found = tuple(entries), None
    steps = steps_of(entries, draft)
    tried = {(file_of(step), step["sha256"]) for step in steps}
    for said in (entry for entry in entries if entry.get("kind") == "published"):
        file, digest = said.get("file"), said.get("sha256")
        if not isinstance(file, str) or not isinstance(digest, str) or (file, digest) not in tried:
            raise unlike_signed("published", draft)
        # Of a draft from before this was said: the last place that it was to be brought to.
        if said.get("practice", steps[-1]["practice"]) == str(root):
            found = file, digest
    return found


def file_of(step: Entry) -> str:
    """Where the note of a sound step goes, relative to the practice folder."""
    shaped = step["note"]
    return str(shaped["file"]) if isinstance(shaped, dict) else ""


def unlike_signed(key: str, draft: Path) -> NotKept:
    """The refusal, naming the part of the draft's entry that is not as it was signed."""
    return NotKept(
        f"The signed note in this draft is not as it was signed (“{key}” was changed since).",
        where=str(draft),
        hint="Put this file back as it was, from a backup.",
        not_done="Nothing was brought, and the draft stays.",
    )


def _is_path(said: object) -> bool:
    """Whether a system could be asked for it at all."""
    try:
        return isinstance(said, str) and b"\0" not in os.fsencode(said)
    except UnicodeEncodeError:
        return False


def _wrong(step: Entry) -> str:
    """The key of what cannot be so in a step; empty where all of it can."""
    note = step.get("note")
    if not isinstance(note, dict):
        return "note"
    file, text = note.get("file"), note.get("text")
    if not _is_path(file) or any(part in {"", ".", ".."} for part in str(file).split("/")):
        return "note.file"
    if not isinstance(text, str):
        return "note.text"
    ids = step.get("ids", [])  # from before practices had ids: none
    if not isinstance(ids, list) or not all(isinstance(each, str) and _ID.fullmatch(each) for each in ids):
        return "ids"
    for key, sound in (("temporary", _TEMPORARY), ("sha256", _SHA256)):
        said = step.get(key)
        if not isinstance(said, str) or not sound.fullmatch(said):
            return key
    practice = step.get("practice")
    if not _is_path(practice) or not os.path.isabs(str(practice)):
        return "practice"
    if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != step["sha256"]:
        return "note.text"
    return ""
