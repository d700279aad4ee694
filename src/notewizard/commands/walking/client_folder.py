"""The folder of a client who has none yet, where the practice keeps one a client: asked once, before the first note."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath

from notewizard.commands.desk import Desk
from notewizard.commands.walking.first_questions import answer
from notewizard.errors import Failure
from notewizard.records.clients import Client, check_client
from notewizard.records.ids import check_file_name, folded
from notewizard.records.naming import HIDDEN
from notewizard.records.practice import Practice
from notewizard.terminal.screen import Offer, Raw, Screen, View


def with_folder(desk: Desk, practice: Practice, screen: Screen, client: Client) -> Client:
    """The client with a folder of their own, as clients.toml has it from now on; as given where one is not needed."""
    if not practice.lacks_folder(client):
        return client
    others = tuple(each for each in practice.clients.all() if each.id != client.id)
    free = _free_folders(practice.root, others)
    called = {folded(name) for name in client.names()}

    def judge(raw: Raw) -> str:
        return _refused(str(raw).strip(), others)

    view = View(
        "client.folder",
        "line",
        "Folder of this client",
        why="This practice keeps one folder a client, and clients.toml gives none to this one.",
        example="Example, Alex. The name of a folder in the practice folder; it is made where it is not there yet.",
        offers=tuple(Offer(name) for name in free),
        suggestion=next((name for name in free if folded(name) in called), client.id),
        judge=judge,
    )
    from notewizard.commands.filed.witness import change_clients

    found = replace(client, folder=answer(screen, view))
    if owed := change_clients(desk, "client changed", lambda: practice.clients.change(found)):
        screen.say(owed, "warn")
    return found


def _refused(folder: str, others: tuple[Client, ...]) -> str:
    """Why no chart can be in this folder, as a sentence; empty where one can."""
    try:
        check_client(Client("c", folder=folder))
        for part in folder.split("/"):
            check_file_name(part)
    except Failure as trouble:
        return trouble.what
    if any(part.startswith(HIDDEN) for part in folder.split("/")):
        return "Hidden folders are never looked through for notes."
    mine = PurePosixPath(folded(folder))
    theirs = [PurePosixPath(folded(each.folder)) for each in others if each.folder]
    if any(mine.is_relative_to(each) or each.is_relative_to(mine) for each in theirs):
        return "That is the folder of another client, or one is in it."
    return ""


def _free_folders(root: Path, others: tuple[Client, ...]) -> tuple[str, ...]:
    """Folders in the practice folder that are no other client's."""
    with suppress(OSError), os.scandir(root) as entries:
        names = [each.name for each in entries if each.is_dir(follow_symlinks=False)]
        return tuple(sorted(name for name in names if not _refused(name, others)))
    return ()
