"""What a score means: bands and change, computed from a measure's own file and never typed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from notewizard.definitions.questions import Text
from notewizard.definitions.reading import Shape
from notewizard.definitions.vocabularies import Source

Moved = Literal["better", "worse", "same"]
"""Which way a score went, seen from the client, whichever direction the instrument counts in."""

Points = Annotated[float, Field(gt=0)]


class Band(Shape):
    """The scores from `least` up to the next band, and their name."""

    least: float
    name: Text


class SuicideItem(Shape):
    """The item that asks about suicide. Its score alone is kept, and its number; never its words."""

    number: Annotated[int, Field(ge=1)]
    most: Annotated[int, Field(ge=1)]
    """The highest score that this item can have; the lowest is 0."""


class License(Shape):
    """Whether the instrument may be used; nothing of it is printed either way."""

    status: Literal["public domain", "free", "free with conditions", "licensed"]
    note: str = ""
    """Whose it is, and under which conditions it is free."""


class Measure(Shape):
    """One instrument. Scores only: its items are not ours to print."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    id: Text
    name: Text
    """As it stands in a note: "GAD-7"."""
    title: Text
    """In full."""
    also: tuple[Text, ...] = ()
    """Other names it goes by. Letter case, spaces and hyphens make no difference."""
    about: tuple[Text, ...] = ()
    """The words for what it measures, as a note says them ("worry"): a claim about them is held against the score."""
    least: float
    most: float
    better: Literal["lower", "higher"]
    bands: tuple[Band, ...] = ()
    """Named bands, lowest first; empty where the instrument has none."""
    cut: tuple[float, float] | None = None
    """A cut score or range, printed as "above the 31-33 cut" where there are no bands."""
    reliable_change: Points | None = None
    """A difference of at least this many points is more than measurement error."""
    important_change: Points | None = None
    """In place of that: a difference of at least this many points matters to those who are treated."""
    important_percent: Points | None = None
    """In place of that: a change for the better by at least this share of the earlier score is a response."""
    suicide_item: SuicideItem | None = None
    """The item that asks about suicide, where there is one."""
    license: License | None = None
    confidence: Literal["primary", "secondary", "general"] = "primary"
    """How the figures are known: read in the study, manual or official page; read elsewhere; general knowledge alone.

    It is that of the weakest figure. What is general knowledge alone may give no band, cut or change: those would be
    printed in a note as a fact.
    """
    source: tuple[Source, ...]
    """Where bands, cut and change come from."""

    @model_validator(mode="after")
    def in_order(self) -> Measure:
        starts = [band.least for band in self.bands]
        if self.least >= self.most:
            raise ValueError("the smallest score must be below the largest|")
        if starts != sorted(set(starts)) or (starts and starts[0] != self.least):
            raise ValueError("bands must begin at the smallest score and go up|")
        if starts and starts[-1] > self.most:
            raise ValueError("a band begins above the largest score|")
        if self.cut and not self.least <= self.cut[0] <= self.cut[1] <= self.most:
            raise ValueError("a cut must lie between the smallest and the largest score|")
        figures = [self.reliable_change, self.important_change, self.important_percent]
        if sum(each is not None for each in figures) > 1:
            raise ValueError("holds two figures for change|reliable_change, important_change or important_percent")
        if self.confidence == "general" and (self.bands or self.cut or any(figures)):
            raise ValueError("what nobody has looked up may not give bands, a cut or a change|")
        return self

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Everything it is called by, as `plain_name` gives it."""
        return tuple(dict.fromkeys(plain_name(each) for each in (self.id, self.name, *self.also)))

    def facts(self) -> dict[str, object]:
        """What conditions may name as `.of_measure.…` in the row of a score."""
        return {"suicide_item": self.suicide_item.number if self.suicide_item else None}

    def in_range(self, score: float) -> bool:
        """Whether the instrument can give that score."""
        return self.least <= score <= self.most

    @property
    def range(self) -> str:
        """ "0 to 21"."""
        return f"{self.least:g} to {self.most:g}"

    def band(self, score: float) -> str:
        """The name of the band `score` falls into; empty where the instrument names none."""
        return next((band.name for band in reversed(self.bands) if score >= band.least), "")

    def against_cut(self, score: float) -> str:
        """ "above", "within", "below" the cut; empty where there is none."""
        if self.cut is None:
            return ""
        return "above" if score > self.cut[1] else "below" if score < self.cut[0] else "within"

    def cut_said(self, score: float) -> str:
        """ "above the 31-33 cut", "at the cut of 25"; empty where there is none, or where there are bands."""
        if self.bands or self.cut is None:
            return ""
        low, high = self.cut
        where = self.against_cut(score)
        if low == high:
            return f"{'at' if where == 'within' else where} the cut of {low:g}"
        return f"{where} the {low:g}-{high:g} cut"

    def standing(self, score: float) -> str:
        """The band of `score`, or where it stands to the cut; empty where neither is known."""
        return self.band(score) or self.cut_said(score)

    def moved(self, score: float, previous: float) -> Moved:
        """Which way the score went since `previous`; by itself it says nothing about measurement error."""
        if score == previous:
            return "same"
        return "better" if (score < previous) == (self.better == "lower") else "worse"

    def exceeds(self, score: float, previous: float) -> bool | None:
        """Whether the change is as large as the figure for change; None where none is known for that direction."""
        if self.important_percent is not None:
            if self.moved(score, previous) == "worse":
                return None
            points: float | None = abs(previous) * self.important_percent / 100
        else:
            points = self.reliable_change or self.important_change
        if points is None:
            return None
        # Tenths (ORS) are not exact in binary: 24.9 to 19.9 is five points.
        return score != previous and abs(score - previous) >= points - 1e-6

    @property
    def change_kind(self) -> Literal["reliable", "clinically important", ""]:
        """What a change that `exceeds` is called; empty where no figure is known."""
        if self.reliable_change is not None:
            return "reliable"
        return "clinically important" if self.important_change or self.important_percent else ""

    @property
    def change_takes(self) -> str:
        """ "a reliable change takes 6 points"; empty where no figure is known."""
        if self.important_percent is not None:
            return f"a clinically important change takes {self.important_percent:g} % of the earlier score"
        points = self.reliable_change or self.important_change
        return f"a {self.change_kind} change takes {points:g} points" if points is not None else ""


def plain_name(name: str) -> str:
    """A measure's name without what people write differently: "PHQ 9" and "phq-9" are one."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def measure_called(name: str, measures: Iterable[Measure]) -> Measure | None:
    """The measure that `name` names; None for one that is not known."""
    wanted = plain_name(name)
    return next((each for each in measures if wanted in each.names), None)
