"""Files and folders named on the command line: the practice that they lie in, and what they are called there."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Collection, Iterable
from pathlib import Path

from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.world import World
from notewizard.errors import WrongWords
from notewizard.records.practice import Practice, find_practice


def desk_at(options: Namespace, world: World, named: Iterable[str]) -> Desk:
    """The desk of the practice that `named` lie in; where they lie in none, that of the command.

    `WrongWords` where they lie in more than one.
    """
    if options.practice:
        return desk_of(options, world)
    found = {found.root for each in named if each and (found := practice_at(world.folder / each))}
    if len(found) > 1:
        raise WrongWords(
            "These lie in more than one practice folder.",
            where=", ".join(sorted(map(str, found))),
            hint="Name those of one practice at a time.",
            not_done="Nothing was done.",
        )
    return Desk(world, str(found.pop())) if found else desk_of(options, world)


def practice_at(path: Path) -> Practice | None:
    """The practice that a file or folder lies in, by its real name; None where it lies in none."""
    return find_practice(_real(path))


def name_in(practice: Practice, path: Path) -> str | None:
    """What the file or folder is called in the practice, `/` between its parts, `.` for all of it; None outside of it.

    A link in the place of a note is what stands there, and not what it leads to.
    """
    real = _real(path)
    return real.relative_to(practice.root).as_posix() if real.is_relative_to(practice.root) else None


def meant(
    practice: Practice, folder: Path, named: str, files: Collection[str], ids: Collection[str]
) -> tuple[str | None, str]:
    """What a person in `folder` names: a file or folder as it is called in the practice, else the id of a note.

    What stands there under this name is meant, and nothing else, or what is known to have stood there: a file of the
    same name in another folder may be another client's. Then an id; and only then a name from the practice folder on,
    as `verify` prints them. (None, "") is what lies outside of the practice.
    """
    path = folder / named
    name = name_in(practice, path)
    if os.path.lexists(path) or name in files:
        return name, ""
    if named in ids:
        return None, named
    return (named if named in files else name), ""


def is_at(file: str, name: str) -> bool:
    """Whether `file` is the one of this name or lies in the folder of this name."""
    return name == "." or file == name or file.startswith(f"{name}/")


def to_type(practice: Practice, folder: Path, file: str, note: str = "") -> str:
    """What a person in `folder` types after a command to mean this file of the practice.

    Its name, as it is called there, unless something else stands under that name in `folder`: then the note's id.
    """
    path = folder / file
    if os.path.lexists(path) and name_in(practice, path) != file:
        return note or quoted(str(practice.root.joinpath(*file.split("/"))))
    return quoted(file)


def quoted(file: str) -> str:
    """A file's name as it can be typed after a command."""
    plain = file and all(letter.isalnum() or letter in "/._-" for letter in file)
    return file if plain else f'"{file}"'


def _real(path: Path) -> Path:
    # Not by methods of Path, which raise for a loop of links and for a name that is too long: a client may be meant.
    path = Path(os.path.normpath(path))
    return Path(os.path.realpath(path)) if os.path.isdir(path) else Path(os.path.realpath(path.parent)) / path.name
