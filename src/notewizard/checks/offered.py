"""The client's scores as they could stand in an answer that claims a change: "GAD-7 16 to 9 since October 23"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from notewizard.definitions.measures import plain_name
from notewizard.note.note import Note
from notewizard.note.presenting import Score

MOST = 2
"""Scores that are offered: more would be a table."""

Given = tuple[float, date]


def scores_of(note: Note, earlier: Sequence[Note] = ()) -> tuple[str, ...]:
    """Today's scores against those before; where today has none, the last two of a measure in `earlier` (newest first).

    They are facts and no verdict: whether a change is more than measurement error is another check's question.
    """
    today = tuple((note.presenting.measures or ()) if note.presenting else ())
    said = [_today(score, _before(score, earlier)) for score in today]
    return (tuple(said) or tuple(_lately(earlier)))[:MOST]


def _today(score: Score, before: Given | None) -> str:
    now = f"{score.name} {score.score:g}"
    if before is None:
        return now
    was, day = before
    since = _day(day, score.date)
    return f"{now}, as on {since}" if was == score.score else f"{score.name} {was:g} to {score.score:g} since {since}"


def _before(score: Score, earlier: Sequence[Note]) -> Given | None:
    if score.previous_score is not None and score.previous_date is not None:
        return score.previous_score, score.previous_date
    return next((given for given in _given(score.name, earlier) if given[1] < score.date), None)


def _lately(earlier: Sequence[Note]) -> Iterator[str]:
    names: dict[str, str] = {}
    for score in (score for each in earlier for score in _scores(each)):
        names.setdefault(plain_name(score.name), score.name)
    for name in names.values():
        last, *others = _given(name, earlier)
        if others and others[0][0] != last[0]:
            yield f"{name} {others[0][0]:g} to {last[0]:g}, {_day(others[0][1], last[1])} to {_day(last[1], last[1])}"
        else:
            yield f"{name} {last[0]:g} on {_day(last[1], last[1])}"


def _given(name: str, earlier: Sequence[Note]) -> list[Given]:
    """Every score of that measure, newest first, each day once."""
    found: dict[date, float] = {}
    for score in (score for each in earlier for score in _scores(each) if plain_name(score.name) == plain_name(name)):
        found.setdefault(score.date, score.score)
        if score.previous_score is not None and score.previous_date is not None:
            found.setdefault(score.previous_date, score.previous_score)
    return [(found[day], day) for day in sorted(found, reverse=True)]


def _scores(note: Note) -> Sequence[Score]:
    return (note.presenting.measures or ()) if note.presenting else ()


def _day(day: date, beside: date) -> str:
    return f"{day:%B} {day.day}" + (f", {day.year}" if day.year != beside.year else "")
