"""The standing facts of a chart as the walk knows them: how fresh each is, and how it is offered at its question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from notewizard.definitions.facts import FactKind
from notewizard.interview.clock import say_day
from notewizard.note.facts import StandingFact

Said = tuple[str, str, date]
"""What a note said: the question, its words, the day of the session."""
_CONFIRMED = re.compile(r" \(confirmed [A-Z][a-z]+ \d{1,2}, \d{4}\)$")


@dataclass(frozen=True)
class OnFile:
    """One fact that stands in the chart."""

    kind: FactKind
    fact: StandingFact
    confirmed: date
    """When it was last said to be true: by whoever keeps the facts, or in a note that gives it as its answer."""

    def is_old(self, today: date) -> bool:
        """Whether it has to be asked again."""
        return today > self.confirmed + timedelta(days=self.kind.confirm_days)

    def is_over(self, today: date) -> bool:
        """Whether it held until a day that has passed."""
        return self.fact.until is not None and self.fact.until < today

    def as_confirmed(self, day: date) -> str:
        """The words that stand in a note of `day` when they are confirmed there."""
        return f"{self.fact.text} (confirmed {_day(day)})" if self.kind.printed else self.fact.text

    def dates(self) -> str:
        """Since when and until when it holds, as far as it is said."""
        since = f"since {_day(self.fact.given)}" if self.fact.given else ""
        until = f"until {_day(self.fact.until)}" if self.fact.until else ""
        return " ".join(filter(None, (since, until)))


def on_file(facts: Sequence[tuple[FactKind, StandingFact]], said: Iterable[Said]) -> tuple[OnFile, ...]:
    """The facts, each confirmed by the last note that says the same in answer to its question."""
    newest: dict[tuple[str, str], date] = {}
    for question, words, day in said:
        key = question, bare(words).casefold()
        newest[key] = max(day, newest.get(key, day))
    return tuple(
        OnFile(kind, fact, max(fact.confirmed, newest.get((kind.question, fact.text.casefold()), fact.confirmed)))
        for kind, fact in facts
    )


def bare(words: str) -> str:
    """An answer without the day on which it was confirmed."""
    return _CONFIRMED.sub("", words)


def age(day: date, today: date) -> str:
    """ "confirmed November 20, 2026"; with how long ago where that is more than a month."""
    days = (today - day).days
    return f"confirmed {_day(day)}" + (f", {days} days ago" if days > 31 else "")


def _day(day: date) -> str:
    return say_day(day).partition(", ")[2]
