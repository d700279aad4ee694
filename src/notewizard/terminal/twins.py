"""What can be typed instead of a function key: `:back`, `:review`, `:na the call ended`.

Some terminals eat function keys, and `plain` has none. A command stands alone on the last line of what is typed,
or is its very last word, behind a blank or the end of a sentence; then it has to be one that we know, to the letter.
`:keep` takes its reason along there, since it is about the words before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from notewizard.terminal.screen import View

COMMANDS = {
    "back": "go back one question",
    "review": "see all answers, jump to one",
    "risk": "go to the risk questions",
    "edit": "write this answer in your editor",
    "last": "read the client's last note",
    "help": "why this is asked, and an example",
    "cite": "cite a passage of an earlier note",
    "fact": "keep a passage that is simply still true as a fact of the chart",
    "apart": "move what is marked as yours alone to your process notes",
    "keep": "let a warning stand; write the reason behind it",
    "na": "not assessed; write the reason behind it",
    "save": "keep the draft and leave",
}
TYPED = re.compile(r"(?:\A|\n):([a-z]+)(?:[ \t]+([^\n]*))?[ \t]*\Z")
ENDS = ".!?;,”\"'’)"
LAST_WORD = re.compile(rf"(?:\s+|(?<=[{re.escape(ENDS)}])):({'|'.join(COMMANDS)})\s*\Z")
EXAMPLES = {"na": ":na the call ended", "keep": ":keep the client's own words"}
"""The commands that need words behind them."""
NOTHING_APART = "Nothing here is marked as yours alone, or there are no keys: notewizard process setup"
NOTHING_TO_KEEP = "Nothing is flagged here, so nothing needs a reason."


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
        if kept := _kept_in(text):
            return kept
        last = LAST_WORD.search(text)
        return Command(last[1], "", text[: last.start()]) if last else None
    command = Command(found[1], (found[2] or "").strip(), text[: found.start()])
    return command if command.known or not command.before.strip() else None


def without_command(text: str) -> str:
    """The text as an answer: a command that is being typed on the last line is no part of it."""
    if kept := _kept_in(text):
        return kept.before
    head, newline, last = text.rpartition("\n")
    word = last[1:].split(" ")[0] if last.startswith(":") else None
    if word is None or (head.strip() and not word):
        return text
    if any(name.startswith(word) for name in COMMANDS):
        return head if newline else ""
    return text


def _kept_in(text: str) -> Command | None:
    """`:keep` with its reason, behind the words that it lets stand."""
    before, found, words = text.rpartition(":keep")
    behind = before.rstrip()
    if not found or "\n" in words or words[:1].strip() or not (behind != before or before[-1:] in ENDS):
        return None
    return Command("keep", words.strip(), behind)


def lacking(command: Command) -> str:
    """What to say to a command that is none, or that lacks its words; empty when it can be done."""
    if not command.known:
        return f"There is no :{command.name}. Known: {', '.join(f':{name}' for name in COMMANDS)}."
    if command.name in EXAMPLES and not command.words:
        return f"Write the reason behind it, for example: {EXAMPLES[command.name]}"
    return ""


def works(name: str, view: View, *, edits: bool = False) -> bool:
    """Whether this key or command does anything at this question; `edits`: there is an editor for it."""
    there = {"help": True, "edit": edits, "last": view.last is not None, "keep": view.look is not None}
    return there.get(name, name in view.leads)


def help_lines(view: View, *, edits: bool) -> list[str]:
    """One line for each command that does something at this question."""
    return [f":{name}  {say}" for name, say in COMMANDS.items() if works(name, view, edits=edits)]
