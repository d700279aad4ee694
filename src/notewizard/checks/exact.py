"""Of several findings that say one thing of a sentence, the most exact: a person mends a sentence once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from notewizard.checks.compiled import Compiled
from notewizard.checks.finding import LEVELS, Finding

Key = tuple[int, int]
"""A rule by number, and the sentence; -1 for what is said of the text as a whole."""
ONE_THING = ("vague", "unsupported_progress")
"""Categories whose findings in one sentence ask for the same: that it say what happened."""


def exact(found: Mapping[Key, Finding], entries: Sequence[Compiled]) -> Iterator[Key]:
    """The keys of `found` that stay: of those of one category in one sentence that share words, or ask for one thing,
    the one of the higher level; then one that names words rather than misses them; then the one with more words.

    Two charged words in a sentence stay two: mending one leaves the other.
    """
    by_sentence: dict[tuple[int, str], list[Key]] = {}
    for (rule, number), finding in found.items():
        by_sentence.setdefault((number, finding.category), []).append((rule, number))
    for (number, category), keys in by_sentence.items():
        if number < 0:
            yield from keys
            continue
        kept: list[Key] = []
        for key in sorted(keys, key=lambda each: _exactness(found[each], entries[each[0]]), reverse=True):
            if not any(category in ONE_THING or _share(found[key], found[other]) for other in kept):
                kept.append(key)
        yield from kept


def _exactness(finding: Finding, entry: Compiled) -> tuple[bool, int, bool, int]:
    length = (finding.end or 0) - (finding.start or 0)
    return entry.rule.never_exempt, LEVELS.index(finding.level), not entry.wants_nothing_specific, length


def _share(one: Finding, other: Finding) -> bool:
    return (one.start or 0) < (other.end or 0) and (other.start or 0) < (one.end or 0)
