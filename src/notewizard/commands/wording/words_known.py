"""Every word the command line understands, read from the commands themselves."""

from __future__ import annotations

from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

import notewizard.commands

FOLDERS = ("FOLDER",)
FILES = ("FILE", "PATH", "ANSWERS", "NOTE")
"""What stands for a path in a command's help."""


@dataclass(frozen=True)
class Value:
    """What follows an option, or stands alone."""

    choices: tuple[str, ...] = ()
    """The words that can stand there; empty: anything."""
    files: bool = False
    folders: bool = False


@dataclass(frozen=True)
class Option:
    """One option."""

    names: tuple[str, ...]
    """ "-h", "--help" """
    line: str
    value: Value | None
    """None for an option that takes none."""


@dataclass(frozen=True)
class Place:
    """A command, or a command with its verb, and what can follow."""

    path: tuple[str, ...]
    """("drafts", "show")"""
    line: str
    options: tuple[Option, ...]
    verbs: tuple[str, ...]
    words: tuple[Value, ...]
    """What stands without an option."""


def places() -> tuple[Place, ...]:
    """Every command and every verb of one, sorted; a command is a module with `arguments` and `run`."""
    found: list[Place] = []
    for info in iter_modules(notewizard.commands.__path__):
        module = import_module(f"notewizard.commands.{info.name}")
        if info.name == "home" or not (hasattr(module, "arguments") and hasattr(module, "run")):
            continue
        parser = ArgumentParser()
        parser.add_argument("--practice", metavar="FOLDER", help="the practice folder")
        module.arguments(parser)
        line = (module.__doc__ or "").partition("\n")[0].partition(". ")[0].rstrip(".")
        found += _places((info.name,), line, parser)
    return tuple(sorted(found, key=lambda place: place.path))


def _places(path: tuple[str, ...], line: str, parser: ArgumentParser) -> Iterator[Place]:
    verbs: dict[str, ArgumentParser] = {}
    lines: dict[str, str] = {}
    options, words = [], []
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            verbs = dict(action.choices)
            lines = {str(each.dest): each.help or "" for each in action._choices_actions}
        elif action.option_strings:
            line_ = (action.help or "").replace("%%", "%")
            takes = _value(action) if action.nargs != 0 else None
            options.append(Option(tuple(action.option_strings), line_, takes))
        else:
            words.append(_value(action))
    yield Place(path, line, tuple(options), tuple(verbs), tuple(words))
    for name, inner in verbs.items():
        yield from _places((*path, name), lines.get(name, ""), inner)


def _value(action: Action) -> Value:
    name = str(action.metavar or "")
    if action.choices is not None:
        return Value(tuple(map(str, action.choices)))
    if name == "F":
        return Value(_formats())
    return Value(files=name in FILES, folders=name in FOLDERS)


def _formats() -> tuple[str, ...]:
    from notewizard.definitions.shipped import shipped_folder

    return tuple(sorted(path.stem for path in shipped_folder("formats").glob("*.toml")))
