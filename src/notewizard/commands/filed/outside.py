"""Copies go outside of the folders that this program keeps: what lies in one is read as what belongs there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from notewizard.commands.desk import Desk
from notewizard.errors import Failure, Refused, WrongWords
from notewizard.records.practice import find_practice

_ELSEWHERE = "Give a place outside of it, or leave --to out to read the copy here."
_NOTHING = "Nothing was written."


def refuse_to(desk: Desk, to: str, why: str) -> None:
    """Raises `Refused` where a copy at `to` would lie in a practice folder; `why`: the sentence that says so (R9).

    The same for the private folder and that of the process notes, in which this program alone writes. `WrongWords` for
    no name at all.
    """
    if not to.strip():
        raise WrongWords("--to names no file.", hint="Name one, or leave --to out.", not_done=_NOTHING)
    target = Path(to)
    try:
        # As it is written, and resolved as well, because a link may lead into one.
        places = Path(os.path.normpath(target.absolute())), target.parent.resolve() / target.name, target.resolve()
        inside = find_practice(places[0].parent) or find_practice(places[1].parent)
    except (OSError, RuntimeError):
        return  # A place that cannot be looked at cannot be written into; the step that writes says why.
    if inside:
        raise Refused(why, where=to, hint=_ELSEWHERE, not_done=_NOTHING)
    for folder, what in _our_own(desk):
        if any(each.is_relative_to(folder) for each in places):
            raise Refused(f"This is {what}: nothing else is kept in it.", where=to, hint=_ELSEWHERE, not_done=_NOTHING)


def _our_own(desk: Desk) -> Iterator[tuple[Path, str]]:
    from notewizard.commands.apart.place import root_of

    yield desk.state.root.absolute(), "the private folder of notewizard"
    yield desk.state.root.resolve(), "the private folder of notewizard"
    with suppress(Failure):  # said where process notes are wanted
        yield root_of(desk), "the folder of the process notes"
