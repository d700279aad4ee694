"""A command line that cannot be understood, said as everything else is: what, where, what to do."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import NoReturn

from notewizard.checks.late import late
from notewizard.errors import WrongWords
from notewizard.terminal.show import show_line

MOST_SHOWN = 60
"""Of a word that is not understood, so many characters are shown."""

_INVALID = late(r"argument (?P<name>\S+): invalid choice: (?P<said>.+) \(choose from (?P<allowed>.*)\)", re.DOTALL)
_MISSING = late(r"the following arguments are required: (?P<names>.+)")
_NO_VALUE = late(r"argument (?P<name>\S+): expected (?:one|at least one|\d+) arguments?")
_UNKNOWN = late(r"unrecognized arguments: (?P<said>.+)", re.DOTALL)
_AMBIGUOUS = late(r"ambiguous option: (?P<said>.+) could match (?P<names>.+)", re.DOTALL)
_ONE_OF = late(r"one of the arguments (?P<names>.+) is required")
_NOT_BOTH = late(r"argument (?P<name>\S+): not allowed with argument (?P<other>\S+)")
_TAKES_NONE = late(r"argument (?P<name>\S+): ignored explicit argument .*", re.DOTALL)


class Parser(ArgumentParser):
    """An argument parser whose refusals are `WrongWords`; its verbs are read by parsers of the same kind."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found, in our words."""
        what, hint = self._said(message)
        raise WrongWords(what, hint=hint or f"`{self.prog} --help` shows what it takes.", not_done="Nothing was done.")

    def _said(self, message: str) -> tuple[str, str]:
        if match := _MISSING.fullmatch(message):
            needed = [self._explained(name) for name in match["names"].split(", ")]
            return f"{self.prog} needs {' and '.join(needed)}.", self._usage()
        if match := _INVALID.fullmatch(message):
            return self._no_choice(match["name"], _bare(match["said"]), [*map(_bare, match["allowed"].split(", "))])
        if match := _UNKNOWN.fullmatch(message):
            return self._unknown(match["said"])
        if match := _NO_VALUE.fullmatch(message):
            return f"After {match['name'].split('/')[-1]} something is missing.", self._usage()
        if match := _AMBIGUOUS.fullmatch(message):
            names = match["names"].split(", ")
            return f"{_shown(match['said'])} can be {' or '.join(names)}.", "Write it out."
        if match := _ONE_OF.fullmatch(message):
            *names, last = match["names"].split(" ")
            return f"{self.prog} needs one of {', '.join(names)} or {last}.", ""
        if match := _NOT_BOTH.fullmatch(message):
            return f"{match['name'].split('/')[-1]} does not go with {match['other'].split('/')[-1]}.", ""
        if match := _TAKES_NONE.fullmatch(message):
            return f"{match['name'].split('/')[-1]} stands alone.", ""
        return f"{_shown(message)}.", ""

    def _no_choice(self, name: str, said: str, allowed: list[str]) -> tuple[str, str]:
        close = _near(said, allowed)
        listed = f"It can be {', '.join(allowed[:-1])} or {allowed[-1]}." if len(allowed) > 1 else ""
        if name == "WHAT":
            near = f"Did you mean `{self.prog} {close[0]}`?" if close else listed
            return f"There is no `{self.prog} {_shown(said)}`.", near
        return f"{name.split('/')[-1]} cannot be {_shown(said)}.", f"Did you mean {close[0]}?" if close else listed

    def _unknown(self, said: str) -> tuple[str, str]:
        first = said.split(" ")[0] if said.startswith("-") else said
        close = _near(first, list(self._options()))
        return f"{self.prog} does not know {_shown(said)}.", f"Did you mean {close[0]}?" if close else ""

    def _options(self) -> Iterator[str]:
        for action in self._actions:
            yield from action.option_strings

    def _explained(self, name: str) -> str:
        """The option or word with what its help says of it: `--format (the format to read it in)`."""
        for action in self._actions:
            if name in ("/".join(action.option_strings), action.metavar, action.dest) and action.help:
                return f"{name} ({action.help})"
        return name

    def _usage(self) -> str:
        usage = " ".join(self.format_usage().split()).removeprefix("usage: ")
        return f"So: {usage.replace('[-h] ', '').replace('[--practice FOLDER] ', '')}"


def _near(said: str, allowed: list[str]) -> list[str]:
    from difflib import get_close_matches  # not before: most command lines are understood

    return get_close_matches(said, allowed, 1)


def _bare(said: str) -> str:
    return said[1:-1] if len(said) > 1 and said[0] == said[-1] in "'\"" else said


def _shown(said: str) -> str:
    """A word of the command line as it can be shown, cut where it is long; what steers a terminal is visible."""
    text = show_line(said)
    return f"{text[:MOST_SHOWN]}…" if len(text) > MOST_SHOWN else text
