"""Rules as they were compiled before: read in a few milliseconds, where reading and compiling their packs takes some
hundreds.

`rules/compiled.txt` holds the shipped ones, no more than the packs say, and is believed only while it names the
checksum of every one of them; otherwise the packs are compiled as they are. A practice with packs of its own has such a
file in the private folder of each machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

from notewizard.checks.compiled import Compiled
from notewizard.checks.gate import Gate, Head, Heads, Literal, with_needs
from notewizard.checks.kept_words import KeptWords
from notewizard.checks.language import Rules
from notewizard.checks.literals import KeptLiterals, Literals, kept
from notewizard.checks.spread import Spread
from notewizard.checks.tokens import tokens_in
from notewizard.checks.traces import Traces
from notewizard.checks.words import rarest_pair
from notewizard.definitions.phrases import Classes
from notewizard.definitions.plain_rule import PlainRule

NAME = "compiled.txt"
_LAYOUT = 3
"""Of the file; another is not read."""
_PARTS = ("classes", "rules", "segments", "spreads", "alone", "pairs", "traces")
"""What the file holds, an entry a line, after a line that says how many of each."""
_SECOND, _LITERAL, _FIELD = "P", "L", "F"
"""What stands between strings that are kept as one: they are in lower case, so no capital is in them."""


def compiled_before(folder: Path) -> Rules | None:
    """The rules of the packs in `folder` as they were compiled before; None where a pack has changed since."""
    try:
        return compiled_in((folder / NAME).read_bytes(), checksums(folder))
    except OSError:
        return None


def compiled_in(data: bytes, files: Mapping[str, Sequence[int]]) -> Rules | None:
    """The rules in `as_text`, encoded; None where they are not those of the pack files with these checksums."""
    try:
        # Bytes: most of the lines are never read, and those that are one by one.
        lines = data.split(b"\n")
        top = json.loads(lines[0])
        if top["layout"] == _LAYOUT and top["files"] == files:
            return _rules(top, lines)
    except (ValueError, KeyError, TypeError, IndexError):
        pass
    return None


def checksums(folder: Path) -> dict[str, list[int]]:
    """The length and the CRC-32 of each pack file in `folder`."""
    return {path.name: checksum(path.read_bytes()) for path in sorted(folder.glob("*.toml"))}


def checksum(content: bytes) -> list[int]:
    """The length and the CRC-32 of a pack file's bytes."""
    return [len(content), crc32(content)]


def as_text(rules: Rules, files: Mapping[str, Sequence[int]]) -> str:
    """What `compiled_in` reads: `rules`, of the pack files with these checksums and of nothing else."""
    heads: dict[str, list[Head]] = {}
    for literal, head in rules.gate.literals():
        heads.setdefault(literal, []).append(head)
    spreads = [*dict.fromkeys(head.spread for those in heads.values() for head in those if head.spread is not None)]
    segments = _segments(spreads)
    classes = [*{id(each.classes): each.classes for each in rules.entries}.values()]
    swaps = [*dict.fromkeys(head.replace for those in heads.values() for head in those)]
    places = {each: number for number, each in enumerate(spreads)}

    def written(those: Sequence[Head]) -> str:
        return " ".join(
            f"{rule}/{'' if spread is None else places[spread]}/{swaps.index(replace)}"
            for rule, spread, replace in those
        )

    alone: dict[str, str] = {}
    pairs: dict[str, dict[str, list[str]]] = {}
    for literal, those in heads.items():
        words = tokens_in(literal)
        if len(words) == 1:
            alone[literal] = written(those)
        else:
            at = rarest_pair(words)
            known = pairs.setdefault(words[at], {}).setdefault(words[at + 1], [])
            known.append(_FIELD.join((literal, str(at), written(those))))
    by_first = {
        first: _SECOND.join(_LITERAL.join((second, *those)) for second, those in seconds.items())
        for first, seconds in pairs.items()
    }
    parts: dict[str, list[str]] = {
        "classes": [_dense([sorted(each.generic), each]) for each in classes],
        "rules": [_dense([classes.index(each.classes), each.level, *each.rule]) for each in rules.entries],
        "segments": [*segments],
        "spreads": [
            f"{each.gate} {int(each.crosses)} {' '.join(map(str, each.gaps))}"
            f"/{' '.join(str(segments[kept(one)]) for one in each.segments)}"
            for each in spreads
        ],
        "alone": _by_word(alone),
        "pairs": _by_word(by_first),
        "traces": _by_word(rules.gate.traces.bits.kept),
    }
    counts = {name: len(lines) for name, lines in parts.items()}
    of = {"layout": _LAYOUT, "files": files, "packs": rules.packs}
    top = {**of, "swaps": swaps, "allow": rules.allow, "lines": counts}
    return "\n".join((_dense(top), *(line for name in _PARTS for line in parts[name]), ""))


def _by_word(kept: Mapping[str, str | bytes]) -> list[str]:
    """A line of all words, then what is kept for each."""
    return [" ".join(kept), *(each.decode() if isinstance(each, bytes) else each for each in kept.values())]


def _segments(spreads: Sequence[Spread]) -> dict[str, int]:
    """The segments of `spreads` as they are kept, by number; those that have traces come first, with theirs."""
    numbered = sorted({each.number: each for spread in spreads for each in spread.others()}.items())
    found = {kept(each): number for number, each in numbered}
    for spread in spreads:
        found.setdefault(kept(spread.segments[spread.gate]), len(found))
    return found


def _dense(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _rules(top: Mapping[str, Any], lines: Sequence[bytes]) -> Rules:
    parts: dict[str, Sequence[bytes]] = {}
    at = 1
    for name in _PARTS:
        past = at + top["lines"][name]
        parts[name] = lines[at:past]
        at = past
    if at + 1 != len(lines) or lines[at]:
        raise ValueError("the file was cut, or written into")
    classes = [Classes(each, frozenset(generic)) for generic, each in map(json.loads, parts["classes"])]
    entries = tuple(
        Compiled(PlainRule(*values), level, classes[which]) for which, level, *values in map(json.loads, parts["rules"])
    )
    packs = tuple((id_, version, sha256) for id_, version, sha256 in top["packs"])
    shelf = _Shelf(parts["segments"], parts["spreads"], top["swaps"])
    alone, pairs, traces = (_kept(parts[name]) for name in ("alone", "pairs", "traces"))
    gate = Gate(KeptWords(alone, shelf.heads, ()), KeptWords(pairs, _seconds, {}), Traces(traces), shelf.literals)
    return Rules(entries, packs, gate, tuple(top["allow"]))


def _kept(lines: Sequence[bytes]) -> dict[str, bytes]:
    return dict(zip(lines[0].decode().split(" "), lines[1:], strict=True))


def _seconds(kept: bytes) -> dict[str, tuple[Literal, ...] | str]:
    """By the second word of a pair, what `_Shelf.literals` reads."""
    found: dict[str, tuple[Literal, ...] | str] = {}
    for each in kept.decode().split(_SECOND):
        second, found[second] = each.split(_LITERAL, 1)
    return found


class _Shelf:
    """Segments and triggers with gaps, each made when it is first asked for."""

    def __init__(self, segments: Sequence[bytes], spreads: Sequence[bytes], swaps: Sequence[str]) -> None:
        self._segments = segments
        self._spreads = spreads
        self._swaps = swaps
        self._made_segments: dict[int, Literals] = {}
        self._made_spreads: dict[str, Spread] = {}

    def literals(self, text: str) -> tuple[Literal, ...]:
        """Literals with their heads, as `as_text` writes them."""
        fields = (each.split(_FIELD) for each in text.split(_LITERAL))
        return tuple(
            Literal(literal, tuple(tokens_in(literal)), int(pair), self._heads(heads))
            for literal, pair, heads in fields
        )

    def heads(self, kept: bytes) -> Heads:
        """What a literal of one word leads to."""
        return self._heads(kept.decode())

    def _heads(self, text: str) -> Heads:
        fields = (each.split("/") for each in text.split(" "))
        return with_needs(
            Head(int(rule), self._spread(spread) if spread else None, self._swaps[int(swap)])
            for rule, spread, swap in fields
        )

    def _spread(self, number: str) -> Spread:
        if number not in self._made_spreads:
            first, segments = self._spreads[int(number)].decode().split("/")
            gate, crosses, *gaps = map(int, first.split())
            made = [self._segment(int(each)) for each in segments.split()]
            self._made_spreads[number] = Spread(made, gaps, gate, bool(crosses))
        return self._made_spreads[number]

    def _segment(self, number: int) -> Literals:
        if number not in self._made_segments:
            self._made_segments[number] = KeptLiterals(number, self._segments[number].decode())
        return self._made_segments[number]
