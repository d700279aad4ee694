"""A settings file that a person put back as it once was, so that what a later version says holds and not the file."""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.records.own_file import OwnFile
from notewizard.records.practice import Practice


def stands_aside(practice: Practice) -> Iterator[tuple[str, str]]:
    """What is so, a sentence, and what to do; nothing where each file holds. `NotKept` where one cannot be read."""
    for name in ("config.toml", "clients.toml"):
        if (holds := OwnFile(practice.dot, name).counts_instead()) is not None:
            said = f"{name} stands as it was once before; what holds is {holds.parent.name}/{holds.name} beside it."
            yield said, f"Copy that over {name}; or add an empty line to {name}, and it holds."
