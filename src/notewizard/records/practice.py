"""A practice folder: the existing folder with the existing notes, and one `.notewizard/` at its root."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from notewizard.errors import NotKept, Refused
from notewizard.records.clients import Client, Clients
from notewizard.records.durable import plain_reason
from notewizard.records.ids import check_id, free_name
from notewizard.records.naming import HIDDEN, Naming
from notewizard.records.own_file import OwnFile
from notewizard.records.settings import Settings, read_settings, written
from notewizard.records.versions import Versions

DOT = ".notewizard"


@dataclass(frozen=True)
class Practice:
    """What lives where in a practice folder."""

    root: Path
    """The folder with the clients' notes."""

    @property
    def dot(self) -> Path:
        """`.notewizard`, with all that is ours."""
        return self.root / DOT

    @property
    def records(self) -> Path:
        """One create-only JSON file a note."""
        return self.dot / "records"

    @property
    def history(self) -> Path:
        """Append-only, one file per device."""
        return self.dot / "history"

    @property
    def clients(self) -> Clients:
        """Who is who."""
        return Clients(OwnFile(self.dot, "clients.toml"))

    def own(self, kind: str) -> Path:
        """Where the practice keeps its own `formats`, `templates` or `rules`."""
        return self.dot / kind

    def plans(self, client_id: str) -> Versions:
        """The versions of a client's treatment plan."""
        return Versions(self.dot / "plans" / check_id(client_id))

    def facts(self, client_id: str) -> Versions:
        """The versions of what stays true of a client until changed."""
        return Versions(self.dot / "facts" / check_id(client_id))

    def settings(self) -> Settings:
        """What config.toml says now; `Broken` with every problem, `Refused` when the folder was not adopted."""
        file = OwnFile(self.dot, "config.toml")
        data = file.read()
        if data is None:
            raise Refused(
                "This folder is not a practice folder yet.",
                where=str(self.root),
                hint="Adopt it with: notewizard init",
                not_done="Nothing was written.",
            )
        return read_settings(data, str(file.path))

    def keep_settings(self, settings: Settings) -> None:
        """config.toml says `settings` from now on; the earlier version stays beside it."""
        file = OwnFile(self.dot, "config.toml")
        read_settings(written(b"", settings), str(file.path))
        file.change(lambda before: written(before or b"", settings))

    def folder_of(self, client: Client) -> Path:
        """The client's folder: below the practice folder by construction; `publish` refuses links on the way."""
        return self.root.joinpath(*client.folder.split("/")) if client.folder else self.root

    def lacks_folder(self, client: Client) -> bool:
        """Whether the practice keeps one folder a client, and clients.toml names none for this one.

        In the practice folder itself notes of several would lie together: no place would tell one in the wrong chart.
        """
        return not client.folder and self.settings().layout == "folder-per-client"

    def next_file(self, client: Client, day: date, format_id: str) -> Path:
        """Where the next note of this client goes, by the pattern; the file of that name may be there already."""
        settings = self.settings()
        name = next_name(self.folder_of(client), settings.naming, client, day, format_id) + settings.extension
        return self.folder_of(client).joinpath(*name.split("/"))

    def free_file(self, path: Path, signed: Iterable[str] = ()) -> Path:
        """`path` itself or the first `… (2)` beside it that no file has, and none of the `signed` ones had.

        `signed` are files from the practice folder, as records name them: where one is missing, its name stays its own.
        """
        folder = path.parent.relative_to(self.root).as_posix()
        theirs = [name for each in signed for home, _, name in [each.rpartition("/")] if (home or ".") == folder]
        try:
            return path.with_name(free_name(path.name, [*os.listdir(path.parent), *theirs]))
        except OSError:
            # Not there yet, or not to be used: the step that writes says which, with the text kept.
            return path


def next_name(folder: Path, naming: Naming, client: Client, day: date, format_id: str) -> str:
    """The name of this client's next note without extension; where names count, one more than the highest so far."""
    highest = 0
    if naming.uses("n"):
        for path in note_files(folder):
            said = naming.read_path(path)
            if said and said.number and (not said.client or naming.means(said.client, client)):
                highest = max(highest, said.number)
    return naming.fill(client, day, format_id, highest + 1)


def _refuse(trouble: NotKept) -> None:
    raise trouble


def note_files(folder: Path, hidden: bool = False, closed: Callable[[NotKept], None] = _refuse) -> tuple[Path, ...]:
    """Every file below `folder`, sorted; hidden and temporary ones only when asked for, hidden folders never.

    Links are not followed: they may lead to another client. `NotKept` when a folder cannot be listed; who gives
    `closed` is told instead, and gets the rest.
    """
    found: list[Path] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except FileNotFoundError:
            continue
        except OSError as error:
            closed(NotKept(f"The folder cannot be read: {plain_reason(error)}.", where=str(here)))
            continue
        for entry in entries:
            shy = entry.name.startswith(HIDDEN)
            if entry.is_dir(follow_symlinks=False) and not shy:
                waiting.append(Path(entry.path))
            elif entry.is_file(follow_symlinks=False) and (hidden or not shy):
                found.append(Path(entry.path))
    return tuple(sorted(found))


def find_practice(start: Path) -> Practice | None:
    """The practice that `start` lies in: the nearest folder upward with a `.notewizard`; None when there is none.

    A path that no disk can hold lies in that of the folders above it. `NotKept` where a folder cannot be looked into.
    """
    for folder in (start, *start.parents):
        if _is_folder(folder / DOT):
            return Practice(folder)
    return None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise NotKept(f"The folder cannot be read: {plain_reason(error)}.", where=str(path.parent)) from None
