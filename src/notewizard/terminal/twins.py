"""What can be typed instead of a function key: `:back`, `:review`, `:na the call ended`.

Some terminals eat function keys, and `plain` has none. A command stands alone on the last line of what is typed,
or is its very last word, behind a blank or the end of a sentence; then it has to be one that we know, to the letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

COMMANDS = {
    "back": "go back one question",
    "review": "see all answers, jump to one",
    "risk": "go to the risk questions",
    "edit": "write this answer in your editor",
    "last": "read the client's last note",
    "help": "why this is asked, and an example",
    "cite": "cite a passage of an earlier note",
    "na": "not assessed; write the reason behind it",
    "save": "keep the draft and leave",
}
TYPED = re.compile(r"(?:\A|\n):([a-z]+)(?:[ \t]+([^\n]*))?[ \t]*\Z")
LAST_WORD = re.compile(rf"(?:\s+|(?<=[.!?;,”\"'’)])):({'|'.join(COMMANDS)})\s*\Z")


@dataclass(frozen=True)
class Command:
    """A typed command and what stood before and behind it."""

    name: str
    words: str
    """What stood behind it."""
    before: str
    """The text without the command."""

    @property
    def known(self) -> bool:
        return self.name in COMMANDS


def command_in(text: str) -> Command | None:
    """The command on the last line or as the last word, or None; behind other text only one we know."""
    if not (found := TYPED.search(text)):
        last = LAST_WORD.search(text)
        return Command(last[1], "", text[: last.start()]) if last else None
    command = Command(found[1], (found[2] or "").strip(), text[: found.start()])
    return command if command.known or not command.before.strip() else None


def without_command(text: str) -> str:
    """The text as an answer: a command that is being typed on the last line is no part of it."""
    head, newline, last = text.rpartition("\n")
    word = last[1:].split(" ")[0] if last.startswith(":") else None
    if word is None or (head.strip() and not word):
        return text
    if any(name.startswith(word) for name in COMMANDS):
        return head if newline else ""
    return text


def unknown(command: Command) -> str:
    """What to say to a command that is none."""
    return f"There is no :{command.name}. Known: {', '.join(f':{name}' for name in COMMANDS)}."


def help_lines() -> list[str]:
    """One line a command."""
    return [f":{name}  {say}" for name, say in COMMANDS.items()]
