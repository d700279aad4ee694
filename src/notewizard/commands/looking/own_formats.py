"""The practice's own formats and templates: those that can be used, and which of them are left out because they cannot.

A file that is broken stops what asks for it and nothing else, as a broken rule pack does. All else that is defined
(questions, vocabularies, measures, profiles) belongs to every note: there a broken file refuses all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from notewizard.definitions.library import Library
from notewizard.definitions.reading import read_file
from notewizard.errors import Broken, Problem
from notewizard.rendering.render import Renderer

Load = Callable[[frozenset[Path]], Library]
"""Loads all definitions but these files."""


def usable(dot: Path, load: Load) -> tuple[Library, Renderer, str]:
    """The definitions without the own formats and templates that are broken, and a line that says so; empty: none is.

    `Library.left_out` names the formats that are not there.
    With a template every format that reads by it is left out: the shipped one is not what the practice meant. Raises
    `Broken` with every problem where something else is broken too.
    """
    broken: dict[Path, list[Problem]] = {}
    while True:
        try:
            library = load(frozenset(broken))
            renderer = Renderer(library)
            break
        except Broken as found:
            for problem in found.problems:
                if not _can_go(dot, Path(problem.path)) or Path(problem.path) in broken:
                    raise
            for problem in found.problems:
                broken.setdefault(Path(problem.path), []).append(problem)
    if not broken:
        return library, renderer, ""
    problems = [each for path in broken for each in broken[path]]
    many = "One problem" if len(problems) == 1 else f"{len(problems)} problems"
    refusal = Broken(
        f"{many} in the practice's own formats and templates.",
        problems,
        hint="Mend it: notewizard formats test. Or use another format: --format F.",
        not_done="Nothing was loaded.",
    )
    left = _left_out(dot, broken, library, renderer)
    formats = {id_: form for id_, form in library.formats.items() if id_ not in left}
    return replace(library, formats=formats, left_out=dict.fromkeys(left, refusal)), renderer, _said(left, problems)


def _said(left: set[str], problems: Sequence[Problem]) -> str:
    """Which formats are left out, the first place, and how to go on; of a template that none reads by, that alone."""
    first = replace(problems[0], path=Path(problems[0].path).name)
    more = f" There is more: {len(problems) - 1}." if len(problems) > 1 else ""
    which = f"Left out of the formats: {', '.join(sorted(left))}." if left else "A template is left out."
    return f"{which} {first.sentence()}{more} The others go on: notewizard formats test"


def _can_go(dot: Path, path: Path) -> bool:
    """Whether the file is a format or a template of the practice's own."""
    return (path.parent == dot / "formats" and path.suffix == ".toml") or dot / "templates" in path.parents


def _left_out(dot: Path, broken: dict[Path, list[Problem]], library: Library, renderer: Renderer) -> set[str]:
    """The ids of the formats that cannot be used."""
    templates = {
        path.relative_to(dot / "templates").as_posix().removesuffix(".jinja").removesuffix(".md")
        for path in broken
        if dot / "templates" in path.parents
    }
    by_template = {id_ for id_, form in library.formats.items() if templates & set(renderer.stands_on(form))}
    return by_template | {_id_in(path) for path in broken if path.parent == dot / "formats"}


def _id_in(path: Path) -> str:
    """The id that a file means to have, readable or not; its name where it says none."""
    try:
        text = read_file(path).decode("utf-8", "replace")
    except Broken:
        text = ""
    said = re.search(r"""^\s*id\s*=\s*["']([^"'\n]+)""", text.partition("\n[")[0], re.MULTILINE)
    return said[1] if said else path.stem
