"""What `check` says of the notes it looked at, for a person: of one all there is, of many a summary first.

What notes of other programs lack of the eight elements is mostly the same in all of them, and nobody can write it into
a note that is signed: of many notes it is told once, with how many lack it. One note alone is told everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from notewizard.checks.finding import LEVELS, Finding
from notewizard.commands.counting import counted
from notewizard.commands.looking.findings import as_lines, capped
from notewizard.commands.looking.words_shown import ends_of

MOST_NAMED = 3
"""So few notes are named that lack an element; of more, how many they are."""


@dataclass(frozen=True)
class Looked:
    """One note that was looked at, and what is to be shown of it."""

    path: Path
    findings: tuple[Finding, ...] = ()
    ours: bool = False
    """Whether it was written with this program, by a record that is here."""
    stands: tuple[str, ...] = ()
    """What became of it since it was signed, a sentence each."""
    kept: int = 0
    """The warnings that its author let stand."""
    error: str = ""
    """Why it could not be read."""

    def told_once(self, finding: Finding) -> bool:
        """Whether it is the same in many notes and told for all of them."""
        return finding.category == "missing" and not self.ours


def with_its_words(finding: Finding, text: str) -> Finding:
    """The finding with its line in the file and its first and last words, where its message quotes none."""
    if not finding.text or "“" in finding.message:
        return finding
    line = f"line {text.count(chr(10), 0, finding.start) + 1}" if finding.start is not None else ""
    where = ", ".join(each for each in (finding.where, line, f"“{ends_of(finding.text)}”") if each)
    return replace(finding, where=where)


def in_words(looked: Sequence[Looked]) -> Iterator[str]:
    """A line each: of several notes the summary and what is told once, then by file what else there is."""
    if len(looked) == 1:
        yield from _of_one(looked[0], looked[0].findings)
        return
    yield from _summary(looked)
    yield from _told_once(looked)
    beside = [(each, [one for one in each.findings if not each.told_once(one)]) for each in looked]
    beside = [(each, found) for each, found in beside if found or each.stands or each.kept or each.error]
    if beside:
        yield ""
    for each, found in beside:
        yield from _of_one(each, found, " besides" if len(found) < len(each.findings) else "")


def tally(looked: Sequence[Looked]) -> dict[str, dict[str, int]]:
    """How many findings there are, by level, the worst first, and category, the most frequent first."""
    counts = {level: Counter(one.category for each in looked for one in each.findings if one.level == level)
              for level in reversed(LEVELS)}  # fmt: skip
    return {level: dict(found.most_common()) for level, found in counts.items() if found}


def _summary(looked: Sequence[Looked]) -> Iterator[str]:
    found = sum(len(each.findings) for each in looked)
    some = sum(bool(each.findings) for each in looked)
    closed = sum(bool(each.error) for each in looked)
    parts = [f"{counted(found, 'finding')} in {some} of them"] if found else []
    parts += [f"{len(looked) - some - closed} with nothing to say"] if len(looked) > some + closed else []
    parts += [f"{closed} could not be read"] if closed else []
    yield f"{counted(len(looked), 'note')}: {', '.join(parts)}"
    for level, categories in tally(looked).items():
        counts = ", ".join(f"{category.replace('_', ' ')} {count}" for category, count in categories.items())
        yield f"  {level}: {sum(categories.values())} ({counts})"


def _told_once(looked: Sequence[Looked]) -> Iterator[str]:
    lacking: dict[str, list[tuple[Finding, Path]]] = {}
    for each in looked:
        for one in each.findings:
            if each.told_once(one):
                lacking.setdefault(one.rule, []).append((one, each.path))
    if not lacking:
        return
    of = sum(not each.ours and not each.error for each in looked)
    yield "What notes of other programs do not say is told here once; all of one note: notewizard check FILE"
    for found in sorted(lacking.values(), key=len, reverse=True):
        names = f" ({', '.join(str(path) for _, path in found)})" if len(found) <= min(MOST_NAMED, of - 1) else ""
        (line,) = as_lines([replace(found[0][0], where="")])
        level, _, said = line.partition(": ")
        yield f"  {level}, {len(found)} of {of}{names}: {said}"


def _of_one(one: Looked, findings: Sequence[Finding], besides: str = "") -> Iterator[str]:
    if one.error:
        yield f"{one.path}: {one.error}"
        return
    count = counted(len(findings), "finding") if findings else "nothing to say"
    yield f"{one.path}: {count}{besides}"
    yield from (f"  {line}" for line in (*one.stands, *capped(findings, more="; --json gives them all")))
    if one.kept:
        yield f"  {counted(one.kept, 'warning')} {'was' if one.kept == 1 else 'were'} kept by the author."
