"""What is shipped, loaded once for all tests of one process: nobody changes it, so they may share it."""

from __future__ import annotations

from functools import cache

from notewizard.checks.language import Rules
from notewizard.checks.packs import compile_packs
from notewizard.definitions.library import Library, load_library
from notewizard.definitions.rules import RulePack, load_rule_pack
from notewizard.definitions.shipped import shipped_folder
from notewizard.rendering.render import Renderer


@cache
def library() -> Library:
    """The definitions without those of a practice."""
    return load_library()


@cache
def renderer() -> Renderer:
    """Their templates, judged and ready."""
    return Renderer(library())


@cache
def packs() -> tuple[RulePack, ...]:
    """The rule packs as they are read, by file name."""
    return tuple(load_rule_pack(path) for path in sorted(shipped_folder("rules").glob("*.toml")))


@cache
def rules() -> Rules:
    """The packs compiled, from their own files and not from what was compiled before."""
    return compile_packs(packs(), examples=False)
