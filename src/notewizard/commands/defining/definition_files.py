"""The files behind formats, templates and rules: shipped ones and the practice's own; listed, shown, copied, tested."""

from __future__ import annotations

import json
import re
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from textwrap import wrap
from typing import Any

from notewizard.commands.desk import Desk
from notewizard.commands.filed.witness import witness
from notewizard.commands.verbs import add_json, verbs
from notewizard.definitions.shipped import shipped_folder
from notewizard.errors import Broken, NameTaken, NotKept, Problem, Refused
from notewizard.records.durable import make_folder, or_not_kept
from notewizard.records.publish import publish
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show, show_line


@dataclass(frozen=True)
class Kind:
    """One of the three kinds of definitions."""

    folder: str
    """Its folder, and the word of its command: `formats`."""
    one: str
    """What one file is called: "format"."""
    ending: str
    """Of its file names: `.toml`."""
    adds: bool = False
    """A file of the practice's own adds to the shipped ones, whatever its name."""


@dataclass(frozen=True)
class DefinitionFile:
    """One such file."""

    id: str
    """The word it is asked for by: its name without ending, with its folder (`measures/gad-7`)."""
    path: Path
    own: bool
    """It is the practice's own."""
    replaces: bool = False
    """A shipped file of the same id is not used because of it."""
    replaced: bool = False
    """It is shipped, and the practice's own is used instead."""
    text: str = ""
    """Empty where it cannot be read; `test` says why."""

    @property
    def about(self) -> str:
        """The whole sentences in the first line of the comment it begins with; empty where there is none."""
        match = re.match(r"\s*(?:#|\{#-?)\s*(.*?)\s*(?:-?#\}.*)?$", self.text.partition("\n")[0])
        line = match[1] if match else ""
        return line if line.endswith(".") or ". " not in line else line[: line.rindex(". ") + 1]


def add_verbs(parser: ArgumentParser, kind: Kind, more: Mapping[str, str] | None = None) -> dict[str, ArgumentParser]:
    """list, show, copy and test of this kind, and what it has besides."""
    lines = {
        "list": f"list the {kind.folder}, shipped and the practice's own",
        "show": f"print a {kind.one}",
        "copy": f"copy a shipped {kind.one} into the practice, to be changed there",
        "test": f"read all {kind.folder} and report every problem",
    }
    parsers = verbs(parser, {**lines, **(more or {})})
    add_json(parser, parsers["list"], parsers["test"])
    for name in ("show", "copy"):
        parsers[name].add_argument("id", metavar="ID", help=f"as `notewizard {kind.folder}` lists it")
    parsers["show"].add_argument("--shipped", action="store_true", help="the shipped one, not the practice's own")
    parsers["test"].add_argument("id", metavar="ID", nargs="?", default="", help="one alone (default: all)")
    return parsers


def files_of(kind: Kind, desk: Desk) -> list[DefinitionFile]:
    """Every file of this kind, by id; of one id the shipped one first."""
    shipped = _files_in(kind, shipped_folder(kind.folder), own=False)
    own = _files_in(kind, desk.practice.own(kind.folder), own=True) if desk.practice else []
    theirs, ours = {each.id for each in shipped}, {each.id for each in own}
    if kind.adds:
        theirs, ours = set(), set()
    own = [replace(each, replaces=each.id in theirs) for each in own]
    shipped = [replace(each, replaced=each.id in ours) for each in shipped]
    return sorted([*shipped, *own], key=lambda each: ("/" in each.id, each.id, each.own))


def _files_in(kind: Kind, folder: Path, own: bool) -> list[DefinitionFile]:
    found = []
    for path in sorted(folder.rglob(f"*{kind.ending}")):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            text = ""
        inside = path.relative_to(folder).as_posix().removesuffix(kind.ending)
        found.append(DefinitionFile(_id(kind, inside, text), path, own, text=text))
    return found


def _id(kind: Kind, inside: str, text: str) -> str:
    """The id by which the program knows the file: for a format and what belongs to it the one that stands in it."""
    if kind.folder != "formats":
        return inside
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return inside
    said = table.get("element") or table.get("id")
    folder, slash, _ = inside.rpartition("/")
    return f"{folder}{slash}{said}" if isinstance(said, str) and said else inside


def find(kind: Kind, id_: str, desk: Desk, *, shipped: bool = False) -> DefinitionFile:
    """The file in use under that id, or the shipped one; `Refused` with the nearest id where there is none."""
    files = files_of(kind, desk)
    fitting = [each for each in files if each.id == id_ and not (shipped and each.own)]
    if fitting:
        return fitting[-1]
    near = get_close_matches(id_, [each.id for each in files], 1)
    hint = f"Did you mean {near[0]}?" if near else f"List them with: notewizard {kind.folder}"
    word = f"shipped {kind.one}" if shipped else kind.one
    raise Refused(f'There is no {word} "{show_line(id_)}".', hint=hint)


def list_files(files: Sequence[DefinitionFile], extra: Callable[[DefinitionFile], str], *, as_json: bool) -> None:
    """The files as lines, or as JSON; `extra` gives a word or two of each beside what its first comment says."""
    if as_json:
        print_json(
            {
                "id": each.id,
                "own": each.own,
                "replaces_shipped": each.replaces,
                "about": each.about,
                "path": str(each.path),
            }
            for each in files
        )
        return
    wide = max((len(each.id) for each in files), default=0)
    for each in files:
        parts = [part for part in (extra(each), _whose(each)) if part]
        data(show(f"  {each.id:<{wide}}  {', '.join(parts)}\n"))
        data("".join(f"{' ' * (wide + 6)}{line}\n" for line in wrap(show_line(each.about), COLUMNS - wide - 6)))


COLUMNS = 80


def _whose(file: DefinitionFile) -> str:
    if not file.own:
        return "shipped, not used: the practice has its own" if file.replaced else "shipped"
    return "the practice's own, used instead of the shipped one" if file.replaces else "the practice's own"


def print_json(results: Iterable[Mapping[str, Any]]) -> None:
    """The results in the shape that every reporting command has."""
    data(json.dumps({"schema": 1, "results": list(results)}, ensure_ascii=False, indent=1) + "\n")


def show_file(file: DefinitionFile) -> None:
    """Its text on stdout; whose it is, on stderr."""
    if not file.text:
        raise NotKept("The file cannot be read.", where=str(file.path))
    say(f"# {_whose(file)}: {file.path}")
    data("\t".join(map(show, file.text.split("\t"))))  # A tab is part of the file; what steers a terminal is not.


def copy_file(kind: Kind, file: DefinitionFile, desk: Desk, text: str | None = None) -> Path:
    """The practice's own copy of a shipped file, new; `NameTaken` where the practice has one."""
    practice = desk.practice_here()
    inside = file.path.relative_to(shipped_folder(kind.folder))
    return put_file(practice.own(kind.folder) / inside, (text or file.text).encode("utf-8"), desk)


def put_file(target: Path, content: bytes, desk: Desk) -> Path:
    """A new file in the practice holds `content`, and the history says so; nothing that is there is touched."""
    within = desk.practice_here().dot
    with or_not_kept("The folder cannot be made", target.parent):
        make_folder(target.parent)
    try:
        path = publish(target.parent, target.name, content, within=within).path
    except NameTaken as taken:
        taken.what = "The practice has a file of its own there."
        taken.hint = "Change that one, or take it away first."
        raise
    if owed := witness(desk, "configure", path=path, why=target.relative_to(within).parts[0]):
        say(owed)
    return path


def report_test(kind: Kind, options: Namespace, desk: Desk, problems: list[Problem], well: str) -> int:
    """Every problem, and exit 3; or `well`. With an id: that file's alone, or what else is in its way."""
    if options.id:
        path = str(find(kind, options.id, desk).path)
        problems = [each for each in problems if each.path == path] or problems
    if options.json:
        keys = ("path", "line", "where", "said", "allowed")
        print_json({key: getattr(each, key) for key in keys} for each in problems)
        return 3 if problems else 0
    if problems:
        many = "One problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise Broken(f"{many} in the {kind.folder}.", problems, hint=f"Mend it, then: notewizard {kind.folder} test")
    data(f"{well}\n")
    return 0


def library_problems(desk: Desk) -> list[Problem]:
    """Every problem of formats and all they are made of, and of templates; empty when all of them load."""
    from notewizard.rendering.templates import compile_templates

    try:
        compile_templates(desk.definitions())
    except Broken as broken:
        return list(broken.problems)
    return []
