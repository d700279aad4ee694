"""A folder for a client who has none: which can be a chart, and how clients.toml comes to name it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from notewizard.errors import Failure, Refused
from notewizard.records.clients import Client, check_client
from notewizard.records.folders import client_folder_of, is_office
from notewizard.records.ids import check_file_name, folded
from notewizard.records.naming import HIDDEN
from notewizard.records.practice import Practice


def give_folder(practice: Practice, client_id: str, folder: str) -> Client:
    """The client with a folder of their own: this one, or the one that clients.toml gives them by now.

    `Refused` where no chart can be in it, or it is another client's by now.
    """

    def changed(clients: tuple[Client, ...]) -> Iterable[Client]:
        mine = next((each for each in clients if each.id == client_id), None)
        if mine is None or mine.folder:
            return ()
        if why := no_chart(folder, [each for each in clients if each.id != client_id]):
            raise Refused(why, where=str(practice.dot / "clients.toml"), not_done="Nothing changed.")
        return (replace(mine, folder=folder),)

    practice.clients.revise(changed)
    return practice.clients.get(client_id)


def no_chart(folder: str, others: Iterable[Client]) -> str:
    """Why this folder, relative to the practice folder, cannot be a new chart beside those of the `others`.

    A sentence; empty where it can. What is never looked through for notes of a client is none: hidden folders, those of
    the office, and those that only sort.
    """
    try:
        check_client(Client("c", folder=folder))
        for part in folder.split("/"):
            check_file_name(part)
    except Failure as trouble:
        return trouble.what
    if any(part.startswith(HIDDEN) for part in folder.split("/")):
        return "Hidden folders are never looked through for notes."
    inside = PurePath(folder, "note")
    if client_folder_of(inside) != inside.parent or is_office(inside):
        return "A folder of that name sorts charts or belongs to the office; notes in it are no client's."
    mine = PurePath(folded(folder))
    theirs = [PurePath(folded(each.folder)) for each in others if each.folder]
    if any(mine.is_relative_to(each) or each.is_relative_to(mine) for each in theirs):
        return "That is the folder of another client, or one is in it."
    return ""
