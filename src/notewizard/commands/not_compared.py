"""What is said of the files that could not be compared: each by name, and what they all lack once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from notewizard.commands.counting import counted
from notewizard.documents import NEEDS_EXTRA, add_extra

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
