"""A disk that refuses, once or from then on: nothing is lost, no bug shows, the message names where the text is."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from faults.disk import ERRORS, Fault, FaultyDisk
from faults.stories import Finishing
from faults.sweep import Story

from notewizard.errors import Failure, NotKept

WORDS = (b"She slept five hours a night", b"Sleep diary.")
"""Of the note that `Finishing` and its kind keep, and of the answers that its draft holds before it is signed."""


def refusals(calls: list[str]) -> Iterator[Fault]:
    """Every error at every call, once and lasting; short writes at every write, and from then on."""
    for call, name in enumerate(calls, start=1):
        for lasting in (False, True):
            for number in ERRORS:
                yield Fault("error", call, number, lasting)
            if name == "write":
                yield Fault("short", call, lasting=lasting)


def calls_of(kind: type[Story]) -> list[str]:
    """The calls of a story that nothing disturbs."""
    return refused(kind, Fault("none", 0))[0]


def refused(kind: type[Story], fault: Fault) -> tuple[list[str], list[str]]:
    """The calls made, and what is not as promised."""
    root = Path(tempfile.mkdtemp(prefix="nw-refused-"))
    try:
        story = kind(root)
        story.prepare()
        broken = []
        with FaultyDisk(root, fault, story.no_links) as disk:
            try:
                story.act()
            except NotKept as trouble:
                broken += _told(story, trouble)
            except Failure as trouble:
                broken.append(f"a disk that refuses is called {type(trouble).__name__}: {trouble}")
            except Exception as bug:
                broken.append(f"a bug shows: {type(bug).__name__}: {bug}")
        try:
            with FaultyDisk(root, Fault("none", 0), story.no_links):
                story.recover()
            broken += story.check()
        except Exception as bug:
            broken.append(f"the way back fails: {type(bug).__name__}: {bug}")
        return disk.made, [f"{kind.__name__}, {fault}: {each}" for each in broken]
    finally:
        shutil.rmtree(root)


def _told(story: Story, trouble: NotKept) -> Iterator[str]:
    if errno.errorcode[errno.EIO] in trouble.what or "injected" in trouble.what:
        yield f"the system's own words are said: {trouble.what}"
    if isinstance(story, Finishing):
        if not any(_holds(Path(place)) for place in (trouble.kept, trouble.where) if place):
            yield f"what is said does not name where the text is: {trouble.what} {trouble.kept} {trouble.where}"
    elif not trouble.where:
        yield f"what is said names no place: {trouble.what}"


def _holds(place: Path) -> bool:
    """Whether the text stands there, or in a folder that is named."""
    files = [place] if place.is_file() else sorted(place.glob("*")) if place.is_dir() else []
    return any(words in path.read_bytes() for path in files if path.is_file() for words in WORDS)
