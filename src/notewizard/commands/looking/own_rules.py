"""The practice's own rule packs: those that can be used beside the shipped ones, and what is wrong with the others.

Each is judged with the packs before it. Only its own examples are run: those of the shipped rules have been, and all of
them together take seconds, which no first question may wait for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from notewizard.checks.packs import compile_packs, example_problems
from notewizard.definitions.rules import RulePack, load_rule_pack
from notewizard.errors import Broken, Problem

if TYPE_CHECKING:
    from notewizard.checks.language import Rules

LEFT_OUT = "A rule pack of the practice is left out."
GO_ON = "The shipped rules go on: notewizard rules test"


def rules_with_own(folder: Path | None, shipped: Sequence[RulePack]) -> tuple[Rules, tuple[Broken, ...]]:
    """The shipped rules and the practice's own packs that do what they say; what was wrong with each other one."""
    broken = _closed(folder) if folder else []
    packs, rules = [*shipped], None
    for path in sorted(folder.glob("*.toml")) if folder else ():
        try:
            pack = load_rule_pack(path)
            rules = _judged(pack, packs)
            packs.append(pack)
        except Broken as problem:
            broken.append(problem)
    return rules or compile_packs(packs, examples=False), tuple(broken)


def said_of(broken: Iterable[Broken]) -> Iterator[str]:
    """A line for each broken pack: which it is, the place, and how to go on."""
    for each in broken:
        first = next((one for one in each.problems if one.line or one.where), None)
        if first is not None:
            more = f" There is more: {len(each.problems) - 1}." if len(each.problems) > 1 else ""
            yield f"{LEFT_OUT} {replace(first, path=Path(first.path).name).sentence()}{more} {GO_ON}"
        elif all(one.path.endswith(".toml") for one in each.problems):
            yield f"{LEFT_OUT} {each.what} {GO_ON}"
        else:
            yield f"{each.what} The shipped rules go on without it."


def _judged(pack: RulePack, before: Sequence[RulePack]) -> Rules:
    """The rules of all of them; raises `Broken` with every problem of the pack beside those before it."""
    together = rules = compile_packs([*before, pack], examples=False)
    if pack.content.rules:
        # What it allows and switches off is no answer to whether its rules do what their examples say.
        unchanged = [*map(_unchanged, (*before, pack))]
        if unchanged != [*before, pack]:
            rules = compile_packs(unchanged, examples=False)
        places = range(len(pack.content.rules))
        if problems := [each for index in places for each in example_problems(pack, index, rules)]:
            raise Broken(f"{pack.path.name} is not a usable pack file.", problems, not_done="It was not loaded.")
    return together


def _unchanged(pack: RulePack) -> RulePack:
    content = pack.content
    if not (content.levels or content.pack.allow):
        return pack
    header = content.pack.model_copy(update={"allow": ()})
    return replace(pack, content=content.model_copy(update={"levels": {}, "pack": header}))


def _closed(folder: Path) -> list[Broken]:
    """A folder of rules that cannot be looked into is said: taken for empty, its rules would be missed unsaid."""
    try:
        os.listdir(folder)
    except FileNotFoundError:
        pass
    except OSError as error:
        why = f"cannot be read: {(error.strerror or 'input error').lower()}"
        problem = Problem("", why, "", str(folder))
        return [Broken(f"The practice's folder of rules {why}.", [problem], not_done="None of them was loaded.")]
    return []
