"""What is shipped, loaded once for all tests of one process: nobody changes it, so they may share it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from notewizard.checks import packs as compiling
from notewizard.checks.language import Rules
from notewizard.checks.packs import compile_packs
from notewizard.definitions import library as libraries
from notewizard.definitions import rules as rule_packs
from notewizard.definitions.library import Library, load_library
from notewizard.definitions.rules import RulePack, load_rule_pack
from notewizard.definitions.shipped import shipped_folder
from notewizard.errors import Broken
from notewizard.rendering import render
from notewizard.rendering.render import Renderer

RULES = shipped_folder("rules")


def library() -> Library:
    """The definitions without those of a practice."""
    return _library_of("")


def renderer() -> Renderer:
    """Their templates, judged and ready."""
    return _renderer_of("")


@cache
def packs() -> tuple[RulePack, ...]:
    """The rule packs as they are read, by file name."""
    return tuple(_pack(path) for path in sorted(RULES.glob("*.toml")))


@cache
def rules() -> Rules:
    """The packs compiled, from their own files and not from what was compiled before."""
    return compile_packs(packs(), examples=False)


def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the test ends, commands that run in this process take what is shipped from here.

    Where a practice has definitions of its own, everything is read and judged as always; so it is in `definitions` and
    `golden`, and wherever the program runs as a process of its own, as in `sessions`.
    """
    monkeypatch.setattr(libraries, "load_library", _load_library)
    monkeypatch.setattr(render, "Renderer", _renderer)
    monkeypatch.setattr(rule_packs, "load_rule_pack", _load_rule_pack)
    monkeypatch.setattr(compiling, "compile_packs", _compile_packs)


def _load_library(
    practice: Path | None = None, jurisdiction: str = "", without: frozenset[Path] = frozenset()
) -> Library:
    if practice is None or not _has_own(practice):
        try:
            return _library_of(jurisdiction)
        except Broken:
            pass  # it is refused with the place where the practice says so
    return load_library(practice, jurisdiction, without)


def _has_own(practice: Path) -> bool:
    for name in ("formats", "templates"):
        try:
            os.lstat(practice / name)
        except FileNotFoundError:
            continue
        except OSError:
            pass
        return True
    return False


@cache
def _library_of(jurisdiction: str) -> Library:
    return load_library(None, jurisdiction)


def _renderer(of: Library) -> Renderer:
    return _renderer_of("") if of is _library_of("") else Renderer(of)


@cache
def _renderer_of(jurisdiction: str) -> Renderer:
    return Renderer(_library_of(jurisdiction))


def _load_rule_pack(path: Path) -> RulePack:
    return _pack(path) if path.parent == RULES else load_rule_pack(path)


@cache
def _pack(path: Path) -> RulePack:
    return load_rule_pack(path)


def _compile_packs(those: Sequence[RulePack], *, examples: bool = True) -> Rules:
    if tuple(those) != packs():
        return compile_packs(those, examples=examples)
    return _with_examples() if examples else rules()


@cache
def _with_examples() -> Rules:
    return compile_packs(packs(), examples=True)
