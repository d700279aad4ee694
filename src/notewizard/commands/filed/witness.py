"""What a command did, written into the history of the practice. Never in the way of what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from notewizard import __version__
from notewizard.commands.desk import Desk
from notewizard.commands.filed.at_paths import name_in, practice_at
from notewizard.commands.world import World
from notewizard.errors import Broken, NotKept, Refused
from notewizard.records.finish import Kept
from notewizard.records.history.entry import Event, place_of
from notewizard.records.history.writing import History, Written
from notewizard.terminal.report import say


def event_of(
    desk: Desk, action: str, *, note: str = "", path: Path | None = None, why: str = "", actor: str = ""
) -> Event:
    """The event with who and when; `path` is a file in the practice folder, `why` a word of ours.

    `actor`: whoever did it where that is not the author of the practice's settings.
    """
    now, practice = desk.world.now(), desk.practice_here()
    offset = now.strftime("%z")
    name = name_in(practice, path) if path is not None else None
    return Event(
        action=action,
        actor=actor or _actor(desk),
        utc=now.astimezone(UTC).isoformat(timespec="seconds"),
        offset=f"{offset[:3]}:{offset[3:]}",
        zone=_zone(desk),
        note=note,
        place=place_of(name) if name else "",
        why=why,
        program=__version__,
    )


def witness(
    desk: Desk,
    action: str,
    *,
    note: str = "",
    path: Path | None = None,
    why: str = "",
    actor: str = "",
    ids: frozenset[str] = frozenset(),
    first: bool = False,
) -> str:
    """The history says what was done; why it cannot, as a sentence, or nothing. Raises nothing: it is done already.

    Without a practice folder there is no history to say it in.
    `actor`: whoever did it where that is not the author of the practice's settings.
    `ids`: what the practice is known by that it is about, where another one may have come into its place.
    `first`: the practice is set up now, and what this machine knows of one in the same place was another one's.
    """
    if desk.practice is None or not desk.practice.dot.is_dir():
        return ""
    try:
        event = event_of(desk, action, note=note, path=path, why=why, actor=actor)
        # Of a practice that is set up now nothing was edited outside: what stood there before was another one's.
        written: Written = History(desk.practice, desk.state).begin(event) if first else desk.history.append(event, ids)
    except (NotKept, Refused, Broken) as trouble:
        return f"The history of the practice was not written: {trouble.what}"
    return written.owed


def change_clients(desk: Desk, why: str, change: Callable[[], object]) -> str:
    """clients.toml is changed by `change`, and the history says so; why it cannot, as a sentence, or nothing.

    What a person edited in it before is in the history first: the program keeps that edit as a version of its own, and
    it would be taken for the program's.
    """
    practice = desk.practice_here()
    _ = desk.history
    change()
    return witness(desk, "configure", path=practice.dot / "clients.toml", why=why)


def witness_look(desk: Desk, paths: Sequence[Path], why: str) -> None:
    """Files in a practice were looked through: one entry in its history, which names the file where it was one alone.

    What keeps the history from saying so is said; where they lie in no practice, nothing is.
    """
    practice = next((found for path in paths if (found := practice_at(path))), None)
    if practice is not None:
        here = replace(desk, chosen=str(practice.root))
        if owed := witness(here, "view", path=paths[0].absolute() if len(paths) == 1 else None, why=why):
            say(owed)


def witness_delivery(world: World, practice: Path, kept: Kept) -> str:
    """A signed note that waited is in its folder since now; the entry of its signature says when it was signed."""
    return witness(Desk(world, str(practice)), "deliver", note=kept.record.stem, path=kept.path, ids=kept.ids)


def _zone(desk: Desk) -> str:
    try:
        return desk.practice_here().settings().time_zone or desk.world.time_zone()
    except (Broken, Refused, NotKept):
        return desk.world.time_zone()


def _actor(desk: Desk) -> str:
    """The author of the practice's settings as printed; empty where they cannot be read, which `doctor` says."""
    try:
        author = desk.practice_here().settings().author
    except (Broken, Refused, NotKept):
        return ""
    return ", ".join(part for part in (author.name, author.credential) if part)
