"""Many processes that save a note under one name at one moment; afterwards each note is there, whole and once."""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from faults.share import Share
from faults.two_mounts import on_two_mounts

from notewizard.errors import NameTaken
from notewizard.records.ids import free_name
from notewizard.records.publish import publish

NAME = "2026-11-20.md"
Save = Callable[[Path, str, bytes], object]


def race(kept: Path, folders: Sequence[Path], links: bool = True, save: Save | None = None) -> list[str]:
    """What is wrong after as many writers as `folders` saved into these, which all are `kept`."""
    starting, gate = os.pipe()
    children = [_writer(folder, each, (starting, gate), links, save or publish) for each, folder in enumerate(folders)]
    os.close(starting)
    os.close(gate)  # Now all of them begin.
    ended = [os.waitpid(child, 0)[1] for child in children]
    found = sorted(path.read_bytes() for path in kept.iterdir())
    wanted = sorted(_text(each) for each in range(len(folders)))
    wrong = []
    if any(ended):
        wrong.append(f"{sum(map(bool, ended))} writers ended with an error")
    if found != wanted:
        wrong.append(f"{len(set(wanted) - set(found))} of {len(wanted)} notes lost, {len(found)} files")
    return wrong


def race_on_a_share(
    root: Path, writers: int, remembered: float, save: Save | None = None, kind: type[Share] = Share
) -> list[str]:
    """The same with every second writer on another mount of the folder."""

    def all_at_once(kept: Path, one: Path, two: Path) -> list[str]:
        return race(kept, [(one, two)[each % 2] for each in range(writers)], save=save)

    return on_two_mounts(root, remembered, all_at_once, kind)


def looks_first(folder: Path, name: str, data: bytes) -> None:
    """A saver with a known flaw: another one comes between its look and its writing."""
    if (folder / name).exists():
        raise NameTaken("taken", free=free_name(name, [name, *os.listdir(folder)]))
    staged = folder / f".{os.getpid()}"
    staged.write_bytes(data)
    os.replace(staged, folder / name)


def _text(writer: int) -> bytes:
    return f"Note of writer {writer}. ".encode() * 40


def _writer(folder: Path, number: int, gate: tuple[int, int], links: bool, save: Save) -> int:
    child = os.fork()
    if child:
        return child
    try:
        if not links:
            os.link = _no_link  # type: ignore[assignment]
        os.close(gate[1])
        os.read(gate[0], 1)
        name = NAME
        while True:
            try:
                save(folder, name, _text(number))
                os._exit(0)
            except NameTaken as taken:
                name = taken.free
    except BaseException:
        traceback.print_exc()
    os._exit(1)


def _no_link(*_: object, **__: object) -> None:
    raise OSError(errno.EOPNOTSUPP, "no links here")
