"""The scores of a note, each with its measure and with the score before it: typed, or known from an earlier note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from notewizard.checks.around import Around
from notewizard.definitions.measures import Measure, measure_called, plain_name
from notewizard.note.note import Note
from notewizard.note.presenting import Score
from notewizard.note.treatment import PlannedGoal


@dataclass(frozen=True)
class Before:
    """A score that another one is held against."""

    score: float
    day: date | None
    """When it was filled in, where that is known."""


@dataclass(frozen=True)
class Scored:
    """One score of a note."""

    position: int
    score: Score
    measure: Measure
    before: Before | None
    """The score before this one: what was typed, else the last one in the client's earlier notes."""
    recorded: tuple[Before, ...]
    """The scores of the client's earlier notes, newest first; each was that note's own."""
    baseline: float | None
    """Where treatment began: the treatment plan's baseline, else the first score of an earlier note."""

    @property
    def where(self) -> str:
        """The key of its row."""
        return f"presenting.measures[{self.position}]"

    def moved(self, before: float | None) -> str:
        """ "better" or "worse" where the change since `before` is more than the measure's figure; else empty."""
        if before is None or not self.measure.in_range(before):
            return ""
        exceeds = self.measure.exceeds(self.score.score, before)
        return self.measure.moved(self.score.score, before) if exceeds else ""

    def told(self, before: float) -> str:
        """ "The GAD-7 went from 16 to 9"."""
        now = self.score.score
        moved = f"went from {before:g} to {now:g}" if now != before else f"is {now:g} as before"
        return f"The {self.measure.name} {moved}"


def scored(note: Note, around: Around) -> tuple[Scored, ...]:
    """The scores of known measures that their instrument can give, in the order of the note."""
    return tuple(_scored(note, around))


def _scored(note: Note, around: Around) -> Iterator[Scored]:
    for position, score in enumerate((note.presenting.measures or ()) if note.presenting else ()):
        measure = measure_called(score.name, around.measures)
        if measure is None or not measure.in_range(score.score):
            continue
        recorded = tuple(recorded_scores(score.name, measure, score.date, around))
        before = recorded[0] if recorded else None
        if score.previous_score is not None:
            before = Before(score.previous_score, score.previous_date)
        planned = next((each for each in goals_measured_by(measure, around) if each.baseline is not None), None)
        baseline = planned.baseline if planned else recorded[-1].score if recorded else None
        yield Scored(position, score, measure, before, recorded, baseline)


def recorded_scores(name: str, measure: Measure | None, until: date, around: Around) -> Iterator[Before]:
    """The scores of that measure in the client's earlier notes, filled in before the day `until`, newest first."""
    names = measure.names if measure else (plain_name(name),)
    found = {
        each.date: each.score
        for note in reversed(around.earlier)
        for each in ((note.presenting.measures or ()) if note.presenting else ())
        if plain_name(each.name) in names and each.date < until
    }
    yield from (Before(found[day], day) for day in sorted(found, reverse=True))


def goals_measured_by(measure: Measure, around: Around) -> Iterator[PlannedGoal]:
    """The goals of the treatment plan that are followed by this measure."""
    for goal in around.plan.goals if around.plan else ():
        if goal.measure and plain_name(goal.measure) in measure.names:
            yield goal
