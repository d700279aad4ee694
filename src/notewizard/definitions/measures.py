"""What a score means: bands and change, computed from a measure's own file and never typed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from notewizard.definitions.questions import Text
from notewizard.definitions.reading import Shape
from notewizard.definitions.vocabularies import Source


class Band(Shape):
    """The scores from `least` up to the next band, and their name."""

    least: float
    name: Text


class Measure(Shape):
    """One instrument. Scores only: its items are not ours to print."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    id: Text
    name: Text
    """As it stands in a note: "GAD-7"."""
    title: Text
    """In full."""
    least: float
    most: float
    better: Literal["lower", "higher"]
    bands: tuple[Band, ...] = ()
    """Named bands, lowest first; empty where the instrument has none."""
    cut: tuple[float, float] | None = None
    """A cut score or range, printed as "above the 31-33 cut" where there are no bands."""
    reliable_change: float | None = None
    """A difference of at least this many points is more than measurement error."""
    source: tuple[Source, ...]
    """Where bands, cut and change come from."""

    @model_validator(mode="after")
    def in_order(self) -> Measure:
        starts = [band.least for band in self.bands]
        if starts != sorted(set(starts)) or (starts and starts[0] != self.least):
            raise ValueError("bands must begin at the smallest score and go up|")
        return self

    def in_range(self, score: float) -> bool:
        """Whether the instrument can give that score."""
        return self.least <= score <= self.most

    def band(self, score: float) -> str:
        """The name of the band `score` falls into; empty where the instrument names none."""
        return next((band.name for band in reversed(self.bands) if score >= band.least), "")

    def against_cut(self, score: float) -> str:
        """ "above", "within", "below" the cut; empty where there is none."""
        if self.cut is None:
            return ""
        return "above" if score > self.cut[1] else "below" if score < self.cut[0] else "within"

    def is_reliable(self, score: float, previous: float) -> bool | None:
        """Whether the change is more than measurement error; None where no figure is known."""
        return None if self.reliable_change is None else abs(score - previous) >= self.reliable_change
