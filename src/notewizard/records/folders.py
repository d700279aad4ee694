"""Which folders of a practice are a client's, and which only sort: years, months, "Progress notes", "Archive"."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath

from notewizard.records.stem import kind_of_label

_SORTING = re.compile(
    r"(19|20)\d\d([-_ ]?(0[1-9]|1[0-2]))?|(0[1-9]|1[0-2])([-_ ]\w+)?|q[1-4]|"
    r"(january|february|march|april|may|june|july|august|september|october|november|december)( (19|20)\d\d)?|"
    r"(my |all |clinical |progress |session |therapy |client |patient )?(notes|records|charts?|files|sessions)|"
    r"clients|patients|active|inactive|current|closed|discharged|archived?|old|former|documents|practice",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(_|\W)*(admin\w*|billing|claims|consents?|contracts|forms?|hr|insurance|intake forms|invoices|letters|"
    r"licen[sc]es?|marketing|policies|receipts|referrals|resources|scans?|supervision|tax\w*|templates?|training|worksheets|images|"
    r"blank .*)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(19|20)\d\d")
_YEAR_AND_MONTH = re.compile(r"(19|20)\d\d([-_ ]?)(0[1-9]|1[0-2])")


def client_folder_of(path: PurePath) -> PurePath:
    """The client's folder that a file lies in (relative, as `path` is); `.` when it lies in none."""
    for folder in path.parents:
        if folder.name and not _SORTING.fullmatch(folder.name) and not _OFFICE.fullmatch(folder.name):
            return folder
    return PurePath()


def is_office(path: PurePath) -> bool:
    """The file lies in a folder of the office (billing, forms, supervision), not of the charts."""
    return any(_OFFICE.fullmatch(part) for part in path.parent.parts)


def template_of_folders(below: PurePath, dated: bool) -> str:
    """The folders between a client's folder and the file, as the beginning of a pattern: `{yyyy}/`, or their names."""
    parts = []
    for part in below.parts:
        month = _YEAR_AND_MONTH.fullmatch(part)
        if dated and _YEAR.fullmatch(part):
            parts.append("{yyyy}")
        elif dated and month:
            parts.append("{yyyy}" + month[2] + "{mm}")
        else:
            parts.append(part)
    return "".join(f"{part}/" for part in parts)


def other_client_folders(root: Path, seen: set[PurePath]) -> list[PurePath]:
    """Folders beside those of the clients `seen` that are named alike but hold no note yet; sorted."""
    shapes = {kind_of_label(home.name) for home in seen}
    found = set()
    for container in {home.parent for home in seen}:
        with os.scandir(root / container) as entries:
            names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
        for name in names:
            path = container / name
            sorting = _SORTING.fullmatch(name) or _OFFICE.fullmatch(name) or name.startswith(".")
            if path not in seen and not sorting and kind_of_label(name) in shapes:
                found.add(path)
    return sorted(found)
