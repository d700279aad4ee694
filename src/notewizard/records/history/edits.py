"""An edit of `config.toml` or `clients.toml` made outside of the program: whoever notices it next writes it down, once.

It is noticed by what holds now, held against the versions that the program keeps and against what the history last
said of that file. So a new edit is told and one that is known is not, on whichever computer; and an edit that a person
took back is an edit again. What is in the file is not told, only its hash, and not who did it: that nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256

from notewizard import __version__
from notewizard.records.history.entry import Event, place_of
from notewizard.records.history.writing import History
from notewizard.records.lock import take_lock
from notewizard.records.own_file import OwnFile
from notewizard.records.practice import DOT

FILES = ("config.toml", "clients.toml")
"""What people edit and the program reads."""
_OUTSIDE = "edited outside"


def why_of(name: str) -> str:
    """The word by which an entry says that this file was edited outside of the program."""
    return f"{name} {_OUTSIDE}"


def tell_edits(history: History, now: Callable[[], datetime], zone: str) -> None:
    """Every edit that the history does not know of is in it; `NotKept` where one is not even durable here.

    Costs two small files a run for as long as nothing changed. Two programs on one machine tell an edit once; the
    second one leaves it to the first.
    """
    files = [OwnFile(history.practice.dot, name) for name in FILES]
    if not any(file.versions.numbers() for file in files):
        return  # nothing to hold them against: written by hand from the start, or the folder is half synced
    held = {file.name: data for file in files if (data := file.read()) is not None}
    seen = {name: sha256(data).hexdigest() for name, data in held.items()}
    if (mirror := history.mirror) is not None and mirror.seen() == seen:
        return
    history.state.ready(history.state.history)
    lock = take_lock(history.state.history / "edits.lock", "The history")
    try:
        for file in files:
            if file.name in held and _is_news(history, file, seen[file.name]):
                history.append(_event(file.name, held[file.name], now(), zone))
        if (mirror := history.mirror) is not None:
            mirror.note_seen(seen)
    finally:
        lock.release()


def _is_news(history: History, file: OwnFile, digest: str) -> bool:
    """Whether a person left the file so and no entry says it."""
    last = history.last_about(_place(file.name))
    if last is not None and last.sha256 == digest:
        return False
    ours = {sha256(version.data).hexdigest() for version in file.versions.whole()}
    if digest not in ours:
        return True
    # It is as the program left it. Was it edited meanwhile, then the edit was taken back by hand: had the program
    # changed the file, it would have kept that edit as a version first.
    return last is not None and last.why == why_of(file.name) and last.sha256 not in ours


def _event(name: str, data: bytes, now: datetime, zone: str) -> Event:
    offset = now.strftime("%z")
    return Event(
        action="configure",
        actor="",
        utc=now.astimezone(UTC).isoformat(timespec="seconds"),
        offset=f"{offset[:3]}:{offset[3:]}",
        zone=zone,
        place=_place(name),
        sha256=sha256(data).hexdigest(),
        size=len(data),
        why=why_of(name),
        program=__version__,
    )


def _place(name: str) -> str:
    return place_of(f"{DOT}/{name}")
