"""The scores of a note with their meaning: band, cut, suicide item, and whether a change is more than error."""

from __future__ import annotations

from notewizard.definitions.measures import Measure
from notewizard.note.presenting import Presenting, Score
from notewizard.rendering import when
from notewizard.rendering.matter import Matter, Piece, Value
from notewizard.rendering.wording import figure


def measures(matter: Matter) -> tuple[Piece, ...]:
    """One piece for each score."""
    given = matter.note.presenting or Presenting()
    return tuple(
        Piece("measures", _score(score, matter.library.measure(score.name), matter)) for score in given.measures or ()
    )


def _score(score: Score, measure: Measure | None, matter: Matter) -> dict[str, Value]:
    known = measure if measure and measure.in_range(score.score) else None
    before = score.previous_score
    judged = known if known and before is not None and known.in_range(before) else None
    exceeds = bool(judged and before is not None and judged.exceeds(score.score, before))
    item = measure.suicide_item if measure and score.suicide_item is not None else None
    return {
        "measure": measure.name if measure else score.name,
        "score": figure(score.score),
        "band": known.band(score.score) if known else "",
        "cut": known.cut_said(score.score) if known else "",
        "item": str(item.number) if item else "",
        "item_score": str(score.suicide_item) if item else "",
        "on": when.day(score.date, matter.day) if score.date != matter.day else "",
        "before": "" if before is None else figure(before),
        "band_before": judged.band(before) if judged and before is not None else "",
        "before_on": when.day(score.previous_date, score.date) if score.previous_date else "",
        "same": before == score.score,
        "reliable": exceeds and judged is not None and judged.change_kind == "reliable",
        "important": exceeds and judged is not None and judged.change_kind == "clinically important",
    }
