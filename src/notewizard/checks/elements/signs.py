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

    def in_clause(self, clause: Clause) -> tuple[Span, ...]:
        """Where `clause` shows it: the spans of the words it was told by; empty where it does not."""
        if clause.words < self.least or (self._where and not self._where & clause.parts):
            return ()
        if self.headed and not clause.headed:
            return ()
        found: list[Span] = []
        for mark, topics in self._terms:
            if mark == "~":
                if NOT_DONE in clause.topics:
                    return ()
                found.append((clause.start, clause.end))
                continue
            named = [span for topic in topics for span in clause.topics.get(topic, ())]
            if mark == "^":
                named = [span for span in named if span[0] == clause.begins]
            if mark == "-":
                if named:
                    return ()
            elif not named:
                return ()
            else:
                found.append(min(named))
        return tuple(found)


class Evidence(NamedTuple):
    """Clauses that show something, and how strongly all of them together."""

    spans: tuple[Span, ...]
    strength: int


def evidence(signs: Sequence[Sign], clauses: Sequence[Clause]) -> Evidence:
    """What `clauses` show of `signs`; a clause counts by the strongest of its signs."""
    spans: list[Span] = []
    strength = 0
    for clause in clauses:
        shown = max((sign.strength for sign in signs if sign.in_clause(clause)), default=0)
        if shown:
            spans.append((clause.start, clause.end))
            strength += shown
    return Evidence(tuple(spans), strength)
