"""By which clauses of a note something is there: signs of a clause, how much each says, and how much is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from notewizard.checks.elements.clauses import NOT_DONE, Clause
from notewizard.checks.sentences import Span


@dataclass(frozen=True)
class Sign:
    """What a clause must name to count, and where it must stand."""

    names: str
    """Topics that it must all name: "client says"; `a|b` for either, `-a` for one that it must not name, `^a` for one
    that it begins with, `~` for any clause."""
    parts: str = ""
    """Letters of the parts of a note where it counts; empty: in all."""
    strength: int = 1
    headed: bool = False
    """Whether a heading must say that the clause stands there."""
    least: int = 1
    """The fewest words of a clause that counts."""

    @cached_property
    def _terms(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((term[0], tuple(term.lstrip("^-~").split("|"))) for term in self.names.split())

    @cached_property
    def _where(self) -> frozenset[str]:
        return frozenset(self.parts)

    def in_clause(self, clause: Clause) -> bool:
        """Whether `clause` shows it."""
        if clause.words < self.least or (self.headed and not clause.headed):
            return False
        if self._where and self._where.isdisjoint(clause.parts):
            return False
        return all(_named(mark, topics, clause) for mark, topics in self._terms)


def _named(mark: str, topics: tuple[str, ...], clause: Clause) -> bool:
    if mark == "~":
        return NOT_DONE not in clause.topics
    if mark == "^":
        return any(start == clause.begins for topic in topics for start, _ in clause.topics.get(topic, ()))
    return any(topic in clause.topics for topic in topics) != (mark == "-")


class Evidence(NamedTuple):
    """Clauses that show something, and how strongly all of them together."""

    spans: tuple[Span, ...]
    strength: int


def evidence(signs: Sequence[Sign], clauses: Sequence[Clause]) -> Evidence:
    """What `clauses` show of `signs`; a clause counts by the strongest of its signs."""
    strongest = sorted(signs, key=lambda sign: -sign.strength)
    spans: list[Span] = []
    strength = 0
    for clause in clauses:
        shown = next((sign.strength for sign in strongest if sign.in_clause(clause)), 0)
        if shown:
            spans.append((clause.start, clause.end))
            strength += shown
    return Evidence(tuple(spans), strength)
