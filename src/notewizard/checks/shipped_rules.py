"""The shipped rules as they were compiled when they were written: read in a few milliseconds, where reading and
compiling their packs takes some hundreds.

`rules/compiled.json` holds no more than the packs say, and is believed only while it names the hash of every one of
them; otherwise, and for a practice with packs of its own, the packs are compiled as they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from notewizard.checks.compiled import Compiled
from notewizard.checks.gate import Gate, Head
from notewizard.checks.language import Rules
from notewizard.checks.literals import BETWEEN, KeptLiterals, Literals, first_token, kept
from notewizard.checks.spread import Spread
from notewizard.definitions.phrases import Classes
from notewizard.definitions.plain_rule import PlainRule

NAME = "compiled.json"
_THEN = "¬"
_LAYOUT = 1
"""Of the file; another is not read."""


def compiled_before(folder: Path) -> Rules | None:
    """The rules of the packs in `folder` as they were compiled before; None where a pack has changed since."""
    try:
        table = json.loads((folder / NAME).read_bytes())
        if table["layout"] == _LAYOUT and table["files"] == hashes(folder):
            return _rules(table)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        pass
    return None


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each pack file in `folder`."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.toml"))}


def as_table(rules: Rules, files: Mapping[str, str]) -> dict[str, Any]:
    """What `compiled_before` reads: `rules`, of the pack files with these hashes and of nothing else."""
    segments: dict[tuple[int, str, str], int] = {}
    spreads: dict[Spread, int] = {}
    behind: dict[str, dict[str, list[str]]] = {}
    for literal, head in rules.gate.literals():
        spread = "" if head.spread is None else spreads.setdefault(head.spread, len(spreads))
        heads = behind.setdefault(first_token(literal), {}).setdefault(literal, [])
        heads.append(f"{head.rule}/{spread}/{head.replace}")
    classes = list({id(each.classes): each.classes for each in rules.entries}.values())
    return {
        "layout": _LAYOUT,
        "files": dict(files),
        "packs": rules.packs,
        "classes": classes,
        "generic": [sorted(each.generic) for each in classes],
        "rules": [[classes.index(each.classes), each.level, each.rule] for each in rules.entries],
        "spreads": [
            [each.gate, each.gaps, [segments.setdefault(kept(one), len(segments)) for one in each.segments]]
            for each in spreads
        ],
        "segments": list(segments),
        "gate": {
            first: BETWEEN.join(_THEN.join((literal, *heads)) for literal, heads in those.items())
            for first, those in behind.items()
        },
    }


def _rules(table: Mapping[str, Any]) -> Rules:
    classes = [Classes(each, frozenset(some)) for each, some in zip(table["classes"], table["generic"], strict=True)]
    entries = tuple(Compiled(PlainRule(*values), level, classes[which]) for which, level, values in table["rules"])
    packs = tuple((id_, version, sha256) for id_, version, sha256 in table["packs"])
    return Rules(entries, packs, Gate(table["gate"], _Shelf(table["segments"], table["spreads"]).literals))


class _Shelf:
    """Segments and triggers with gaps, each made when it is first asked for."""

    def __init__(self, segments: Sequence[Sequence[Any]], spreads: Sequence[Sequence[Any]]) -> None:
        self._segments = segments
        self._spreads = spreads
        self._made_segments: dict[int, Literals] = {}
        self._made_spreads: dict[int, Spread] = {}

    def literals(self, text: str) -> dict[str, list[Head]]:
        """Literals with their heads, as `as_table` writes them."""
        found: dict[str, list[Head]] = {}
        for line in text.split(BETWEEN):
            literal, *heads = line.split(_THEN)
            found[literal] = [self._head(*each.split("/", 2)) for each in heads]
        return found

    def _head(self, rule: str, spread: str, replace: str) -> Head:
        return Head(int(rule), self._spread(int(spread)) if spread else None, replace)

    def _spread(self, number: int) -> Spread:
        if number not in self._made_spreads:
            gate, gaps, segments = self._spreads[number]
            self._made_spreads[number] = Spread([self._segment(each) for each in segments], gaps, gate)
        return self._made_spreads[number]

    def _segment(self, number: int) -> Literals:
        if number not in self._made_segments:
            self._made_segments[number] = KeptLiterals(*self._segments[number])
        return self._made_segments[number]
