"""A practice's own template, put into a library."""

import dataclasses
from pathlib import Path

from notewizard.definitions.library import Defined, Library, Template
from notewizard.errors import Broken, Problem
from notewizard.rendering.templates import compile_templates


def with_template(library: Library, id_: str, text: str) -> Library:
    """`library` with a practice's own template."""
    own = Template(id_, text, Defined(Path(f"practice/templates/{id_}.md.jinja"), "0" * 64, own=True))
    return dataclasses.replace(library, templates={**library.templates, id_: own})


def problems_with(library: Library, text: str, id_: str = "shared/own") -> tuple[Problem, ...]:
    """What is wrong with a practice's template `text`; nothing if it is let in."""
    try:
        compile_templates(with_template(library, id_, text))
    except Broken as broken:
        return broken.problems
    return ()
