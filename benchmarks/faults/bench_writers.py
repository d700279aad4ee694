"""64 processes that save a note under one name at the same moment: 64 notes afterwards, each whole, none overwritten.

A case is one round. The cases take turns between a folder in memory, one on the disk, and one without hard links.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

from sharded import MEMORY, main

WRITERS = 64
NAME = "2026-11-20.md"
PLACES = (("in memory", MEMORY, True), ("on the disk", "/var/tmp", True), ("without hard links", MEMORY, False))


def case(number: int, save: object = None) -> list[str]:
    said, where, links = PLACES[number % len(PLACES)]
    root = Path(tempfile.mkdtemp(prefix="nw-writers-", dir=where))
    try:
        starting, gate = os.pipe()
        children = [_writer(root, each, (starting, gate), links, save) for each in range(WRITERS)]
        os.close(starting)
        os.close(gate)  # Now all of them begin.
        ended = [os.waitpid(child, 0)[1] for child in children]
        found = sorted(path.read_bytes() for path in root.iterdir())
        wanted = sorted(_text(each) for each in range(WRITERS))
        wrong = []
        if any(ended):
            wrong.append(f"{said}: {sum(map(bool, ended))} writers ended with an error")
        if found != wanted:
            wrong.append(f"{said}: {len(set(wanted) - set(found))} of {WRITERS} notes lost, {len(found)} files")
        return wrong
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _text(writer: int) -> bytes:
    return f"Note of writer {writer}. ".encode() * 40


def _writer(root: Path, number: int, gate: tuple[int, int], links: bool, save: object) -> int:
    child = os.fork()
    if child:
        return child
    try:
        from notewizard.errors import NameTaken
        from notewizard.records.publish import publish

        if not links:
            os.link = _no_link  # type: ignore[assignment]
        os.close(gate[1])
        os.read(gate[0], 1)
        name = NAME
        while True:
            try:
                (save or publish)(root, name, _text(number))  # type: ignore[operator]
                os._exit(0)
            except NameTaken as taken:
                name = taken.free
    except BaseException:
        traceback.print_exc()
    os._exit(1)


def _no_link(*_: object, **__: object) -> None:
    raise OSError(errno.EOPNOTSUPP, "no links here")


def bad(number: int) -> list[str]:
    """Looks first and writes then."""
    from notewizard.errors import NameTaken
    from notewizard.records.ids import free_name

    def save(folder: Path, name: str, data: bytes) -> None:
        if (folder / name).exists():
            raise NameTaken("taken", free=free_name(name, [name, *os.listdir(folder)]))
        staged = folder / f".{os.getpid()}"
        staged.write_bytes(data)
        os.replace(staged, folder / name)

    return case(number, save) if number < 10 else []


if __name__ == "__main__":
    sys.exit(main("64 writers on one name (64 saves a case)", case, 3_000, bad, size=10))
