"""The folder of a client who has none yet, where the practice keeps one a client: asked once, before the first note."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from notewizard.commands.desk import Desk
from notewizard.commands.walking.first_questions import answer
from notewizard.errors import Refused
from notewizard.records.clients import Client
from notewizard.records.ids import folded
from notewizard.records.new_chart import give_folder, no_chart
from notewizard.records.practice import Practice
from notewizard.terminal.screen import Offer, Screen, View


def with_folder(desk: Desk, practice: Practice, screen: Screen, client: Client) -> Client:
    """The client with a folder of their own, as clients.toml has it from now on; as given where one is not needed."""
    while practice.lacks_folder(client):
        folder = _ask(practice, screen, client)
        try:
            client = _placed(desk, practice, screen, client, folder)
        except Refused as refused:  # the list was edited while the question stood
            screen.say(refused.what, "warn")
    return client


def _placed(desk: Desk, practice: Practice, screen: Screen, client: Client, folder: str) -> Client:
    from notewizard.commands.filed.witness import change_clients

    if owed := change_clients(desk, "client changed", lambda: give_folder(practice, client.id, folder)):
        screen.say(owed, "warn")
    return practice.clients.get(client.id)


def _ask(practice: Practice, screen: Screen, client: Client) -> str:
    others = tuple(each for each in practice.clients.all() if each.id != client.id)
    free = _free_folders(practice.root, others)
    called = {folded(name) for name in client.names()}
    view = View(
        "client.folder",
        "line",
        "Folder of this client",
        why="This practice keeps one folder a client, and clients.toml gives none to this one.",
        example="Example, Alex. The name of a folder in the practice folder; it is made where it is not there yet.",
        offers=tuple(Offer(name) for name in free),
        suggestion=next((name for name in free if folded(name) in called), client.id),
        judge=lambda raw: _refused(practice.root, str(raw).strip(), others),
    )
    return answer(screen, view)


def _refused(root: Path, folder: str, others: tuple[Client, ...]) -> str:
    """Why no chart can be in this folder, as a sentence; empty where one can."""
    if why := no_chart(folder, others):
        return why
    way = [root.joinpath(*folder.split("/")[:end]) for end in range(1, folder.count("/") + 2)]
    if any(each.is_symlink() or (each.exists() and not each.is_dir()) for each in way):
        return "A link or a file of that name is there; a chart is a folder in the practice folder itself."
    return ""


def _free_folders(root: Path, others: tuple[Client, ...]) -> tuple[str, ...]:
    """Folders in the practice folder that are no other client's."""
    with suppress(OSError), os.scandir(root) as entries:
        names = [each.name for each in entries if each.is_dir(follow_symlinks=False)]
        return tuple(sorted(name for name in names if not no_chart(name, others)))
    return ()
