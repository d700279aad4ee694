"""One thing that `doctor` looked at, and how it found it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from notewizard.errors import Broken, Failure, Problem

State = Literal["ok", "look", "do"]
OK: Final = "ok"
LOOK: Final = "look"
"""Nothing has to be done, but know it."""
DO: Final = "do"
"""Something has to be done."""


@dataclass(frozen=True)
class Seen:
    """What was looked at, and what was seen."""

    what: str
    """"Clients"."""
    state: State
    said: str
    """How it is, a sentence."""
    todo: str = ""
    """What to do; an action or a command."""
    problems: tuple[Problem, ...] = ()
    """Every problem of the files it is about."""

    def as_object(self) -> dict[str, Any]:
        """What a program is told."""
        keys = ("path", "line", "where", "said", "allowed")
        problems = [{key: getattr(each, key) for key in keys} for each in self.problems]
        return {"what": self.what, "state": self.state, "said": self.said, "todo": self.todo, "problems": problems}


def looked(what: str, look: Callable[[], Iterator[Seen]]) -> list[Seen]:
    """Everything `look` sees; what it cannot look at is something to do, and stops none of the other looks."""
    seen: list[Seen] = []
    try:
        seen += look()
    except Failure as trouble:
        where = f" ({trouble.where})" if trouble.where else ""
        problems = trouble.problems if isinstance(trouble, Broken) else ()
        todo = trouble.hint or ("Mend what is named above." if problems else "Look at that place.")
        seen.append(Seen(what, DO, f"{trouble.what}{where}", todo, problems))
    return seen
