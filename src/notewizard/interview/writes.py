"""Answers with something written into them, and the note as far as they go. The given answers are never changed."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from notewizard.definitions.conditions import Answers
from notewizard.definitions.later import ELEMENT as LATER
from notewizard.definitions.plans import ELEMENT as PLAN
from notewizard.note.note import Note

Path = tuple[str | int, ...]
"""Where an answer stands in the note: ("interventions", 0, "detail")."""

Writes = tuple[tuple[Path, Any], ...]
"""Places in the note with the plain JSON values that go there; None takes an answer out."""


def written(answers: Answers, writes: Sequence[tuple[Path, Any]]) -> dict[str, Any]:
    """`answers` with `writes` in place; the given answers stay as they are. A value of None takes an answer out."""
    out: dict[str, Any] = deepcopy(dict(answers))
    for path, value in writes:
        _put(out, path, value)
    return out


def _put(root: Any, path: Path, value: Any) -> None:
    for part, following in pairwise(path):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(part, int):
            while len(root) <= part:
                root.append({})
            root = root[part]
        else:
            if not isinstance(root.get(part), dict | list):
                root[part] = empty
            root = root[part]
    last = path[-1]
    if isinstance(last, int):
        if value is None:
            del root[last]
        elif last < len(root):
            root[last] = value
        else:
            root.append(value)
    elif value is None:
        root.pop(last, None)
    else:
        root[last] = value


def without(answers: Answers, keys: Sequence[str]) -> dict[str, Any]:
    """`answers` without what stands at these keys (`safety.suicide.detail`), and without what is empty then."""
    out: dict[str, Any] = deepcopy(dict(answers))
    for key in keys:
        trail: list[tuple[dict[str, Any], str]] = []
        held: Any = out
        for part in key.split("."):
            if not isinstance(held, dict) or part not in held:
                break
            trail.append((held, part))
            held = held[part]
        else:
            for holder, part in reversed(trail):
                if (holder, part) == trail[-1] or holder[part] == {}:
                    del holder[part]
    return out


_NEEDED = {
    ("presenting", "measures"): ("name", "score", "date"),
    ("encounter", "attended"): ("role",),
    ("encounter", "interruptions"): ("start", "end", "reason"),
    ("encounter", "outreach"): ("at", "method", "outcome"),
    ("encounter", "group"): ("id", "topic", "size"),
    ("safety", "contacts"): ("due", "with"),
    ("safety", "reports"): ("kind", "agency", "at"),
    ("response", "progress"): ("goal",),
}
"""Rows that the note's model takes only when these are answered; until then the walk is still asking for them."""


def only_whole_rows(answers: dict[str, Any]) -> dict[str, Any]:
    """A copy of `answers` without the rows (and the group) that are still being asked for."""
    out = deepcopy(answers)
    for (element, name), needed in _NEEDED.items():
        held = out.get(element, {}).get(name) if isinstance(out.get(element), dict) else None
        if isinstance(held, list):
            out[element][name] = [row for row in held if all(row.get(each) is not None for each in needed)]
        elif isinstance(held, dict) and any(held.get(each) is None for each in needed):
            del out[element][name]
    return out


def partial_note(answers: Answers) -> Note:
    """The note as far as it is answered; rows that are still being asked for are left out.

    The answers of a treatment plan, and those of what is written to a note later, hold nothing of a note.
    """
    if PLAN in answers or LATER in answers:
        return Note()
    return Note.model_validate(only_whole_rows(dict(answers)))
