"""The practice folder that was used last on this machine, for when no folder is named and none is near."""

from __future__ import annotations

from pathlib import Path

from notewizard.records.own_file import OwnFile
from notewizard.records.state import State

_NAME = "last-practice.txt"


def last_practice(state: State) -> Path | None:
    """The folder, or None when none was used yet."""
    data = OwnFile(state.root, _NAME).read() if state.root.is_dir() else None
    text = data.decode("utf-8", "replace").strip() if data else ""
    return Path(text) if text else None


def was_here(state: State, folder: Path) -> bool:
    """Whether a practice stood in `folder` when this machine last wrote of it."""
    from notewizard.records.history.whose import places

    return folder in {last_practice(state), *places(state)}


def remember_practice(state: State, folder: Path) -> None:
    """`folder` is the one used last from now on."""
    if last_practice(state) != folder:
        state.ready(state.root)
        OwnFile(state.root, _NAME).change(lambda before: f"{folder}\n".encode())
