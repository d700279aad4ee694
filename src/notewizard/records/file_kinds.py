"""Which files in a practice folder could be notes, and what the others are."""

from __future__ import annotations

import re
from pathlib import PurePath

NOTE_EXTENSIONS = (".md", ".txt", ".docx")
"""Extensions that a clinician's notes have. PDFs are what others sent, or exports: `earlier` takes them for notes
where they are named as such."""

_COPY = re.compile(
    r"\bcopy of\b|[-_ (]copy\b|conflict(ed)?[ _-]|\bconflicted\b|\.sync-conflict-|_conf\(\d+\)|"
    r"-(desktop|laptop)-[a-z0-9]+$",
    re.IGNORECASE,
)
_SYSTEM = {".ds_store", "thumbs.db", "desktop.ini", "icon\r"}
_TEMPORARY = re.compile(r"^(~|\.~|\._)|~$|\.(tmp|temp|lock|swp|swo|bak|part|crdownload)$", re.IGNORECASE)


def foreign_because(path: PurePath) -> str:
    """Why this file is no note, in a word or two that a list can count; empty when it may be one."""
    name = path.name
    if name.casefold() in _SYSTEM:
        return "system file"
    if _TEMPORARY.search(name):
        return "temporary file"
    if name.startswith("."):
        return "hidden file"
    if path.suffix.lower() not in NOTE_EXTENSIONS:
        return f"{path.suffix.lower().lstrip('.') or 'other'} file"
    if _COPY.search(path.stem):
        return "copy"
    return ""
