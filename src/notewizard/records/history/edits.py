"""What people edit or write in `.notewizard` outside of the program: whoever notices it next writes it down, once.

It is noticed by what holds now, held against the versions that the program keeps and against what the history last
said of that file. So a new edit is told and one that is known is not, on whichever computer; and an edit that a person
took back is an edit again. What is in the file is not told, only its hash, and not who did it: that nobody knows.

Of a client's treatment plan and standing facts the newest version is told where no entry speaks of it, and only from
the day on that this machine first looked: what stood there before may be older than the history, and one entry for
every client of a practice would say nothing. It is called found and not written by hand, because it may be another
computer's whose entry is not here yet, or that of a program that was killed before it could tell.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256

from notewizard import __version__
from notewizard.errors import Failure, NotKept
from notewizard.records.history.entry import Event, place_of
from notewizard.records.history.writing import History
from notewizard.records.ids import check_id
from notewizard.records.lock import take_lock
from notewizard.records.own_file import OwnFile
from notewizard.records.practice import DOT, Practice
from notewizard.records.versions import Versions

FILES = ("config.toml", "clients.toml")
"""What people edit and the program reads."""
_OUTSIDE = "edited outside"
VERSIONED = {"plans": "treatment plan", "facts": "standing facts"}
"""Folders with a folder for each client, and what a version in it is called; by hand a version may be written, too."""
_FOUND = "found"
_NUMBERED = re.compile(r"([1-9][0-9]{0,8})\.toml")
_LOOKED = "versions"
"""Noted once this machine has looked at them."""


def why_of(name: str) -> str:
    """The word by which an entry says that this file was edited outside of the program."""
    return f"{name} {_OUTSIDE}"


def tell_edits(history: History, now: Callable[[], datetime], zone: str) -> None:
    """Every edit that the history does not know of is in it; `NotKept` where one is not even durable here.

    Costs two small files and the names in the folders of plans and facts a run for as long as nothing changed. Two
    programs on one machine tell an edit once; the second one leaves it to the first.
    """
    files = [OwnFile(history.practice.dot, name) for name in FILES]
    if not any(file.versions.numbers() for file in files):
        return  # nothing to hold them against: written by hand from the start, or the folder is half synced
    held = {file.name: data for file in files if (data := file.read()) is not None}
    seen = {name: sha256(data).hexdigest() for name, data in held.items()}
    mirror = history.mirror
    before = mirror.seen() if mirror is not None else {}
    known = {name: int(said) for name, said in before.items() if "/" in name and said.isdecimal()}
    # What cannot be listed now, or is away, was seen all the same.
    new = {name: number for name, number in _newest(history.practice) if number > known.get(name, 0)}
    if not new and _LOOKED in before and {name: said for name, said in before.items() if name in FILES} == seen:
        return
    history.state.ready(history.state.history)
    lock = take_lock(history.state.history / "edits.lock", "The history")
    try:
        for file in files:
            if file.name in held and _is_news(history, file, seen[file.name]):
                history.append(_event(_place(file.name), held[file.name], "configure", why_of(file.name), now(), zone))
        for name, number in new.items():
            if _LOOKED not in before or _found(history, name, now(), zone):
                known[name] = number
        if (mirror := history.mirror) is not None:
            mirror.note_seen({**seen, **{name: str(number) for name, number in known.items()}, _LOOKED: "seen"})
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


def _newest(practice: Practice) -> Iterator[tuple[str, int]]:
    """By `plans/<client>` and `facts/<client>`, the highest number there, told from the names alone."""
    for kind in VERSIONED:
        folder = str(practice.dot / kind)
        with suppress(OSError):  # there is none yet, or it cannot be listed now
            for client in sorted(os.listdir(folder)):
                with suppress(OSError, Failure):  # no client's folder
                    names = os.listdir(os.path.join(folder, check_id(client)))
                    if numbers := [int(match[1]) for match in map(_NUMBERED.fullmatch, names) if match]:
                        yield f"{kind}/{client}", max(numbers)


def _versions(practice: Practice, name: str) -> Versions:
    kind, _, client = name.partition("/")
    return practice.plans(client) if kind == "plans" else practice.facts(client)


def _found(history: History, name: str, now: datetime, zone: str) -> bool:
    """An entry speaks of the newest version there; False where it is only a name that somebody claimed.

    Also where it cannot be read, and `doctor` names it: it is told once it can be, and the others are told now.
    """
    try:
        last = _versions(history.practice, name).last()
    except NotKept:
        return False
    if last is None or last.number != _versions(history.practice, name).numbers()[-1]:
        return False
    place = _place(f"{name}/{last.path.name}")
    if history.last_about(place) is None:
        why = f"{VERSIONED[name.partition('/')[0]]} {_FOUND}"
        history.append(_event(place, last.data, "create", why, now, zone))
    return True


def _event(place: str, data: bytes, action: str, why: str, now: datetime, zone: str) -> Event:
    offset = now.strftime("%z")
    return Event(
        action=action,
        actor="",
        utc=now.astimezone(UTC).isoformat(timespec="seconds"),
        offset=f"{offset[:3]}:{offset[3:]}",
        zone=zone,
        place=place,
        sha256=sha256(data).hexdigest(),
        size=len(data),
        why=why,
        program=__version__,
    )


def _place(name: str) -> str:
    return place_of(f"{DOT}/{name}")
