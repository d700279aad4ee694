"""What is said of the files that could not be compared: each by name, and what they all lack once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from notewizard.commands.counting import counted
from notewizard.documents import NEEDS_EXTRA, add_extra

if TYPE_CHECKING:
    from notewizard.commands.looking.sources import Sources

_MOST_NAMED = 3


def not_compared(lines: Iterable[str]) -> Iterator[str]:
    """`lines`, one a file; those of the files that only lack the extra as one, with the command that adds it."""
    lacking = []
    for line in lines:
        if line.endswith(f" {NEEDS_EXTRA}."):
            lacking.append(line.partition(" was not compared.")[0])
        else:
            yield line
    if lacking:
        named = ", ".join(lacking[:_MOST_NAMED])
        more = f" and {len(lacking) - _MOST_NAMED} more" if len(lacking) > _MOST_NAMED else ""
        yield f"{counted(len(lacking), 'file')} {NEEDS_EXTRA}: {named}{more}. Add it: {add_extra()}"


def others_not_compared(troubles: Sequence[str]) -> Iterator[str]:
    """How many files of other clients could not be compared, of which `troubles` say why; none is named (R9)."""
    if not troubles:
        return
    lacking = any(each.endswith(f"{NEEDS_EXTRA}.") for each in troubles)
    add = f" What some of them need is added with: {add_extra()}" if lacking else ""
    files = counted(len(troubles), "file")
    yield f"{files} of other clients could not be compared; `notewizard check` says which.{add}"


def nothing_there(sources: Sources) -> Iterator[str]:
    """That there are no notes to compare with, of this client or of anybody: silence would read as a clean verdict."""
    if not sources.own and not sources.others:
        yield "No other notes are here yet: this one is compared with none."
    elif not sources.own:
        yield "No earlier note of this client is here: this one is compared with other clients' notes alone."
